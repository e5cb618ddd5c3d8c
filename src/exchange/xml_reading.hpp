#pragma once
// XML from outside, read with pugixml behind limits. pugixml expands no entities of a DTD; a document type is refused.

#include <dinh/base/diagnostic.hpp>

#include <pugixml.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

struct xml_limits {
  std::size_t bytes = std::size_t{64} << 20U;
  std::size_t elements = 2'000'000;
  std::size_t depth = 200;
};

// A document with the lines of its elements.
class xml_document {
public:
  // Fails with `xml/too-large`, `xml/malformed` (also a second root, or an attribute given twice), `xml/not-utf8`,
  // `xml/doctype`, `xml/too-deep`.
  [[nodiscard]] static checked<xml_document> parse(std::string_view content, std::string where,
                                                   const xml_limits& limits = {});

  [[nodiscard]] pugi::xml_node root() const { return doc_->document_element(); }
  [[nodiscard]] const std::string& file() const noexcept { return where_; }
  // "file:line: <element id>" of a node, for diagnostics.
  [[nodiscard]] std::string place(pugi::xml_node n) const;
  [[nodiscard]] std::size_t line(pugi::xml_node n) const;

private:
  std::unique_ptr<pugi::xml_document> doc_;
  std::string where_;
  std::vector<std::size_t> line_starts_;
};

// The name without its prefix.
[[nodiscard]] std::string_view local_name(const char* name) noexcept;
[[nodiscard]] inline std::string_view local_name(pugi::xml_node n) noexcept { return local_name(n.name()); }
// The namespace the element stands in; empty if none is declared.
[[nodiscard]] std::string_view namespace_of(pugi::xml_node n) noexcept;
// The first child element with this local name.
[[nodiscard]] pugi::xml_node child_of(pugi::xml_node n, std::string_view local) noexcept;
[[nodiscard]] std::string_view trimmed(std::string_view s) noexcept;
// The value of an attribute that is an id or names one: white space around it does not count (xs:ID, IDREF, QName).
[[nodiscard]] inline std::string_view id_in(pugi::xml_node n, const char* attribute) noexcept {
  return trimmed(n.attribute(attribute).value());
}
// Text of the element without white space around it.
[[nodiscard]] std::string trimmed_text(pugi::xml_node n);
// A whole number without sign; none if it is something else.
[[nodiscard]] std::optional<std::uint32_t> whole_number(std::string_view s) noexcept;

}  // namespace dinh::inline v1
