#pragma once
/// \file
/// A rule pack: the law of a country as one value. Packs are data (JSON files, one manifest), read as a
/// whole with all faults at once; the Vietnamese pack is embedded in the library.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/text.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/law/rule_set.hpp>
#include <dinh/law/statute_book.hpp>
#include <dinh/procedure/procedure.hpp>
#include <dinh/registry/registry.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// One file of a pack as it was read.
struct pack_file {
  std::string name;     ///< path inside the pack, such as "procedures/pub_commune.json"
  std::string content;  ///< UTF-8
};

/// A pack that lies on top of the base pack.
struct pack_layer {
  std::string id;
  std::string version;
  text title;
  std::string hash;  ///< as `pack::hash`; empty without libsodium
};

/// A decision that changed a calendar of the pack.
struct notice_stamp {
  std::string calendar;  ///< id
  citation decision;     ///< the instrument of the notice
};

/// Rules with their instruments, calendars, roles and procedures. Immutable and cheap to copy (shared
/// state); safe to read from many threads.
class DINH_API pack {
public:
  /// Of the manifest, as are version and title; those of the base pack where layers lie on it. What these functions refer
  /// to lives as long as some copy of the pack.
  [[nodiscard]] const std::string& id() const noexcept;
  [[nodiscard]] const std::string& version() const noexcept;
  [[nodiscard]] const text& title() const noexcept;

  /// The words of explanations; rules, calendars and the register of roles carry them.
  [[nodiscard]] const phrase_book& phrases() const noexcept;
  /// All rules of all times; ask `rule_set` for those of a day.
  [[nodiscard]] const rule_set& rules() const noexcept;
  /// The instruments and what each does to others.
  [[nodiscard]] const statute_book& statutes() const noexcept;
  /// In the order of the files. O(1), as are calendars and procedures.
  [[nodiscard]] std::span<const role_rule> roles() const noexcept;
  /// The words for a role, such as "Ủy ban nhân dân cấp xã"; its id if the pack does not have it.
  [[nodiscard]] text role_name(std::string_view role) const;
  /// A builder that knows the roles of the pack already; the caller adds units and builds.
  [[nodiscard]] const registry_builder& register_of_roles() const noexcept;
  [[nodiscard]] std::span<const work_calendar> calendars() const noexcept;
  [[nodiscard]] std::span<const procedure> procedures() const noexcept;

  /// The calendar with this id; throws `std::out_of_range` naming those there are. `find_calendar` gives null instead.
  [[nodiscard]] const work_calendar& calendar(std::string_view id) const;
  /// Null if there is none. Lives as long as some copy of the pack. O(calendars).
  [[nodiscard]] const work_calendar* find_calendar(std::string_view id) const noexcept;
  /// The procedure with this id; throws `std::out_of_range` naming those there are. `find_procedure` gives null
  /// instead.
  [[nodiscard]] const dinh::procedure& procedure_named(std::string_view id) const;
  /// Null if there is none. Lives as long as some copy of the pack. O(procedures).
  [[nodiscard]] const dinh::procedure* find_procedure(std::string_view id) const noexcept;

  /// The calendar whose days off this one takes over ("days_off_of" in its file); empty if it has its own.
  [[nodiscard]] std::string_view days_off_source(std::string_view id) const noexcept;

  /// The same pack with another version of one calendar (found by its id), as after a yearly notice. The calendars that
  /// take over its days off change with it; a replaced calendar takes over none any more. `decision` names the notice in
  /// receipts.
  [[nodiscard]] pack with_calendar(work_calendar replacement, citation decision = {}) const;
  /// What the checks found that is no fault of the pack but of the law, or worth a look: days between two versions of a
  /// rule on which none holds, a procedure that outlives a rule. Warnings only.
  [[nodiscard]] const diagnostics& findings() const noexcept;

  /// The notices applied to calendars, in their order.
  [[nodiscard]] std::span<const notice_stamp> notices() const noexcept;

  /// The layers on top of the base pack, the lowest first.
  [[nodiscard]] std::span<const pack_layer> layers() const noexcept;

  /// The same pack for an application that accepts no evidence weaker than this: rules (`rule_set::accepting`) and
  /// calendars (`work_calendar::accepting`) refuse answers that rest on less.
  [[nodiscard]] pack accepting(evidence weakest) const;

  /// SHA-256 over all files of the base pack in canonical form, whatever their white space and order of members, as 64
  /// hexadecimal digits. Computed on first use; notices and layers are no part of it. Fails with `hash/not-built-in`
  /// without libsodium.
  [[nodiscard]] checked<std::string> hash() const;

private:
  struct state;
  explicit pack(std::shared_ptr<const state> s) noexcept : state_{std::move(s)} {}
  friend struct pack_reading;
  std::shared_ptr<const state> state_;
};

/// Reads a pack from its files. The manifest `pack.json` names the others by what they hold; a file that is named and
/// absent, present and not named, or faulty in itself is a fault, and so is a procedure that cites a rule or a role
/// that the pack does not have, or whose deadline says another number than its rule. All faults are reported at once.
[[nodiscard]] DINH_API checked<pack> read_pack(std::span<const pack_file> files);

/// The files of a layer and where they come from, for diagnostics.
struct layer_files {
  std::string name;  ///< such as its folder
  std::vector<pack_file> files;
};

/// Reads a base pack with layers on top, the lowest first: a province or an application adds rules, instruments,
/// calendars, roles, procedures, labels and words, or overrides those below. An overriding rule has an id and a citation
/// of its own and names the rules whose place it takes (`overrides`); outside of its dates and its scope they hold on.
/// Nothing can be taken away. Faults besides those of `read_pack`: `layer/…`, see docs/packs.md.
[[nodiscard]] DINH_API checked<pack> read_pack(std::span<const pack_file> base, std::span<const layer_files> layers);

/// SHA-256 of files as `pack::hash` takes it, whether they are a good pack or not. Fails with `hash/not-built-in`, `json/…`
/// and `canonical/…`.
[[nodiscard]] DINH_API checked<std::string> hash_of(std::span<const pack_file> files);

/// Every *.json below a folder, in the order of the names. Fails with `pack/folder`.
[[nodiscard]] DINH_API checked<std::vector<pack_file>> files_of(const std::string& folder);

/// Reads the pack in a folder: every *.json below it. Fails with `pack/folder` and as `read_pack`.
[[nodiscard]] DINH_API checked<pack> load_pack(const std::string& folder);

namespace packs {

/// The files of the embedded Vietnamese pack, without white space between the tokens.
[[nodiscard]] DINH_API std::vector<pack_file> vietnam_files();

/// The embedded Vietnamese pack. It is checked by the tests; a fault here means a broken build.
[[nodiscard]] DINH_API checked<pack> vietnam();

}  // namespace packs

}  // namespace dinh::inline v1
