#pragma once
/// \file
/// A report as one self-contained HTML page: headings, paragraphs, tables, pictures. No script, no
/// outside resource; every text is escaped.

#include <dinh/base/text.hpp>
#include <dinh/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A table; rows shorter than the header are filled with empty cells.
struct html_table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

/// Builds the page from top to bottom.
class DINH_API html_page {
public:
  /// An empty page; `language` is what it says of itself to browsers.
  html_page(std::string_view title, lang language);

  /// Adds a section heading, or a paragraph; both escaped. The page itself is given back, to go on.
  html_page& heading(std::string_view words);
  html_page& paragraph(std::string_view words);
  /// Text whose line ends and spaces are kept, such as a printed explanation.
  html_page& preformatted(std::string_view words);
  /// All cells are escaped.
  html_page& table(const html_table& table);
  /// `svg` is put in as it is: give only what this library drew. An XML declaration before it is dropped.
  html_page& picture(std::string_view svg, std::string_view caption);

  /// The whole page.
  [[nodiscard]] std::string finish() const;

private:
  std::string title_;
  lang language_;
  std::string body_;
};

/// `&`, `<`, `>`, `"` and `'` as entities.
[[nodiscard]] DINH_API std::string escape_html(std::string_view words);

}  // namespace dinh::inline v1
