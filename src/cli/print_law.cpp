#include "print_law.hpp"
#include <cli/json_text.hpp>
#include <exchange/json_answers.hpp>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::cli {
namespace {

using exchange::links_of;

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
  if (r.wording_unseen_from)
    out += (vi ? "  lời văn hiện hành chưa xem được, từ " : "  the wording of today was not seen, from ") +
           to_text(*r.wording_unseen_from) + (vi ? "\n" : " on\n");
  if (const text next = names_of(p.rules().replaced_by(r)); !next.empty())
    out += std::string{vi ? "  được thay bởi: " : "  replaced by: "} + next.in(l) + "\n";
  if (r.remark) out += "  " + r.remark->in(l) + "\n";
  return out;
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

std::string verdict_as_json(const verdict& v) { return in_json(exchange::verdict_json(v)); }

std::string rule_as_json(const rule& r, const pack& p) { return in_json(exchange::rule_json(r, p)); }

std::string instrument_as_json(node_id<instrument> n, const statute_book& book) { return in_json(exchange::instrument_json(n, book)); }

}  // namespace dinh::cli
