#pragma once
// Which cases a filter can mean, so that a question about one unit, procedure or case need not look at every case.

#include <dinh/docket/case_fold.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dinh::inline v1::docketing {

/// Numbers of cases by unit and procedure, and of those with a breach. What a correction took away stays listed: whoever
/// asks looks at the case itself again.
class case_lists {
public:
  /// To be called for every case in the order of their numbers, and after each change of its fold.
  void update(std::uint32_t in_case, std::uint32_t procedure, const case_fold& fold) {
    if (in_case >= listed_.size()) {
      listed_.resize(in_case + 1);
      if (procedure >= by_procedure_.size()) by_procedure_.resize(procedure + 1);
      by_procedure_[procedure].push_back(in_case);
    }
    listed& l = listed_[in_case];
    if (l.places != fold.places.size()) {  // one event adds or takes away one place at most
      for (const case_place& p : fold.places) {
        auto& list = by_unit_[p.unit];
        if (list.empty() || list.back() != in_case) list.push_back(in_case);
      }
      l.places = static_cast<std::uint32_t>(fold.places.size()) & 0x7FFF'FFFFU;
    }
    if (l.has_breach == 0 && !fold.breaches.empty()) {
      l.has_breach = 1;
      with_breach_.push_back(in_case);
    }
  }

  /// In rising order, each once. `lies_in(unit)` tells which units are meant.
  template <class LiesIn>
  [[nodiscard]] std::vector<std::uint32_t> in_units(const LiesIn& lies_in) const {
    std::vector<std::uint32_t> out;
    for (const auto& [unit, list] : by_unit_)
      if (lies_in(unit)) out.insert(out.end(), list.begin(), list.end());
    return in_order(std::move(out));
  }
  [[nodiscard]] std::vector<std::uint32_t> of_procedure(std::uint32_t number) const {
    return number < by_procedure_.size() ? by_procedure_[number] : std::vector<std::uint32_t>{};
  }
  [[nodiscard]] std::vector<std::uint32_t> with_breach() const { return in_order(with_breach_); }

private:
  [[nodiscard]] static std::vector<std::uint32_t> in_order(std::vector<std::uint32_t> all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }
  struct listed {
    std::uint32_t places : 31;
    std::uint32_t has_breach : 1;
    listed() : places{0}, has_breach{0} {}
  };
  std::map<std::string, std::vector<std::uint32_t>> by_unit_;
  std::vector<std::vector<std::uint32_t>> by_procedure_;
  std::vector<std::uint32_t> with_breach_;
  std::vector<listed> listed_;
};

}  // namespace dinh::inline v1::docketing
