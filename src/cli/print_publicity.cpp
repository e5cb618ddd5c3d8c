#include <cli/print_publicity.hpp>
#include <cli/json_text.hpp>
#include <exchange/json_answers.hpp>

#include <algorithm>
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

bool is_too_weak(const publicity_duty& d, rule_use use) {
  return std::any_of(d.too_weak.begin(), d.too_weak.end(),
                     [&](const rule* r) { return std::find(r->uses.begin(), r->uses.end(), use) != r->uses.end(); });
}

std::string result_words(outcome o, lang l) { return label_of(o).in(l); }

}  // namespace

std::string print_publicity(const publicity_report& r, const statute_book& book, lang l) {
  const bool vi = l == lang::vi;
  std::string out;
  const auto cited = [&](const rule* source) {
    return source == nullptr ? std::string{}
                             : " [" + book.cite(source->source, l) + ", " + letter(known_on(*source, r.decided)) + "]";
  };
  for (const item_publicity& i : r.items) {
    if (r.regime == publicity_regime::commune)
      out += (vi ? "Khoản " : "Item ") + std::to_string(i.item) + (vi ? " Điều 11\n" : " of Art 11\n");
    if (i.due && i.due->is_known())
      out += (vi ? "  công khai chậm nhất: " : "  make public by: ") + to_text(i.due->day) +
             (i.due->is_provisional ? (vi ? " (tạm tính)" : " (provisional)") : "") + cited(i.duty.publish_source) + "\n";
    else if (i.duty.is_unread)
      out += "  " + r.unread.in(l) + "\n";
    else if (i.due)  // the law sets a time, but its last day cannot be told
      out += to_text(i.due->why, l, 1);
    else if (!is_too_weak(i.duty, rule_use::publicity_due))
      out += std::string{"  "} + (vi ? "luật của ngày đó không định thời hạn công khai" : "the law of that day sets no time") +
             "\n";
    for (const publicity_channel c : channels) {
      const channel_duty& d = i.duty.on(c);
      if (d.is_asked && !d.is_too_weak) out += "  " + channel_words(c, l) + ": " + duty_words(d, l) + cited(d.source) + "\n";
    }
    for (const rule* weak : i.duty.too_weak)
      out += (vi ? "  chưa trả lời được, chứng cứ yếu hơn mức yêu cầu: " : "  left open, known less well than asked: ") +
             weak->label.in(l) + cited(weak) + "\n";
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
    if (const channel_duty& asked = r.items.front().duty.on(r.channel);
        !asked.is_asked && !asked.is_too_weak && !asked.is_unread)
      out += vi ? "  luật không buộc công khai bằng hình thức này\n" : "  the law does not ask for it on this channel\n";
    if (r.was_up_before)
      out += vi ? "  không tính các ngày trước ngày có quyết định\n" : "  days before the decision do not count\n";
    if (r.is_late)
      out += (vi ? "  bắt đầu từ " : "  first up on ") + to_text(*r.first_up) +
             (vi ? ", sau hạn công khai; chỉ kịp nếu đến hạn đã công khai bằng hình thức khác\n"
                 : ", after the last day to make it public; in time only if another form was used by then\n");
    if (r.check->needed_until)
      out += (vi ? "  phải giữ đến hết ngày " : "  to be kept to the end of ") + to_text(*r.check->needed_until) + "\n";
    out += (vi ? "  dài nhất không gián đoạn: " : "  longest without a break: ") + std::to_string(r.check->longest_days) +
           (vi ? " ngày\n" : " days\n");
    for (const posting_interval& gap : r.check->gaps)
      out += (vi ? "  gián đoạn: " : "  gap: ") + to_text(gap.first) + " .. " + to_text(gap.last) + "\n";
  }
  return out;
}

std::string publicity_as_json(const publicity_report& r) { return pretty(exchange::publicity_json(r)); }

}  // namespace dinh::cli
