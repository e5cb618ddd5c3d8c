#include <cli/print_publicity.hpp>
#include <cli/json_text.hpp>

#include <array>
#include <string_view>

namespace dinh::cli {
namespace {

constexpr std::array<publicity_channel, 3> channels{publicity_channel::posting, publicity_channel::loudspeaker,
                                                    publicity_channel::portal};

std::string channel_words(publicity_channel c, lang l) {
  switch (c) {
    case publicity_channel::posting:
      return l == lang::vi ? "niêm yết" : "posting";
    case publicity_channel::loudspeaker:
      return l == lang::vi ? "loa truyền thanh, nếu có" : "loudspeaker, where there is one";
    case publicity_channel::portal:
      return l == lang::vi ? "trang, cổng thông tin điện tử, nếu có" : "website or portal, where there is one";
  }
  return {};
}

std::string duty_words(const channel_duty& d, lang l) {
  const bool vi = l == lang::vi;
  if (d.is_permanent) return vi ? "thường xuyên, cập nhật khi thay đổi" : "for good, kept up to date";
  if (!d.least) return vi ? "luật không định thời gian" : "no time set by law";
  return describe(limit{*d.least, direction::at_least_lasting}).in(l) + (vi ? " liên tục" : " without a break");
}

std::string result_words(outcome o, lang l) { return label_of(o).in(l); }

json source_of(const rule* r) {
  if (r == nullptr) return nullptr;
  return {{"rule", r->id},
          {"citation", r->source.article.empty() ? r->source.instrument : r->source.instrument + " " + r->source.article},
          {"evidence", std::string(1, letter(r->known_by))}};
}

json span_of(const span& s) { return {{"count", s.count}, {"unit", std::string{name_of(s.unit)}}}; }

}  // namespace

std::string print_publicity(const publicity_report& r, const statute_book& book, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  const auto cited = [&](const rule* source) {
    return source == nullptr ? std::string{}
                             : " [" + book.cite(source->source, l) + ", " + letter(source->known_by) + "]";
  };
  for (const item_publicity& i : r.items) {
    if (r.regime == publicity_regime::commune)
      out += (vi ? "Khoản " : "Item ") + std::to_string(i.item) + (vi ? " Điều 11\n" : " of Art 11\n");
    if (i.due && i.due->is_known())
      out += (vi ? "  công khai chậm nhất: " : "  make public by: ") + to_text(i.due->day) +
             (i.due->is_provisional ? (vi ? " (tạm tính)" : " (provisional)") : "") + cited(i.duty.publish_source) + "\n";
    else if (i.due)  // the law sets a time, but its last day cannot be told
      out += to_text(i.due->why, l, 1);
    else
      out += std::string{"  "} + (vi ? "luật của ngày đó không định thời hạn công khai" : "the law of that day sets no time") +
             "\n";
    for (const publicity_channel c : channels) {
      const channel_duty& d = i.duty.on(c);
      if (d.is_asked) out += "  " + channel_words(c, l) + ": " + duty_words(d, l) + cited(d.source) + "\n";
    }
  }
  if (!r.items.empty()) {
    const publicity_duty& d = r.items.front().duty;
    if (d.forms_source != nullptr) {
      out += vi ? "Các hình thức được dùng: " : "Permitted forms: ";
      for (std::size_t k = 0; k < d.forms_source->forms.size(); ++k) {
        std::string form = d.forms_source->forms[k];
        for (char& ch : form)
          if (ch == '_') ch = ' ';
        out += (k == 0 ? "" : "; ") + form;
      }
      out += cited(d.forms_source) + "\n";
    }
    if (d.list_every_months)
      out += (vi ? "Danh mục thông tin đã công khai: " : "List of what was made public: ") +
             (vi ? std::to_string(*d.list_every_months) + " tháng một lần"
                 : "every " + std::to_string(*d.list_every_months) + " months") +
             cited(d.list_source) + "\n";
  }
  if (r.check) {
    out += channel_words(r.channel, l) + ": " + result_words(r.check->result, l) + "\n";
    if (r.check->needed_until)
      out += (vi ? "  phải giữ đến hết ngày " : "  to be kept to the end of ") + to_text(*r.check->needed_until) + "\n";
    out += (vi ? "  dài nhất không gián đoạn: " : "  longest without a break: ") + std::to_string(r.check->longest_days) +
           (vi ? " ngày\n" : " days\n");
    for (const posting_interval& gap : r.check->gaps)
      out += (vi ? "  gián đoạn: " : "  gap: ") + to_text(gap.first) + " .. " + to_text(gap.last) + "\n";
  }
  return out;
}

std::string publicity_as_json(const publicity_report& r) {
  json j;
  constexpr std::array<std::string_view, 3> regimes{"commune", "agency", "state_enterprise"};
  j["regime"] = regimes[static_cast<std::size_t>(r.regime)];
  j["decided"] = to_text(r.decided);
  j["items"] = json::array();
  for (const item_publicity& i : r.items) {
    json one;
    if (r.regime == publicity_regime::commune) one["item"] = i.item;
    if (i.due && i.due->is_known()) {
      one["due"] = to_text(i.due->day);
      one["provisional"] = i.due->is_provisional;
      one["due_by"] = source_of(i.duty.publish_source);
    } else if (i.due) {
      one["due"] = nullptr;
      one["due_by"] = source_of(i.duty.publish_source);
      one["why"] = {{"vi", i.due->why.statement.vi}, {"en", i.due->why.statement.en}};
    }
    one["channels"] = json::array();
    for (const publicity_channel c : channels) {
      const channel_duty& d = i.duty.on(c);
      if (!d.is_asked) continue;
      json on{{"channel", std::string{term_name(c)}}, {"permanent", d.is_permanent}};
      if (d.least && !d.is_permanent) on["at_least"] = span_of(*d.least);
      on["source"] = source_of(d.source);
      one["channels"].push_back(std::move(on));
    }
    j["items"].push_back(std::move(one));
  }
  if (!r.items.empty()) {
    const publicity_duty& d = r.items.front().duty;
    if (d.forms_source != nullptr) j["forms"] = {{"allowed", d.forms_source->forms}, {"source", source_of(d.forms_source)}};
    if (d.list_every_months) j["list"] = {{"every_months", *d.list_every_months}, {"source", source_of(d.list_source)}};
  }
  if (r.check) {
    json check{{"channel", std::string{term_name(r.channel)}},
                       {"outcome", std::string{term_name(r.check->result)}},
                       {"longest_days", r.check->longest_days}};
    if (r.check->needed_until) check["needed_until"] = to_text(*r.check->needed_until);
    check["gaps"] = json::array();
    for (const posting_interval& gap : r.check->gaps) check["gaps"].push_back({{"first", to_text(gap.first)}, {"last", to_text(gap.last)}});
    j["check"] = std::move(check);
  }
  return j.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace dinh::cli
