#include <dinh/law/decide.hpp>

#include <string>
#include <utility>

namespace dinh::inline v1 {
namespace {

std::string vi_share(const threshold& t) {
  return (t.how == strictness::more_than ? "trên " : "từ ") + to_text(t.share) +
         (t.how == strictness::more_than ? "" : " trở lên");
}
std::string en_share(const threshold& t) {
  return (t.how == strictness::more_than ? "more than " : "at least ") + to_text(t.share);
}

}  // namespace

text label_of(base_of b) {
  switch (b) {
    case base_of::household_representatives_of_village:
      return {"tổng số đại diện hộ gia đình trong thôn, tổ dân phố", "all household representatives of the village"};
    case base_of::households_of_village:
      return {"tổng số hộ gia đình trong thôn, tổ dân phố", "all households of the village"};
    case base_of::households_or_representatives_of_village:
      return {"tổng số hộ gia đình hoặc đại diện hộ gia đình", "all households or household representatives"};
    case base_of::villages_of_commune:
      return {"tổng số thôn, tổ dân phố của cấp xã", "all villages of the commune"};
    case base_of::attending_representatives:
      return {"số đại diện hộ gia đình dự họp", "the household representatives attending"};
    case base_of::attending:
      return {"số người dự", "those attending"};
    case base_of::staff:
      return {"tổng số cán bộ, công chức, viên chức, người lao động", "all staff"};
    case base_of::employees:
      return {"tổng số người lao động", "all workers"};
    case base_of::staff_or_summoned_delegates:
      return {"tổng số người hoặc đại biểu được triệu tập", "all staff or the delegates summoned"};
    case base_of::employees_or_summoned_delegates:
      return {"tổng số người lao động hoặc đại biểu được triệu tập", "all workers or the delegates summoned"};
    case base_of::employee_side_members:
      return {"số thành viên bên người lao động", "the members of the employees' side"};
    case base_of::voters_of_commune:
      return {"tổng số cử tri của cấp xã", "all voters of the commune"};
    case base_of::voters_or_household_voters:
      return {"tổng số cử tri hoặc cử tri đại diện hộ", "all voters or household voters"};
    case base_of::households_of_area:
      return {"tổng số hộ gia đình trong khu vực", "all households of the area"};
    case base_of::summoned_delegates:
      return {"tổng số đại biểu được triệu tập", "the delegates summoned"};
    case base_of::criteria:
      return {"số tiêu chí", "the criteria"};
    case base_of::board_members:
      return {"số thành viên của Ban", "the members of the board"};
    case base_of::council_members_attending:
      return {"số thành viên hội đồng dự họp", "the council members attending"};
    case base_of::people_asked:
      return {"số người được lấy ý kiến", "those asked"};
    case base_of::communes_of_district:
      return {"tổng số xã của huyện", "all communes of the district"};
    case base_of::household_voters_of_village:
      return {"tổng số cử tri đại diện hộ gia đình trong thôn, tổ dân phố", "all household voters of the village"};
    case base_of::stated:
      return {"số đã nêu", "the stated number"};
  }
  return {};
}

namespace {

std::string number(std::int64_t n) { return std::to_string(n); }

text statement(const reason& r, const question& q, const ruling& answer) {
  const std::string a = number(r.a);
  const std::string b = number(r.b);
  const text label = r.source != nullptr ? r.source->label : text{};
  switch (r.kind) {
    case reason_kind::no_rule:
      return {"Không có quy tắc nào đã biết trả lời câu hỏi này vào ngày " + to_text(q.on) + ".",
              "No rule known answers this question on " + to_text(q.on) + "."};
    case reason_kind::texts_conflict:
      return {"Quy định mâu thuẫn đang có hiệu lực: " + label.vi + ".", "Conflicting rule in force: " + label.en + "."};
    case reason_kind::law_is_wider:
      return {label.vi + ": luật mở rộng hơn nghị định quy định chi tiết, cần xem xét.",
              label.en + ": the law opens more than the decree details; this needs review."};
    case reason_kind::needed: {
      const threshold& t = *answer.applied;
      const text of = label_of(t.of);
      return {"Cần " + vi_share(t) + " " + of.vi + " (" + b + "): ít nhất " + a + ".",
              "Needed: " + en_share(t) + " of " + of.en + " (" + b + "), so " + a + " or more."};
    }
    case reason_kind::needed_disputed:
      return {"Các nguồn không thống nhất: đúng " + to_text(answer.applied->share) + " của " + b + " có đủ hay không.",
              "Sources differ whether exactly " + to_text(answer.applied->share) + " of " + b + " is enough."};
    case reason_kind::counted_votes: {
      const fraction f = answer.applied ? answer.applied->share : fraction{};
      const auto order = compare(r.a, r.b, f);
      const std::string products = a + "·" + number(f.den) +
                                   (order > 0   ? " > "
                                    : order < 0 ? " < "
                                                : " = ") +
                                   number(f.num) + "·" + b;
      if (!answer.result || *answer.result == outcome::needs_review)
        return {a + " trên " + b + " tán thành: kết quả tùy theo cách hiểu (" + products + ").",
                a + " of " + b + " in favour: the result depends on the reading (" + products + ")."};
      return {a + " trên " + b + " tán thành: " + (r.holds ? "đủ" : "chưa đủ") + " (" + products + ").",
              a + " of " + b + " in favour: " + (r.holds ? "enough" : "not enough") + " (" + products + ")."};
    }
    case reason_kind::fact_missing:
      return {"Thiếu một số liệu cần thiết.", "A needed fact is unknown."};
    case reason_kind::more_than_possible:
      return {"Số liệu không thể có: " + a + " so với " + b + ".", "Impossible figures: " + a + " against " + b + "."};
    case reason_kind::nothing_to_count:
      return {"Tổng số bằng không, không có gì để tính tỷ lệ.",
              "The base is zero; there is nothing to take a ratio of."};
    case reason_kind::form_open:
      return {"Hình thức này được phép: " + label.vi + ".", "This form is open: " + label.en + "."};
    case reason_kind::form_not_open:
      return {"Hình thức này không được phép cho nội dung này" + (label.vi.empty() ? "." : ": " + label.vi + "."),
              "This form is not open for this content" + (label.en.empty() ? "." : ": " + label.en + ".")};
    case reason_kind::online_consent:
      return {
          a + " đại diện hộ đã đồng ý biểu quyết trực tuyến, cần " + b + ": " + (r.holds ? "đủ." : "chưa đủ."),
          a + " representatives agreed to vote online, " + b + " are needed: " + (r.holds ? "enough." : "not enough.")};
    case reason_kind::quorum:
      return {label.vi + ": " + a + " người dự, cần " + b + (r.holds ? ", đủ." : ", chưa đủ."),
              label.en + ": " + a + " attending, " + b + " needed" + (r.holds ? ", enough." : ", not enough.")};
    case reason_kind::reach:
      return {a + " người dự " + (r.holds ? "có thể" : "không thể") + " cho " + b + " phiếu cần thiết.",
              a + " attending " + (r.holds ? "can" : "cannot") + " give the " + b + " votes needed."};
    case reason_kind::ballot_opens:
      return {"Được phát phiếu vì cuộc họp không thành: " + label.vi + ".",
              "Ballots may be used because the meeting failed: " + label.en + "."};
    case reason_kind::ballot_stays_shut:
      return {"Cuộc họp đủ người, không có căn cứ phát phiếu vì họp không thành.",
              "The meeting was large enough; a failed meeting is no ground for ballots here."};
    case reason_kind::clusters_added:
      return {"Cộng kết quả " + b + " cuộc họp theo cụm, " + a + " hộ.",
              "The results of " + b + " cluster meetings with " + a + " households are added up."};
    case reason_kind::villages_assenting:
      return {a + " trên " + b + " thôn, tổ dân phố tán thành; mỗi thôn tính theo: " + label.vi + ".",
              a + " of " + b + " villages assent; each is counted by: " + label.en + "."};
    case reason_kind::full_conference:
      return {"Có " + a + " người, dưới " + b + ": phải họp toàn thể.",
              a + " staff, below " + b + ": the conference must be of all."};
    case reason_kind::supported:
      return {a + " ủng hộ, cần " + b + (r.holds ? ": đủ." : ": chưa đủ."),
              a + " in support, " + b + " needed" + (r.holds ? ": enough." : ": not enough.")};
    case reason_kind::interim:
    case reason_kind::transition:
    case reason_kind::counts_from:
    case reason_kind::tabled_without_support:
    case reason_kind::follows_villages:
    case reason_kind::term:
    case reason_kind::items:
    case reason_kind::not_required:
    case reason_kind::cap_until:
    case reason_kind::number_rule:
      return {label.vi + ".", label.en + "."};
    case reason_kind::recogniser: {
      const text who = label_of(static_cast<role>(r.a));
      return {"Cơ quan công nhận: " + who.vi + ".", "Recognised by " + who.en + "."};
    }
    case reason_kind::convener: {
      const text who = label_of(static_cast<role>(r.a));
      return {"Triệu tập và chủ trì: " + who.vi + ".", "Convened and chaired by " + who.en + "."};
    }
    case reason_kind::decider: {
      const text who = label_of(static_cast<role>(r.a));
      return {"Quyết định: " + who.vi + ".", "Decided by " + who.en + "."};
    }
    case reason_kind::rest_of_term:
      return {"Nhiệm kỳ còn " + std::string{r.holds ? "đủ " : "chưa đủ "} + a + " tháng.",
              std::string{r.holds ? "At least " : "Less than "} + a + " months of the term remain."};
    case reason_kind::kinship:
      return {label.vi + (r.holds ? ": không thuộc trường hợp này." : ": thuộc trường hợp này."),
              label.en + (r.holds ? ": does not apply." : ": applies.")};
  }
  return {};
}

text headline(const ruling& r) {
  text out;
  if (r.result) out = label_of(*r.result);
  if (out.empty()) out = {"trả lời", "answer"};
  if (r.further_votes)
    out = {out.vi + "; thiếu " + number(*r.further_votes) + " phiếu",
           out.en + "; " + number(*r.further_votes) + " more in favour were needed"};
  if (r.further_attendance)
    out = {out.vi + "; thiếu " + number(*r.further_attendance) + " người dự",
           out.en + "; " + number(*r.further_attendance) + " more attending were needed"};
  return out;
}

}  // namespace

explanation explain(const rule_set&, const question& q, const ruling& r) {
  explanation why;
  why.statement = headline(r);
  for (std::size_t i = 0; i < r.reason_count; ++i) {
    const reason& step = r.reasons[i];
    explanation e;
    e.statement = statement(step, q, r);
    if (step.source != nullptr) {
      e.source = step.source->source;
      e.known_by = step.source->known_by;
      if (step.source->remark) e.because.push_back({*step.source->remark, {}, evidence::text, {}});
    }
    why.because.push_back(std::move(e));
  }
  // Where nothing is passed or failed, the first reason is the answer itself.
  if (!r.result && !why.because.empty()) {
    explanation answer = std::move(why.because.front());
    why.because.erase(why.because.begin());
    for (auto& more : why.because) answer.because.push_back(std::move(more));
    return answer;
  }
  return why;
}

verdict decide(const rule_set& rules, const question& q) {
  verdict v;
  static_cast<ruling&>(v) = rule_on(rules, q);
  v.why = explain(rules, q, v);
  return v;
}

}  // namespace dinh::inline v1
