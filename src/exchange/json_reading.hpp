#pragma once
// Reading JSON that others wrote: syntax, limits, types and unknown members are checked, every fault
// is collected with the place where it stands, none stops the reading. For the pack readers and the
// conformance runner; private, because nlohmann::json stays out of the public headers. Exported from
// a shared build only for the tests.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {

/// What a hostile file may not exceed.
struct json_limits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::size_t depth = 64;
  std::size_t values = 5'000'000;
};

/// The document. Faults: `json/too-large`, `json/too-deep`, `json/too-many-values`, `json/syntax` (where
/// is "file:line:column") and `json/duplicate-member` (where is "file#/pointer"; all of them are reported).
[[nodiscard]] DINH_API checked<nlohmann::json> parse_json(std::string_view content, std::string_view file,
                                                          json_limits limits = {});

/// `where` of a member or element: "file#/rules" + "limit" → "file#/rules/limit", escaped as RFC 6901.
[[nodiscard]] DINH_API std::string pointer_to(std::string_view parent, std::string_view member);
[[nodiscard]] DINH_API std::string pointer_to(std::string_view parent, std::size_t index);

/// "10/2022/QH15 21(1)": the instrument, a space, the article; or the instrument alone.
[[nodiscard]] DINH_API std::optional<citation> parse_citation(std::string_view s);

template <class Enum>
struct enum_name {
  std::string_view name;
  Enum value;
};

struct integer_range {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// Reads the members of one object. Each getter remembers the member's name, so that `finish` can
/// name the members nobody asked for. A required member that is absent or wrong is a fault, and the
/// getter returns an empty value of its type; an optional one that is absent is `nullopt`. Names of members must outlive
/// the reader: they are literals.
class DINH_API object_reader {
public:
  /// A value that is not an object is a fault (`json/wrong-type`), and then every getter is silent.
  /// `value` and `faults` must outlive the reader. `where` is "file#" for the root.
  object_reader(const nlohmann::json& value, std::string where, diagnostics& faults);
  object_reader(nlohmann::json&&, std::string, diagnostics&) = delete;
  object_reader(const object_reader&) = delete;
  object_reader& operator=(const object_reader&) = delete;

  [[nodiscard]] bool is_object() const noexcept { return object_ != nullptr; }
  /// Put together when it is asked for: most files have no faults.
  [[nodiscard]] std::string where() const;
  [[nodiscard]] std::string where(std::string_view member) const { return pointer_to(where(), member); }
  /// Whether the member is there (also as null). Counts as asking for it.
  [[nodiscard]] bool has(std::string_view member);
  /// Whether the member is there and null. Counts as asking for it.
  [[nodiscard]] bool is_null(std::string_view member);
  /// The raw member, or null if absent. Counts as asking for it.
  [[nodiscard]] const nlohmann::json* raw(std::string_view member);

  /// Non-empty, at most 4096 bytes.
  std::string string(std::string_view member);
  std::optional<std::string> optional_string(std::string_view member);
  std::int64_t integer(std::string_view member, integer_range range = {});
  std::optional<std::int64_t> optional_integer(std::string_view member, integer_range range = {});
  bool boolean(std::string_view member);
  std::optional<bool> optional_boolean(std::string_view member);
  /// A day as "YYYY-MM-DD".
  date day(std::string_view member);
  std::optional<date> optional_day(std::string_view member);
  /// `[from, until)` from the two optional members of this object; `until` must lie after `from`.
  validity valid(std::string_view from = "from", std::string_view until = "until");
  /// As `parse_citation` reads it.
  citation cite(std::string_view member = "citation");
  std::optional<citation> optional_cite(std::string_view member = "citation");
  /// "T", "S" or "M".
  evidence known_by(std::string_view member = "evidence");
  std::optional<evidence> optional_known_by(std::string_view member = "evidence");
  /// {"vi": …, "en": …}, both required.
  text words(std::string_view member);
  std::optional<text> optional_words(std::string_view member);
  std::vector<std::string> strings(std::string_view member);
  std::optional<std::vector<std::string>> optional_strings(std::string_view member);
  std::optional<std::vector<std::int64_t>> optional_integers(std::string_view member, integer_range range = {});

  /// One of the names; `fallback` is returned beside the fault.
  template <class Enum, std::size_t N>
  Enum choice(std::string_view member, const std::array<enum_name<Enum>, N>& names, Enum fallback = Enum{}) {
    const auto found = choose(member, names, presence::required);
    return found ? *found : fallback;
  }
  template <class Enum, std::size_t N>
  std::optional<Enum> optional_choice(std::string_view member, const std::array<enum_name<Enum>, N>& names) {
    return choose(member, names, presence::optional);
  }

  /// Calls `read(object_reader&)` for each element of the array `member` and then its `finish`.
  template <class Read>
  void objects(std::string_view member, Read&& read) {
    each(required_array(member), member, read);
  }
  template <class Read>
  void optional_objects(std::string_view member, Read&& read) {
    each(optional_array(member), member, read);
  }
  /// Calls `read(object_reader&)` for the object `member` and then its `finish`.
  template <class Read>
  void object(std::string_view member, Read&& read) {
    one(required_member(member), member, read);
  }
  template <class Read>
  void optional_object(std::string_view member, Read&& read) {
    one(raw(member), member, read);
  }

  /// Reports each member that no getter asked for (`json/unknown-member`). Call it last.
  void finish();

  /// A fault of the caller's own at `member` (or at the object, if empty).
  void fault(std::string_view member, std::string code, text message, text remedy = {});

private:
  enum class presence : std::uint8_t { required, optional };
  static constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

  /// Reads what stands in `parent` under that name, or an element of the list that does.
  object_reader(const nlohmann::json& value, const object_reader& parent, std::string_view member,
                std::size_t index = no_index);
  void take(const nlohmann::json& value);

  const nlohmann::json* required_member(std::string_view member);
  const nlohmann::json* member(std::string_view member, presence p);
  const nlohmann::json* required_array(std::string_view member);
  const nlohmann::json* optional_array(std::string_view member);
  const nlohmann::json* array(std::string_view member, presence p);
  void wrong_type(std::string_view member, text wanted);
  const std::string* read_string(std::string_view member, presence p);
  std::optional<std::int64_t> read_integer(std::string_view member, integer_range range, presence p);
  std::optional<bool> read_boolean(std::string_view member, presence p);
  std::optional<date> read_day(std::string_view member, presence p);
  std::optional<citation> read_citation(std::string_view member, presence p);
  std::optional<evidence> read_evidence(std::string_view member, presence p);
  std::optional<text> read_words(std::string_view member, presence p);
  std::optional<std::vector<std::string>> read_strings(std::string_view member, presence p);
  void unknown_value(std::string_view member, const std::string& found, const std::string& known);

  template <class Enum, std::size_t N>
  std::optional<Enum> choose(std::string_view member, const std::array<enum_name<Enum>, N>& names, presence p) {
    const std::string* found = read_string(member, p);
    if (found == nullptr) return std::nullopt;
    for (const auto& n : names)
      if (n.name == *found) return n.value;
    std::string known;
    for (const auto& n : names) {
      if (!known.empty()) known += ", ";
      known += n.name;
    }
    unknown_value(member, *found, known);
    return std::nullopt;
  }
  template <class Read>
  void each(const nlohmann::json* list, std::string_view member, Read& read) {
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      object_reader element{(*list)[i], *this, member, i};
      if (!element.is_object()) continue;
      read(element);
      element.finish();
    }
  }
  template <class Read>
  void one(const nlohmann::json* value, std::string_view member, Read& read) {
    if (value == nullptr) return;
    object_reader inner{*value, *this, member};
    if (!inner.is_object()) return;
    read(inner);
    inner.finish();
  }

  const nlohmann::json* object_ = nullptr;  // null: not an object, the fault is reported already
  const object_reader* parent_ = nullptr;  // within which it stands; null for a root
  std::string root_;                       // the place of a root
  std::string_view member_;                // of the parent
  std::size_t index_ = no_index;           // in the list that the member is
  diagnostics* faults_;

  // Members side by side, for objects of usual size: quicker to look through than the tree.
  struct member_of {
    std::string_view name;
    const nlohmann::json* value;
    bool is_asked;
  };
  static constexpr std::size_t most_listed = 24;
  std::array<member_of, most_listed> listed_;  // the first `listed_count_`; unused for larger objects
  std::size_t listed_count_ = 0;
  bool is_listed_ = false;
  // What was asked for, in that order: the first ones in place.
  std::array<std::string_view, 32> asked_;
  std::size_t asked_count_ = 0;
  std::vector<std::string_view> asked_more_;

  void remember(std::string_view member);
  [[nodiscard]] std::vector<std::string_view> asked() const;
};

}  // namespace dinh::inline v1::exchange
