#pragma once
/// \file
/// The coded terms in which rules and questions are stated. The names are those of packs and case files.

#include <dinh/base/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// Where a question arises. `custom` is a rule that the question itself states.
enum class setting : std::uint8_t {
  village,
  commune,
  agency,
  state_enterprise,
  agency_conference,
  state_enterprise_conference,
  boundary_consultation,
  custom
};

/// The forms in which a community discusses and decides (Law 10/2022/QH15 Art 17(1)).
enum class decision_form : std::uint8_t { meeting, household_ballot, online_vote };

/// What a procedural vote or a count of supporters is about.
enum class vote_matter : std::uint8_t {
  secretary,
  voting_method,
  counting_team,
  initiative,
  release_petition,
  conference_request
};

/// What a meeting about a village head is for.
enum class meeting_purpose : std::uint8_t { elect_head, release_head };

/// A conference of all, or of delegates.
enum class conference_kind : std::uint8_t { full, delegates };

/// The channels for which the law sets a time (Law 10/2022/QH15 Art 13).
enum class publicity_channel : std::uint8_t { posting, loudspeaker, portal };

/// Who acts. `none`: nobody has to.
enum class role : std::uint8_t {
  none,
  village_head,
  election_team,
  front_working_committee_head,
  commune_peoples_committee_chair,
  person_designated_by_commune_chair,
  commune_peoples_committee,
  commune_fatherland_front,
  district_peoples_committee,
  unit_trade_union_executive,       ///< of an agency or a public unit
  enterprise_trade_union_executive  ///< of a state enterprise
};

/// Bodies about which a question may be asked.
enum class asked_body : std::uint8_t {
  commune_inspection_committee,
  agency_inspection_committee,
  investment_supervision_board,
  district_peoples_committee
};

/// Part of a relative of a candidate in a project (Law 10/2022/QH15 Art 42).
enum class relative_role : std::uint8_t {
  none,
  project_contractor,
  investor,
  consultant,
  investment_decider,
  project_manager
};

/// What came of a vote, of a check, or of a duty to make public.
enum class outcome : std::uint8_t {
  passed,
  not_passed,
  unreachable,    ///< those attending cannot reach the ratio, or lack the attendance that the law asks for
  unlawful_form,  ///< this form is not open for this content
  invalid_input,  ///< impossible facts, such as more votes than voters
  undetermined,   ///< a needed fact or rule is unknown
  needs_review,   ///< texts conflict or are silent
  met,
  not_met,
  overdue,
  no_data
};

/// From when a decision counts.
enum class effect_event : std::uint8_t { vote_day, recognition_day, date_set_by_commune_peoples_committee };

/// What ends an office or a body's term where no day is fixed.
enum class ending_event : std::uint8_t { new_head_elected, new_term_elected };

/// How long a body or office lasts where the law says it in words.
enum class office_term : std::uint8_t { two_years, term_of_village_head };

/// A clause of Art 15 of Law 10/2022/QH15, written "15.1" to "15.6"; the default is "none given".
class content {
public:
  constexpr content() = default;
  /// Throws `std::invalid_argument` for anything else: for names in code. `content::from` reads input.
  constexpr content(const char* name) : clause_{clause_of(name)} {
    if (clause_ == 0) throw std::invalid_argument{"dinh: a content is named 15.1 to 15.6"};
  }
  [[nodiscard]] static constexpr std::optional<content> from(std::string_view name) noexcept {
    content c;
    c.clause_ = clause_of(name);
    if (c.clause_ == 0) return std::nullopt;
    return c;
  }

  [[nodiscard]] constexpr bool is_given() const noexcept { return clause_ != 0; }
  /// 1..6; 0 if none is given.
  [[nodiscard]] constexpr std::uint8_t clause() const noexcept { return clause_; }
  [[nodiscard]] std::string name() const { return clause_ == 0 ? "" : "15." + std::to_string(clause_); }

  friend constexpr bool operator==(content, content) = default;

private:
  static constexpr std::uint8_t clause_of(std::string_view s) noexcept {
    return s.size() == 4 && s.substr(0, 3) == "15." && s[3] >= '1' && s[3] <= '6'
               ? static_cast<std::uint8_t>(s[3] - '0')
               : std::uint8_t{0};
  }
  std::uint8_t clause_ = 0;
};

/// Names of the coded terms: `terms<setting>::names[i]` belongs to the i-th enumerator.
template <class Enum>
struct terms;

template <>
struct terms<setting> {
  static constexpr std::array<std::string_view, 8> names{"village",
                                                         "commune",
                                                         "agency",
                                                         "state_enterprise",
                                                         "agency_conference",
                                                         "state_enterprise_conference",
                                                         "boundary_consultation",
                                                         "custom"};
};
template <>
struct terms<decision_form> {
  static constexpr std::array<std::string_view, 3> names{"meeting", "household_ballot", "online_vote"};
};
template <>
struct terms<vote_matter> {
  static constexpr std::array<std::string_view, 6> names{"secretary",  "voting_method",    "counting_team",
                                                         "initiative", "release_petition", "conference_request"};
};
template <>
struct terms<meeting_purpose> {
  static constexpr std::array<std::string_view, 2> names{"elect_head", "release_head"};
};
template <>
struct terms<conference_kind> {
  static constexpr std::array<std::string_view, 2> names{"full", "delegates"};
};
template <>
struct terms<publicity_channel> {
  static constexpr std::array<std::string_view, 3> names{"posting", "loudspeaker", "portal"};
};
template <>
struct terms<role> {
  static constexpr std::array<std::string_view, 11> names{"none",
                                                         "village_head",
                                                         "election_team",
                                                         "front_working_committee_head",
                                                         "commune_peoples_committee_chair",
                                                         "person_designated_by_commune_chair",
                                                         "commune_peoples_committee",
                                                         "commune_fatherland_front",
                                                         "district_peoples_committee",
                                                         "unit_trade_union_executive",
                                                         "enterprise_trade_union_executive"};
};
template <>
struct terms<asked_body> {
  static constexpr std::array<std::string_view, 4> names{"commune_inspection_committee", "agency_inspection_committee",
                                                         "investment_supervision_board", "district_peoples_committee"};
};
template <>
struct terms<relative_role> {
  static constexpr std::array<std::string_view, 6> names{"none",       "project_contractor", "investor",
                                                         "consultant", "investment_decider", "project_manager"};
};
template <>
struct terms<outcome> {
  static constexpr std::array<std::string_view, 11> names{
      "passed",       "not_passed", "unreachable", "unlawful_form", "invalid_input", "undetermined",
      "needs_review", "met",        "not_met",     "overdue",       "no_data"};
};
template <>
struct terms<effect_event> {
  static constexpr std::array<std::string_view, 3> names{"vote_day", "recognition_day",
                                                         "date_set_by_commune_peoples_committee"};
};
template <>
struct terms<ending_event> {
  static constexpr std::array<std::string_view, 2> names{"new_head_elected", "new_term_elected"};
};
template <>
struct terms<office_term> {
  static constexpr std::array<std::string_view, 2> names{"2 years", "term_of_village_head"};
};

/// The name of a coded term, as packs and case files write it.
template <class Enum>
[[nodiscard]] constexpr std::string_view term_name(Enum e) noexcept {
  return terms<Enum>::names[static_cast<std::size_t>(e)];
}
/// The term of that name.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> term_from(std::string_view name) noexcept {
  for (std::size_t i = 0; i < terms<Enum>::names.size(); ++i)
    if (terms<Enum>::names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

/// Words for people.
[[nodiscard]] text label_of(role r);
[[nodiscard]] text label_of(outcome o);
[[nodiscard]] text label_of(decision_form f);
[[nodiscard]] text label_of(content c);

inline text label_of(role r) {
  switch (r) {
    case role::none:
      return {"không ai", "nobody"};
    case role::village_head:
      return {"Trưởng thôn, Tổ trưởng tổ dân phố", "the village head"};
    case role::election_team:
      return {"Tổ bầu cử", "the election team"};
    case role::front_working_committee_head:
      return {"Trưởng ban Công tác Mặt trận", "the head of the Front working committee"};
    case role::commune_peoples_committee_chair:
      return {"Chủ tịch Ủy ban nhân dân cấp xã", "the chair of the commune People's Committee"};
    case role::person_designated_by_commune_chair:
      return {"người do Chủ tịch Ủy ban nhân dân cấp xã chỉ định",
              "the person designated by the chair of the commune People's Committee"};
    case role::commune_peoples_committee:
      return {"Ủy ban nhân dân cấp xã", "the commune People's Committee"};
    case role::commune_fatherland_front:
      return {"Ủy ban Mặt trận Tổ quốc Việt Nam cấp xã", "the commune Fatherland Front"};
    case role::district_peoples_committee:
      return {"Ủy ban nhân dân cấp huyện", "the district People's Committee"};
    case role::unit_trade_union_executive:
      return {"Ban Chấp hành Công đoàn cơ quan, đơn vị", "the trade union executive of the unit"};
    case role::enterprise_trade_union_executive:
      return {"Ban Chấp hành Công đoàn doanh nghiệp", "the trade union executive of the enterprise"};
  }
  return {};
}

inline text label_of(outcome o) {
  switch (o) {
    case outcome::passed:
      return {"được thông qua", "passed"};
    case outcome::not_passed:
      return {"không được thông qua", "not passed"};
    case outcome::unreachable:
      return {"không thể đạt tỷ lệ với số người dự", "out of reach with those attending"};
    case outcome::unlawful_form:
      return {"hình thức không được phép", "form not allowed"};
    case outcome::invalid_input:
      return {"số liệu không thể có", "impossible figures"};
    case outcome::undetermined:
      return {"chưa xác định được", "undetermined"};
    case outcome::needs_review:
      return {"cần xem xét về pháp lý", "needs legal review"};
    case outcome::met:
      return {"đạt", "met"};
    case outcome::not_met:
      return {"không đạt", "not met"};
    case outcome::overdue:
      return {"quá hạn", "overdue"};
    case outcome::no_data:
      return {"không có số liệu", "no data"};
  }
  return {};
}

inline text label_of(decision_form f) {
  switch (f) {
    case decision_form::meeting:
      return {"cuộc họp của cộng đồng dân cư", "community meeting"};
    case decision_form::household_ballot:
      return {"phát phiếu lấy ý kiến của từng hộ gia đình", "household ballot"};
    case decision_form::online_vote:
      return {"biểu quyết trực tuyến", "online vote"};
  }
  return {};
}

inline text label_of(content c) {
  switch (c.clause()) {
    case 1:
      return {"chủ trương và mức đóng góp xây dựng công trình (khoản 1 Điều 15)",
              "policy and level of contributions to works (Art 15(1))"};
    case 2:
      return {"thu, chi, quản lý các khoản đóng góp (khoản 2 Điều 15)",
              "collection, spending and management of contributions (Art 15(2))"};
    case 3:
      return {"hương ước, quy ước (khoản 3 Điều 15)", "village convention (Art 15(3))"};
    case 4:
      return {"bầu, cho thôi làm Trưởng thôn, Tổ trưởng tổ dân phố (khoản 4 Điều 15)",
              "election or release of the village head (Art 15(4))"};
    case 5:
      return {
          "bầu, cho thôi làm thành viên Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng (khoản 5 Điều 15)",
          "election or release of members of the inspection committee or supervision board (Art 15(5))"};
    case 6:
      return {"công việc tự quản khác của cộng đồng (khoản 6 Điều 15)", "other self-management matters (Art 15(6))"};
    default:
      return {};
  }
}

}  // namespace dinh::inline v1
