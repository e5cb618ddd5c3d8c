#include <dinh/exchange/html.hpp>

namespace dinh::inline v1 {
namespace {

constexpr std::string_view style =
    "body{font:16px/1.5 'DejaVu Sans',sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid #ccc}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;"
    "padding:.3rem .6rem;border-bottom:1px solid #ddd}th{background:#f4f1ea}"
    "pre{background:#f7f7f5;padding:.8rem;overflow-x:auto;white-space:pre-wrap}"
    "figure{margin:1rem 0;overflow:auto;border:1px solid #ddd}figcaption{padding:.4rem;color:#555}"
    "figure svg{max-width:none}";

}  // namespace

std::string escape_html(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (const char c : words) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

html_page::html_page(std::string_view title, lang language) : title_{escape_html(title)}, language_{language} {}

html_page& html_page::heading(std::string_view words) {
  body_ += "<h2>" + escape_html(words) + "</h2>\n";
  return *this;
}

html_page& html_page::paragraph(std::string_view words) {
  body_ += "<p>" + escape_html(words) + "</p>\n";
  return *this;
}

html_page& html_page::preformatted(std::string_view words) {
  body_ += "<pre>" + escape_html(words) + "</pre>\n";
  return *this;
}

html_page& html_page::table(const html_table& table) {
  body_ += "<table>\n<thead><tr>";
  for (const auto& cell : table.header) body_ += "<th>" + escape_html(cell) + "</th>";
  body_ += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    body_ += "<tr>";
    for (const auto& cell : row) body_ += "<td>" + escape_html(cell) + "</td>";
    for (std::size_t i = row.size(); i < table.header.size(); ++i) body_ += "<td></td>";
    body_ += "</tr>\n";
  }
  body_ += "</tbody>\n</table>\n";
  return *this;
}

html_page& html_page::picture(std::string_view svg, std::string_view caption) {
  const auto start = svg.find("<svg");
  body_ += "<figure>\n";
  if (start != std::string_view::npos) body_ += svg.substr(start);
  body_ += "<figcaption>" + escape_html(caption) + "</figcaption>\n</figure>\n";
  return *this;
}

std::string html_page::finish() const {
  std::string out = "<!DOCTYPE html>\n<html lang=\"";
  out += language_ == lang::vi ? "vi" : "en";
  out += "\">\n<head><meta charset=\"utf-8\"><title>" + title_ + "</title>\n<style>";
  out += style;
  out += "</style></head>\n<body>\n<h1>" + title_ + "</h1>\n" + body_ + "</body>\n</html>\n";
  return out;
}

}  // namespace dinh::inline v1
