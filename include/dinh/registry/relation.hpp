#pragma once
/// \file
/// What bodies and offices are to each other: who supervises, directs, elects, recognises whom. As rules of
/// a pack between roles, and as typed edges of the register between the bodies themselves.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>
#include <dinh/registry/body.hpp>
#include <dinh/registry/resolution.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What one body or office is to another.
enum class relation_kind : std::uint8_t {
  supervises,      ///< giám sát
  directs,         ///< chỉ đạo
  criticises,      ///< phản biện xã hội: comments on drafts before they are issued
  elects,          ///< bầu
  recognises,      ///< công nhận kết quả bầu
  reports_to,      ///< báo cáo
  established_by,  ///< do … thành lập
  agrees_with      ///< thống nhất (kế hoạch)
};
inline constexpr std::size_t relation_kind_count = 8;
namespace detail {
struct relation_words {
  std::string_view id;
  std::string_view vi;
  std::string_view en;
};
inline constexpr std::array<relation_words, relation_kind_count> relation_kinds{{
    {"supervises", "giám sát", "supervises"},
    {"directs", "chỉ đạo", "directs"},
    {"criticises", "phản biện", "comments on drafts of"},
    {"elects", "bầu", "elects"},
    {"recognises", "công nhận", "recognises"},
    {"reports_to", "báo cáo", "reports to"},
    {"established_by", "do", "is established by"},
    {"agrees_with", "thống nhất với", "agrees its plans with"},
}};
}  // namespace detail
/// "supervises" and so on: the names of the enumerators, as packs write them.
[[nodiscard]] constexpr std::string_view name_of(relation_kind k) noexcept {
  return detail::relation_kinds[static_cast<std::size_t>(k)].id;
}
/// A verb between two names: "công nhận", "recognises". "established_by" in Vietnamese needs "thành lập" after.
[[nodiscard]] constexpr std::string_view label_of(relation_kind k, lang l) noexcept {
  const auto& words = detail::relation_kinds[static_cast<std::size_t>(k)];
  return l == lang::vi ? words.vi : words.en;
}
/// By such a name; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<relation_kind> relation_kind_from(std::string_view s) noexcept {
  for (std::size_t i = 0; i < relation_kind_count; ++i)
    if (detail::relation_kinds[i].id == s) return static_cast<relation_kind>(i);
  return std::nullopt;
}

/// "The commune Front directs the People's Inspection Committee": between the bodies of one unit, or of a
/// unit and those above it.
struct relation_rule {
  relation_kind kind = relation_kind::supervises;
  std::string subject;  ///< role; the subject of the verb
  std::string object;   ///< role; the object of the verb
  validity when;
  citation source;
  evidence known_by = evidence::summary;
  text remark;        ///< what the reader should know; may be empty
  std::string where;  ///< place in its file, for diagnostics
};

/// What a kind of body became: the one-stop desk the public administrative service centre.
struct role_succession {
  std::string role;
  std::string becomes;  ///< role; empty: nobody took over
  validity when;        ///< from the first to before the last day on which it happened; mostly one day
  text why;             ///< in one sentence
  citation source;
  evidence known_by = evidence::summary;
  std::string where;  ///< place in its file, for diagnostics
};

/// A relation between bodies on a day. Where one end is a role with several bodies (each village's head),
/// its `parts` hold them.
struct relation {
  relation_kind kind = relation_kind::supervises;
  resolution subject;
  resolution object;
  explanation why;
};

/// A body that on a later day has the tasks of an earlier one.
struct body_heir {
  resolution body;
  unit_id unit;              ///< successor of the old body's unit
  bool is_whole = false;     ///< the whole territory of the old body's unit went there
  std::vector<std::string> decrees;  ///< by which the territory passed, each once; empty if the unit lives on
};

/// What became of a body. Several heirs: the territory was divided, or the texts leave open which.
struct body_succession {
  std::vector<body_heir> heirs;
  explanation why;  ///< also where there is no heir: the reason, or that none is recorded

  /// The only heir, whole and known; else null.
  [[nodiscard]] const body_heir* only() const noexcept {
    return heirs.size() == 1 && heirs.front().is_whole && heirs.front().body.result == resolution::outcome::found
               ? &heirs.front()
               : nullptr;
  }
};

}  // namespace dinh::inline v1
