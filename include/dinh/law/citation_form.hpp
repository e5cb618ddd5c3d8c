#pragma once
/// \file
/// Citations as lawyers write them, in both languages, and as identifiers; printing and reading back.

#include <dinh/base/citation.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/law/instrument.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// An article taken apart: "21(2)(dd)" is article 21, clause 2, point đ. Clause and point may be missing.
struct article_parts {
  std::string number;  ///< "21", "38a"
  std::string clause;
  std::string point;  ///< in Vietnamese letters, "đ" for dd
  friend bool operator==(const article_parts&, const article_parts&) = default;
};

/// Reads "21", "21(1)", "21(1)(a)", "38(2)(a1)". Fails with `law/malformed-article`.
[[nodiscard]] DINH_API checked<article_parts> parse_article(std::string_view article);
/// The inverse: "21(2)(dd)".
[[nodiscard]] DINH_API std::string to_article(const article_parts& parts);

/// Two places and all between them, such as clauses 2 to 4 of Art 12; `last` equals `first` for a single place.
struct article_range {
  article_parts first;
  article_parts last;
  friend bool operator==(const article_range&, const article_range&) = default;
};

/// Reads one place or several with ranges: "8(1)-(2),(4)-(5)", "19(1)(a)-(c),(dd)", "21-22", "39(5), 40(4)". What a part
/// leaves out is that of the part before it: "(4)" is a clause of the same article, "(c)" a point of the same clause.
/// At most 32 places. Fails with `law/malformed-article`.
[[nodiscard]] DINH_API checked<std::vector<article_range>> parse_places(std::string_view article);
/// The inverse of `parse_places`, in the shortest form.
[[nodiscard]] DINH_API std::string to_article(std::span<const article_range> places);

/// Whether a rule that rests on `article` is asked for by `where`: `where` is one of its places, or stands above one.
/// A rule on "8(1)-(2)" is found under "8", "8(1)" and "8(2)", not under "8(2)(a)"; one on "21(1)(a)" under "21(1)".
[[nodiscard]] DINH_API bool covers(std::string_view where, std::string_view article);

/// Vietnamese "điểm g khoản 2 Điều 20 Luật số 10/2022/QH15", English "Art 20(2)(g) of Law No. 10/2022/QH15".
[[nodiscard]] DINH_API std::string cite(const citation& c, const instrument& of, lang l);

/// The Latin-letter id of a number as printed: "59/2023/NĐ-CP" → "59/2023/ND-CP".
[[nodiscard]] DINH_API std::string instrument_id(std::string_view number);

/// Reads the Vietnamese and the English form, "10/2022/QH15 21(1)" and "10/2022/QH15 art 21(1) para 1" (the paragraph
/// is dropped), also "art 12.3", "art 12, clause 3, point a", "art 12 khoản 3 điểm a", "art 40(1)c", "art 20(3) and 21(2)",
/// lists and ranges ("điểm a, b khoản 1 Điều 19", "khoản 1 đến 3 Điều 15"), words and points in capitals. The kind of the
/// instrument and "số"/"No." may be missing; one that the number cannot have is refused, as is what could mean two places
/// ("khoản 1 Điều 15, 16"). Fails with `law/malformed-citation`.
[[nodiscard]] DINH_API checked<citation> parse_any_citation(std::string_view s);

/// Identifier in the style of Akoma Ntoso: "/akn/vn/act/2022/10-2022-QH15/~art_21__cl_1__pnt_a". A range is
/// "~art_8__cl_1->art_8__cl_2", several places are parted by commas. An instrument without a year ("26/CT-TTg") gives
/// "/akn/vn/act/-/26-CT-TTg", one of the Party ("11-QDi/TW") "/akn/vn/act/-/11-QDi.TW".
[[nodiscard]] DINH_API std::string to_akn(const citation& c);
/// The inverse of `to_akn`. Fails with `law/malformed-citation`.
[[nodiscard]] DINH_API checked<citation> from_akn(std::string_view s);

}  // namespace dinh::inline v1
