#pragma once
/// \file
/// The sentences of explanations, as templates in both languages. They are data of the pack
/// (`src/packs/vn/templates.json`); the library carries those as its own, and a pack or a layer may word them otherwise.
///
/// \code
/// phrase_book words;   // those of the library
/// words.say("law.quorum.enough", {{"rule", label}, {"present", 120}, {"needed", 101}}).en;
/// \endcode

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// What stands in a place of a template.
struct filling {
  std::string_view place;  ///< "present" for `{present}`
  text words;              ///< what stands there instead

  filling(std::string_view p, text w) : place{p}, words{std::move(w)} {}
  filling(std::string_view p, const std::string& same) : place{p}, words{same, same} {}
  filling(std::string_view p, const char* same) : place{p}, words{same, same} {}
  filling(std::string_view p, std::int64_t n) : filling{p, std::to_string(n)} {}
};

/// One template of the library: its key and its words with places in braces.
struct phrase {
  std::string_view key;  ///< family and name, such as "due.within"
  std::string_view vi;
  std::string_view en;
};

/// Another wording for one key.
struct rewording {
  std::string key;
  text words;         ///< both languages, with the places of the library's own
  std::string where;  ///< where it stands, for diagnostics
};

/// Templates by key. Cheap to copy (shared state), safe to read from any thread. A book without rewordings is empty and
/// takes no memory: it says what the library says.
class phrase_book {
public:
  /// The templates of the library.
  phrase_book() = default;

  /// The sentence with its places filled, in both languages. What is filled in is not looked at for places again. A
  /// place without filling and a key that does not exist show as themselves: `reworded` and the tests rule both out.
  [[nodiscard]] DINH_API text say(std::string_view key, std::initializer_list<filling> fillings = {}) const;
  /// The words under a key that not every book has (labels of coded terms), else `otherwise`.
  [[nodiscard]] DINH_API text label(std::string_view key, text otherwise) const;

  /// This book with other words for some keys. Faults, all at once: `templates/unknown-key`, `templates/missing-language`,
  /// `templates/unclosed-place`, `templates/other-places` (every language must fill exactly the places of the library's
  /// own wording, so that no figure gets lost).
  [[nodiscard]] DINH_API checked<phrase_book> reworded(std::span<const rewording> words) const;

  /// Whether some key is worded otherwise than by the library.
  [[nodiscard]] bool is_reworded() const noexcept { return own_ != nullptr; }
  friend bool operator==(const phrase_book& a, const phrase_book& b) noexcept {
    return a.own_ == b.own_ || (a.own_ != nullptr && b.own_ != nullptr && *a.own_ == *b.own_);
  }

private:
  using table = std::vector<std::pair<std::string, text>>;  // by key
  std::shared_ptr<const table> own_;
};

/// The templates that the library carries, by key.
[[nodiscard]] DINH_API std::span<const phrase> library_phrases() noexcept;

}  // namespace dinh::inline v1
