#include <dinh/docket/directory.hpp>
#include <dinh/registry/registry.hpp>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace dinh::inline v1 {

directory::~directory() = default;

namespace {

class from_registry final : public directory {
public:
  explicit from_registry(registry r) : r_{std::move(r)} {}

  answerable_body body(std::string_view role, std::string_view unit, date on, const facts& of_case) const override {
    const unit_id u = find(unit);
    if (!u) return {{}, {}, unknown(unit)};
    resolution found = r_.resolve(role, u, on, of_case);
    if (found.result != resolution::outcome::found) return {{}, {}, std::move(found.why)};
    return {std::move(found.key), std::move(found.name), std::move(found.why)};
  }

  unit_today unit_on(std::string_view unit, date on) const override {
    const date none{boost::date_time::not_a_date_time};
    unit_today out;
    out.since = none;
    const unit_id u = find(unit);
    if (!u) {
      out.result = unit_today::standing::undetermined;
      out.why = unknown(unit);
      return out;
    }
    // A unit that still holds answers for its own cases, though a part of it may have passed elsewhere.
    if (r_.valid(u).contains(on)) {
      out.key = unit;
      out.name = r_.full_name(u, on);
      return out;
    }
    const auto later = r_.successors(u, on);
    const unit_id only = later.only();
    if (!only) {
      out.result = unit_today::standing::undetermined;
      out.since = last_change(u, later, on);
      out.within = holder_of_all(later, on);
      out.why.statement = say("docket.unit.gone", {{"unit", std::string{unit}}});
      for (const auto& s : later.units)
        out.why.add({say("docket.unit.part", {{"unit", r_.full_name(s.unit, on)}}), {}, evidence::text, {}});
      return out;
    }
    out.result = unit_today::standing::succeeded;
    out.key = r_[only].key;
    out.name = r_.full_name(only, on);
    out.why.statement = say("docket.unit.succeeded", {{"unit", std::string{unit}}, {"heir", out.name}});
    for (const auto& way : later.units.front().ways)
      for (const auto& step : way) {
        if (out.since.is_special() || out.since < step.how.on) out.since = step.how.on;
        const date eve = step.how.on - boost::gregorian::days{1};
        out.why.add({say("docket.unit.passed",
                         {{"day", to_text(step.how.on)},
                          {"unit", r_.full_name(step.from, eve)},
                          {"heir", r_.full_name(step.to, step.how.on)},
                          {"extent", say("registry.extent." + std::string{name_of(step.how.how_much)})}}),
                     {step.how.decree, {}},
                     step.how.known_by,
                     {}});
      }
    return out;
  }

  bool lies_in(std::string_view unit, std::string_view above, date on) const override {
    const unit_id u = find(unit);
    const unit_id top = find(above);
    if (!u || !top) return unit == above;
    if (r_.valid(u).contains(on)) return lies_under(u, top, on);
    // What it has become lies there if all of it does: one of several units, or one that it may not have passed to whole, holds it not.
    const auto later = r_.successors(u, on);
    if (const unit_id only = later.only()) return lies_under(only, top, on);
    return holds_all(top, later, on);
  }

private:
  /// The last day by `on` on which the unit, or what it had become, ended or gave something away; none if it is not known.
  [[nodiscard]] date last_change(unit_id u, const related_units& later, date on) const {
    date out{boost::date_time::not_a_date_time};
    const auto see = [&](date day) {
      if (!day.is_special() && day <= on && (out.is_special() || out < day)) out = day;
    };
    see(r_.valid(u).until);
    for (const unit_id lost : later.lost) see(r_.valid(lost).until);
    for (const related_unit& s : later.units)
      for (const auto& way : s.ways)
        for (const auto& step : way) see(step.how.on);
    return out;
  }
  /// The key of the lowest unit in which all of these lie; empty if there is none, or something was lost.
  [[nodiscard]] std::string holder_of_all(const related_units& later, date on) const {
    if (later.units.empty()) return {};
    for (const unit_id above : r_.parents(later.units.front().unit, on))
      if (holds_all(above, later, on)) return r_[above].key;
    return {};
  }
  /// Whether all of it is known and lies under that unit, and none of it is that unit.
  [[nodiscard]] bool holds_all(unit_id top, const related_units& later, date on) const {
    return !later.units.empty() && later.lost.empty() &&
           std::all_of(later.units.begin(), later.units.end(), [&](const related_unit& s) { return s.unit != top && lies_under(s.unit, top, on); });
  }
  /// Whether it is that unit or lies under it.
  [[nodiscard]] bool lies_under(unit_id u, unit_id top, date on) const {
    const auto above = r_.parents(u, on);
    return u == top || std::find(above.begin(), above.end(), top) != above.end();
  }
  [[nodiscard]] unit_id find(std::string_view key) const { return r_.find_lifetime(key); }
  [[nodiscard]] text say(std::string_view key, std::initializer_list<filling> fillings = {}) const {
    return r_.phrases().say(key, fillings);
  }
  [[nodiscard]] explanation unknown(std::string_view unit) const {
    return {say("docket.unit.not_known", {{"unit", std::string{unit}}}), {}, evidence::text, {}};
  }
  registry r_;
};

}  // namespace

std::shared_ptr<const directory> registry_directory(const registry& r) { return std::make_shared<from_registry>(r); }

}  // namespace dinh::inline v1
