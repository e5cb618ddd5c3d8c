#pragma once
// Brings a case of a docket to a step by the shortest way that the procedure has, one event for each step.

#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/engine.hpp>

#include <string>
#include <vector>

namespace example {

inline dinh::event act_of(const dinh::procedure& p, const std::string& key, std::size_t number, std::uint16_t step,
                          std::uint16_t exit, dinh::date on) {
  const dinh::step_id s{step};
  dinh::event e;
  e.id = key + "-" + std::to_string(number);
  e.case_key = key;
  e.step = p[s].key;
  if (p[s].kind == dinh::step_kind::decision) e.branch = p.exit_of(s, exit).branch;
  e.occurred_on = e.recorded_on = on;
  return e;
}

inline std::size_t events_of(const dinh::docket& d, const std::string& key) {
  const auto* all = d.events_of(key);
  return all == nullptr ? 0 : all->size();
}

inline void record(dinh::docket& d, const dinh::event& e) {
  const auto r = d.record(e);
  if (!r) FAIL(e.id << " " << e.step << ": " << dinh::describe(r.error()));
}

/// Records what leads to the step, and the step itself unless it fires by itself; all on one day. The case begins if it
/// has not begun.
inline void drive_to(dinh::docket& d, const dinh::procedure& p, const std::string& key, const std::string& step, dinh::date on,
                     std::uint16_t exit = 0) {
  if (d.state_of(key) == nullptr)
    REQUIRE(d.open(key + "-0", key, p.id(), "17329@2025-07-01", on, on));
  const dinh::step_id wanted = p.find(step);
  REQUIRE(wanted);
  if (p[wanted].kind == dinh::step_kind::start) return;
  std::vector<dinh::left_out_step> run;
  dinh::marking there;
  INFO(p.id() << " to " << step);
  REQUIRE(dinh::engine::find_run(p.tables(), d.state_of(key)->standing, static_cast<std::uint16_t>(wanted.index()), run, there));
  for (const auto& s : run) record(d, act_of(p, key, events_of(d, key), s.step, s.exit, on));
  if (!dinh::fires_by_itself(p[wanted].kind))
    record(d, act_of(p, key, events_of(d, key), static_cast<std::uint16_t>(wanted.index()), exit, on));
}

}  // namespace example
