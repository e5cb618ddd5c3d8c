#pragma once
/// \file
/// The record of one vote: its facts are frozen. A change is a new version with its reason; once the result is closed,
/// the record takes no more changes. A closed decision is corrected by a new decision of the community under the
/// procedure of Law 10/2022/QH15 Art 22, not by editing the old one.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/law/decide.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// The facts as they stood from one change to the next.
struct record_version {
  question facts;
  std::string reason;  ///< why they were changed; empty for the first version
  date on = no_date();  ///< day on which it was written down
};

/// A value: each change gives a new record and leaves the old one as it was.
class decision_record {
public:
  /// The record of a vote as first written down on a day.
  [[nodiscard]] DINH_API static decision_record open(question facts, date on);

  [[nodiscard]] std::span<const record_version> versions() const noexcept { return versions_; }
  /// The facts of the latest version.
  [[nodiscard]] const question& facts() const noexcept { return versions_.back().facts; }
  [[nodiscard]] bool is_closed() const noexcept { return result_.has_value(); }
  /// The result as it was when the record was closed.
  [[nodiscard]] const std::optional<outcome>& result() const noexcept { return result_; }

  /// A further version. Refuses with `law/record-closed`, `law/reason-missing` (no reason, or only spaces) and
  /// `law/record-backwards` (a day before that of the latest version).
  [[nodiscard]] DINH_API checked<decision_record> changed(question facts, std::string reason, date on) const;
  /// The record with its result, decided by these rules; it takes no more changes. Refuses with `law/record-closed` and
  /// with `law/record-open-question` where there is no result yet (`undetermined`, or no outcome at all).
  [[nodiscard]] DINH_API checked<decision_record> closed(const rule_set& rules) const;

private:
  std::vector<record_version> versions_;
  std::optional<outcome> result_;
};

}  // namespace dinh::inline v1
