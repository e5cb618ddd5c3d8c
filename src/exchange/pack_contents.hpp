#pragma once
// What the files of one pack or layer hold, before it is put together and checked as a whole.

#include <dinh/base/phrase.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/registry/registry.hpp>

#include "pack_law.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::exchange {

/// `pack.json`: what the pack is called and which files hold what.
struct pack_manifest {
  std::string id;
  std::string version;
  text title;
  std::vector<std::string> instruments, rules, calendars, roles, procedures, templates, labels;
  // of a layer only
  std::string on;          ///< id of the base pack; empty: this is a base pack
  std::string on_version;  ///< the version it was written for; empty: any
  std::vector<std::string> replaced_calendars, replaced_roles, replaced_procedures;
};

/// Other words for the label of a rule or the title of an instrument.
struct relabelling {
  std::string rule;
  std::string instrument;
  text words;
  std::string where;
};

class procedure_places;

struct pack_contents {
  law_pack law;
  std::vector<work_calendar> calendars;
  std::map<std::string, std::string, std::less<>> days_off_sources;
  registry_builder roles;
  std::vector<procedure> procedures;
  std::vector<rewording> words;
  std::vector<relabelling> labels;
  /// Where rules and instruments (by id), procedures (by `procedure_place`) and calendars (by `calendar_place`) stand,
  /// for diagnostics.
  std::map<std::string, std::string, std::less<>> places;
};
[[nodiscard]] inline std::string calendar_place(const std::string& id) { return "calendar " + id; }
[[nodiscard]] inline std::string procedure_place(const std::string& id) { return "procedure " + id; }

/// A pack as it was read. `source` ("" or "na-layer/") stands before the file names in diagnostics.
struct read_contents {
  pack_manifest manifest;
  pack_contents contents;
  // Which kinds of files were all there and without a fault.
  bool rules_are_whole = true;
  bool roles_are_whole = true;
  bool procedures_are_whole = true;
  bool calendars_are_whole = true;
};
/// `below` has the calendars that a layer's calendars may build on.
[[nodiscard]] std::optional<read_contents> read_pack_contents(std::span<const pack_file> files,
                                                              const std::string& source, bool is_layer,
                                                              std::span<const work_calendar> below,
                                                              diagnostics& faults);

/// Puts a layer on top. Faults: `layer/…`.
void overlay(pack_contents& below, const pack_manifest& base, read_contents layer, const std::string& source,
             diagnostics& faults);

/// What only shows when packs and layers are seen together: doubles, and procedures that keep the number of a rule that a
/// layer overrides.
void check_whole(std::span<const rule> rules, const pack_contents& contents, const procedure_places& places,
                 diagnostics& faults);

/// Versions of rules that name each other in `replaces`: overlapping ones are errors, gaps are findings.
void check_chains(const std::vector<rule>& rules, const pack_contents& contents, diagnostics& faults,
                  diagnostics& findings);

}  // namespace dinh::inline v1::exchange
