#include "print_law.hpp"
#include <cli/json_text.hpp>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::cli {
namespace {

json dates(const validity& v) {
  json j = json::object();
  if (!v.from.is_special()) j["from"] = to_text(v.from);
  if (!v.until.is_special()) j["until"] = to_text(v.until);
  return j;
}

json ratio(const threshold& t) {
  constexpr std::array<std::string_view, 3> how{"at_least", "more_than", "disputed"};
  return {
      {"num", t.share.num}, {"den", t.share.den}, {"how", how[static_cast<std::size_t>(t.how)]}, {"of", name_of(t.of)}};
}

std::string in_force(const validity& v, lang l) {
  const std::string from = v.from.is_special() ? "" : to_text(v.from);
  const std::string until = v.until.is_special() ? "" : to_text(v.until);
  if (l == lang::vi)
    return (from.empty() ? std::string{"trước nay"} : "từ " + from) + (until.empty() ? "" : " đến trước " + until);
  return (from.empty() ? std::string{"from earlier"} : "from " + from) + (until.empty() ? "" : " until " + until);
}

/// The statement of a ratio for people.
std::string ratio_words(const threshold& t, lang l) {
  const bool more = t.how == strictness::more_than;
  const std::string share = to_text(t.share);
  if (t.how == strictness::disputed)
    return l == lang::vi ? share + " (các nguồn không thống nhất \"từ\" hay \"trên\")"
                         : share + " (sources differ: at least, or more than)";
  if (l == lang::vi) return more ? "trên " + share : "từ " + share;
  return (more ? "more than " : "at least ") + share;
}

/// "village_head" → "village head".
std::string spaced(std::string_view key) {
  std::string out{key};
  for (char& c : out)
    if (c == '_') c = ' ';
  return out;
}

std::vector<std::pair<std::string, node_id<instrument>>> links_of(node_id<instrument> n, const statute_book& book) {
  std::vector<std::pair<std::string, node_id<instrument>>> out;
  const auto& g = book.graph();
  const auto collect = [&](std::string_view name, std::string_view inverse, const auto& outward, const auto& inward) {
    for (const auto link : outward) out.emplace_back(name, link.node);
    for (const auto link : inward) out.emplace_back(inverse, link.node);
  };
  collect("amends", "amended_by", g.out<statute::amends>(n), g.in<statute::amends>(n));
  collect("replaces", "replaced_by", g.out<statute::replaces>(n), g.in<statute::replaces>(n));
  collect("guides", "guided_by", g.out<statute::guides>(n), g.in<statute::guides>(n));
  collect("implements", "implemented_by", g.out<statute::implements>(n), g.in<statute::implements>(n));
  collect("cites", "cited_by", g.out<statute::cites>(n), g.in<statute::cites>(n));
  collect("founded_on", "founds", g.out<statute::founded_on>(n), g.in<statute::founded_on>(n));
  return out;
}

std::string link_words(std::string_view name, lang l) {
  if (l == lang::en) return spaced(name);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> vi{
      {{"amends", "sửa đổi"},
       {"amended_by", "được sửa đổi bởi"},
       {"replaces", "thay thế"},
       {"replaced_by", "bị thay thế bởi"},
       {"guides", "quy định chi tiết"},
       {"guided_by", "được quy định chi tiết bởi"},
       {"implements", "thi hành"},
       {"implemented_by", "được thi hành bởi"},
       {"cites", "viện dẫn"},
       {"cited_by", "được viện dẫn bởi"},
       {"founded_on", "căn cứ"},
       {"founds", "là căn cứ của"}}};
  for (const auto& [key, word] : vi)
    if (key == name) return std::string{word};
  return std::string{name};
}

}  // namespace

std::string print_verdict(const verdict& v, const statute_book& book, lang l) {
  const bool vi = l == lang::vi;
  std::string out = to_text(v.why, l, book);
  const auto line = [&](const char* in_vi, const char* in_en, const std::string& value) {
    out += std::string{vi ? in_vi : in_en} + ": " + value + "\n";
  };
  const auto yes_no = [&](bool b) { return std::string{b ? (vi ? "có" : "yes") : (vi ? "không" : "no")}; };
  if (v.minimum) line("Số cần thiết", "Needed", std::to_string(*v.minimum));
  if (v.base) line("Tổng số", "Base", std::to_string(*v.base));
  if (v.villages_in_favour) line("Số thôn tán thành", "Villages in favour", std::to_string(*v.villages_in_favour));
  if (v.meeting_valid) line("Cuộc họp đủ người", "Meeting valid", yes_no(*v.meeting_valid));
  if (v.ballot_open)
    line("Được phát phiếu vì họp không thành", "Ballots open after the failed meeting", yes_no(*v.ballot_open));
  if (v.must_be_tabled) line("Phải đưa ra cộng đồng", "Must be tabled", yes_no(*v.must_be_tabled));
  if (v.allowed) line("Được phép", "Allowed", yes_no(*v.allowed));
  if (v.decided_by) line("Quyết định", "Decided by", label_of(*v.decided_by).in(l));
  if (v.convener) line("Triệu tập", "Convener", label_of(*v.convener).in(l));
  if (v.recogniser) line("Công nhận", "Recogniser", label_of(*v.recogniser).in(l));
  if (v.day) line("Ngày", "Date", to_text(*v.day));
  if (v.effective_from) line("Có hiệu lực từ", "Counts from", spaced(term_name(*v.effective_from)));
  if (v.until_event) line("Đến khi", "Until", spaced(term_name(*v.until_event)));
  if (v.by_election_required) line("Phải bầu bổ sung", "By-election required", yes_no(*v.by_election_required));
  if (v.committee_required) line("Phải có Ban", "Committee required", yes_no(*v.committee_required));
  if (v.term) line("Nhiệm kỳ", "Term", spaced(term_name(*v.term)));
  if (v.has_items()) {
    std::string items;
    for (unsigned i = 1; i <= 14; ++i)
      if (((v.items >> i) & 1U) != 0) items += (items.empty() ? "" : ", ") + std::to_string(i);
    line("Các khoản", "Items", items);
  }
  if (v.resident_members_max)
    line("Đại diện người dân nhiều nhất", "Residents at most", std::to_string(*v.resident_members_max));
  if (v.members) line("Số thành viên", "Members", std::to_string(*v.members));
  if (v.members_min) line("Ít nhất", "At least", std::to_string(*v.members_min));
  if (v.members_max) line("Nhiều nhất", "At most", std::to_string(*v.members_max));
  if (v.deputies_max) line("Phó nhiều nhất", "Deputies at most", std::to_string(*v.deputies_max));
  if (v.further_votes) line("Còn thiếu ít nhất (phiếu)", "Fewest further votes", std::to_string(*v.further_votes));
  if (v.further_attendance)
    line("Còn thiếu ít nhất (người dự)", "Fewest further attendants", std::to_string(*v.further_attendance));
  if (v.still_reachable)
    line("Người chưa bỏ phiếu còn có thể quyết định", "Those who have not voted can still carry it",
         yes_no(*v.still_reachable));
  return out;
}

std::string verdict_as_json(const verdict& v) {
  json j = json::object();
  const auto put = [&](const char* name, const auto& value) {
    if (value) j[name] = *value;
  };
  const auto put_term = [&](const char* name, const auto& value) {
    if (value) j[name] = term_name(*value);
  };
  put_term("outcome", v.result);
  put("minimum", v.minimum);
  put("base", v.base);
  if (v.applied) j["threshold_applied"] = ratio(*v.applied);
  put("villages_in_favour", v.villages_in_favour);
  put("meeting_valid", v.meeting_valid);
  put("ballot_open", v.ballot_open);
  put("must_be_tabled", v.must_be_tabled);
  put("allowed", v.allowed);
  put_term("decided_by", v.decided_by);
  put_term("convener", v.convener);
  put_term("recogniser", v.recogniser);
  if (v.day) j["date"] = to_text(*v.day);
  put_term("effective_from", v.effective_from);
  put_term("until_event", v.until_event);
  put("by_election_required", v.by_election_required);
  put("committee_required", v.committee_required);
  put("members", v.members);
  put("members_min", v.members_min);
  put("members_max", v.members_max);
  put("deputies_max", v.deputies_max);
  put("resident_members_max", v.resident_members_max);
  put_term("term", v.term);
  if (v.has_items()) {
    j["items"] = json::array();
    for (unsigned i = 1; i <= 14; ++i)
      if (((v.items >> i) & 1U) != 0) j["items"].push_back(i);
  }
  put("further_votes", v.further_votes);
  put("further_attendance", v.further_attendance);
  put("still_reachable", v.still_reachable);
  j["why"] = reasons_as_json(v.why);
  return in_json(j);
}

std::string print_rule(const rule& r, const pack& p, lang l) {
  const statute_book& book = p.statutes();
  const bool vi = l == lang::vi;
  std::string out = r.id + "  " + r.label.in(l) + "\n";
  out += "  " + book.cite(r.source, l) + ", " + in_force(r.valid, l) + ", " + (vi ? "mức chứng cứ " : "evidence ") +
         letter(r.known_by) + "\n";
  if (!r.actor.empty()) out += std::string{vi ? "  chủ thể: " : "  actor: "} + spaced(r.actor) + "\n";
  if (r.time) out += std::string{vi ? "  thời hạn: " : "  time: "} + describe(*r.time).in(l) + "\n";
  if (r.vote) {
    out += std::string{vi ? "  tỷ lệ: " : "  ratio: "} + ratio_words(*r.vote, l);
    out += std::string{" ("} + label_of(r.vote->of).in(l) + ")\n";
  }
  if (r.quorum) {
    out += std::string{vi ? "  số người dự: " : "  quorum: "} + ratio_words(*r.quorum, l);
    out += std::string{" ("} + label_of(r.quorum->of).in(l) + ")\n";
  }
  if (r.number) {
    out += std::string{vi ? "  con số: " : "  number: "} + std::to_string(r.number->value);
    if (r.number->most != r.number->value) out += "-" + std::to_string(r.number->most);
    out += " " + spaced(r.number->unit) + " (" + spaced(r.number->way) + ")\n";
  }
  if (!r.open_period.empty())
    out += std::string{vi ? "  thời hạn không có số: " : "  period without a number: "} + spaced(r.open_period) + "\n";
  if (r.special_case) out += vi ? "  chỉ trong trường hợp đặc biệt của điều khoản\n" : "  in a special case of its provision only\n";
  if (r.wording_of_today_unseen)
    out += vi ? "  lời văn hiện hành chưa xem được\n" : "  the wording of today was not seen\n";
  if (const text next = names_of(p.rules().replaced_by(r)); !next.empty())
    out += std::string{vi ? "  được thay bởi: " : "  replaced by: "} + next.in(l) + "\n";
  if (r.remark) out += "  " + r.remark->in(l) + "\n";
  return out;
}

std::string rule_as_json(const rule& r, const pack& p) {
  const statute_book& book = p.statutes();
  json j{{"id", r.id},
                 {"citation", {{"vi", book.cite(r.source, lang::vi)}, {"en", book.cite(r.source, lang::en)}}},
                 {"akn", to_akn(r.source)},
                 {"evidence", std::string(1, letter(r.known_by))},
                 {"valid", dates(r.valid)},
                 {"kind", term_name(r.kind)},
                 {"label", words(r.label)}};
  if (!r.actor.empty()) j["actor"] = r.actor;
  if (!r.trigger.empty()) j["trigger"] = r.trigger;
  if (r.time)
    j["time"] = {
        {"count", r.time->length.count}, {"unit", name_of(r.time->length.unit)}, {"way", name_of(r.time->way)}};
  if (r.vote) j["vote"] = ratio(*r.vote);
  if (r.quorum) j["quorum"] = ratio(*r.quorum);
  if (r.number)
    j["number"] = {
        {"value", r.number->value}, {"most", r.number->most}, {"unit", r.number->unit}, {"way", r.number->way}};
  if (!r.forms.empty()) j["forms"] = r.forms;
  if (!r.items.empty()) j["items"] = r.items;
  if (!r.open_period.empty()) j["open_period"] = r.open_period;
  if (r.special_case) j["special_case"] = true;
  if (r.wording_of_today_unseen) j["wording_of_today_unseen"] = true;
  if (!r.replaces.empty()) j["replaces"] = r.replaces;
  for (const rule* newer : p.rules().replaced_by(r)) j["replaced_by"].push_back(newer->id);
  if (r.remark) j["remark"] = words(*r.remark);
  return in_json(j);
}

std::string print_instrument(node_id<instrument> n, const statute_book& book, lang l) {
  const instrument& i = book[n];
  std::string out = cite({i.id, ""}, i, l) + "\n";
  out += "  " + i.title.in(l) + "\n  " + i.issuer.in(l) + "; " + in_force(i.in_force, l) + "\n";
  for (const auto& [name, other] : links_of(n, book))
    out += "  " + link_words(name, l) + " " + book[other].number + "\n";
  if (i.remark) out += "  " + i.remark->in(l) + "\n";
  return out;
}

std::string instrument_as_json(node_id<instrument> n, const statute_book& book) {
  const instrument& i = book[n];
  json j{{"id", i.id},
                 {"number", i.number},
                 {"kind", term_name(i.kind)},
                 {"rank", rank_of(i.kind)},
                 {"title", words(i.title)},
                 {"issuer", words(i.issuer)},
                 {"in_force", dates(i.in_force)},
                 {"evidence", std::string(1, letter(i.known_by))},
                 {"akn", to_akn({i.id, ""})}};
  if (i.signed_on) j["signed_on"] = to_text(*i.signed_on);
  for (const auto& [name, other] : links_of(n, book)) j[name].push_back(book[other].id);
  if (i.remark) j["remark"] = words(*i.remark);
  return in_json(j);
}

}  // namespace dinh::cli
