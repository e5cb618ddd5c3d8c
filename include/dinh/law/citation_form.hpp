#pragma once
/// \file
/// Citations as lawyers write them, in both languages, and as identifiers; printing and reading back.

#include <dinh/base/citation.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/law/instrument.hpp>

#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// An article taken apart: "21(2)(dd)" is article 21, clause 2, point đ. Clause and point may be missing.
struct article_parts {
  std::string number;
  std::string clause;
  std::string point;  ///< in Vietnamese letters, "đ" for dd
  friend bool operator==(const article_parts&, const article_parts&) = default;
};

/// Reads "21", "21(1)", "21(1)(a)", "38(2)(a1)". Fails with `law/malformed-article`.
[[nodiscard]] DINH_API checked<article_parts> parse_article(std::string_view article);
/// The inverse: "21(2)(dd)".
[[nodiscard]] DINH_API std::string to_article(const article_parts& parts);

/// Vietnamese "điểm g khoản 2 Điều 20 Luật số 10/2022/QH15", English "Art 20(2)(g) of Law No. 10/2022/QH15".
[[nodiscard]] DINH_API std::string cite(const citation& c, const instrument& of, lang l);

/// The Latin-letter id of a number as printed: "59/2023/NĐ-CP" → "59/2023/ND-CP".
[[nodiscard]] DINH_API std::string instrument_id(std::string_view number);

/// Reads the Vietnamese and the English form, "10/2022/QH15 21(1)" and "10/2022/QH15 art 21(1) para 1" (the paragraph
/// is dropped). The kind of the instrument and "số"/"No." may be missing. Fails with `law/malformed-citation`.
[[nodiscard]] DINH_API checked<citation> parse_any_citation(std::string_view s);

/// Identifier in the style of Akoma Ntoso: "/akn/vn/act/2022/10-2022-QH15/~art_21__cl_1__pnt_a". A citation whose
/// instrument has no year ("26/CT-TTg") gives "/akn/vn/act/-/26-CT-TTg".
[[nodiscard]] DINH_API std::string to_akn(const citation& c);
/// The inverse of `to_akn`. Fails with `law/malformed-citation`.
[[nodiscard]] DINH_API checked<citation> from_akn(std::string_view s);

}  // namespace dinh::inline v1
