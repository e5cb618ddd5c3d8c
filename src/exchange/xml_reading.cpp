#include "exchange/xml_reading.hpp"

#include <dinh/base/utf8.hpp>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

namespace dinh::inline v1 {

namespace {

std::size_t line_of(std::string_view content, std::size_t offset) {
  return 1 + static_cast<std::size_t>(
                 std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(std::min(offset, content.size())), '\n'));
}

struct counter : pugi::xml_tree_walker {
  explicit counter(const xml_limits& l) : limits{l} {}
  const xml_limits& limits;
  std::size_t elements = 0;
  bool doctype = false;
  pugi::xml_node too_deep;
  // What pugixml takes although it is not well-formed: the first element behind the root, the first with an attribute twice.
  pugi::xml_node second_root, ambiguous;
  std::string_view twice;
  bool for_each(pugi::xml_node& n) override {
    if (n.type() == pugi::node_doctype) doctype = true;
    if (n.type() == pugi::node_element) {
      ++elements;
      if (depth() == 0 && !second_root && std::exchange(any_root, true)) second_root = n;
      if (!ambiguous) look_at_names(n);
    }
    if (static_cast<std::size_t>(depth()) > limits.depth) too_deep = n;
    return !doctype && !too_deep && elements <= limits.elements;
  }

private:
  void look_at_names(pugi::xml_node n) {
    names.clear();
    for (const auto a : n.attributes()) names.emplace_back(a.name());
    std::sort(names.begin(), names.end());
    const auto at = std::adjacent_find(names.begin(), names.end());
    if (at == names.end()) return;
    ambiguous = n;
    twice = *at;
  }
  bool any_root = false;
  std::vector<std::string_view> names;  // of one element; kept for its room
};

// How many elements begin, at the most; comments and texts may hold such signs too.
std::size_t signs_of_elements(std::string_view s) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = s.find('<', at)) != std::string_view::npos && ++at < s.size();)
    if (s[at] != '/' && s[at] != '!' && s[at] != '?') ++n;
  return n;
}

unexpected<diagnostics> too_many_elements(const std::string& where, const xml_limits& limits) {
  const std::string most = std::to_string(limits.elements);
  return refuse("xml/too-large", where, {"Tệp có hơn " + most + " phần tử.", "The file has more than " + most + " elements."},
                {"Chia mô hình thành nhiều tệp.", "Divide the model into several files."});
}

// The first byte that is part of no character; the size if there is none.
std::size_t first_not_utf8(std::string_view s) {
  std::size_t at = 0;
  while (at < s.size()) {
    const std::size_t length = utf8_length(s.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return at;
}

// UTF-16 is recognised by its mark or by the first "<"; empty: it is something else.
std::string from_utf16(std::string_view s) {
  const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[k])); };
  if (s.size() < 4) return {};
  const bool little = (byte(0) == 0xFF && byte(1) == 0xFE && (byte(2) != 0 || byte(3) != 0)) || (byte(0) == '<' && byte(1) == 0 && byte(2) != 0);
  const bool big = (byte(0) == 0xFE && byte(1) == 0xFF) || (byte(0) == 0 && byte(1) == '<');
  if (!little && !big) return {};
  const auto unit = [&](std::size_t k) { return little ? byte(k) | byte(k + 1) << 8U : byte(k) << 8U | byte(k + 1); };
  std::string out;
  out.reserve(s.size());
  for (std::size_t k = byte(0) >= 0xFE ? 2 : 0; k + 1 < s.size(); k += 2) {
    std::uint32_t c = unit(k);
    if (c >= 0xD800 && c < 0xE000) {
      const std::uint32_t next = c < 0xDC00 && k + 3 < s.size() ? unit(k + 2) : 0;
      const bool pair = next >= 0xDC00 && next < 0xE000;
      c = pair ? 0x10000 + ((c - 0xD800) << 10U) + (next - 0xDC00) : 0xFFFD;
      if (pair) k += 2;
    }
    const auto put = [&](std::uint32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0U | c >> 6U);
      put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
      put(0xE0U | c >> 12U);
      put(0x80U | (c >> 6U & 0x3FU));
      put(0x80U | (c & 0x3FU));
    } else {
      put(0xF0U | c >> 18U);
      put(0x80U | (c >> 12U & 0x3FU));
      put(0x80U | (c >> 6U & 0x3FU));
      put(0x80U | (c & 0x3FU));
    }
  }
  return out;
}

}  // namespace

checked<xml_document> xml_document::parse(std::string_view content, std::string where, const xml_limits& limits) {
  if (content.size() > limits.bytes)
    return refuse("xml/too-large", where,
                  {"Tệp lớn hơn " + std::to_string(limits.bytes >> 20U) + " MiB.",
                   "The file is larger than " + std::to_string(limits.bytes >> 20U) + " MiB."},
                  {"Chia mô hình thành nhiều tệp.", "Divide the model into several files."});
  xml_document out;
  out.where_ = std::move(where);
  out.doc_ = std::make_unique<pugi::xml_document>();
  const std::string converted = from_utf16(content);
  if (!converted.empty()) content = converted;  // lines are counted in what is read
  // Before the tree is built, which takes more than twenty times the bytes of a file of small elements.
  if (signs_of_elements(content) > 2 * limits.elements) return too_many_elements(out.where_, limits);
  const auto parsed = out.doc_->load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_doctype,
                                            converted.empty() ? pugi::encoding_auto : pugi::encoding_utf8);
  if (!parsed) {
    const std::size_t line = line_of(content, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)));
    return refuse("xml/malformed", out.where_ + ":" + std::to_string(line),
                  {std::string{"Không phải XML hợp lệ: "} + parsed.description() + ".",
                   std::string{"This is not well-formed XML: "} + parsed.description() + "."},
                  {"Xuất lại mô hình từ công cụ vẽ.", "Export the model anew from its tool."});
  }
  counter walk{limits};
  out.doc_->traverse(walk);
  if (walk.doctype)
    return refuse("xml/doctype", out.where_,
                  {"Tệp có khai báo DOCTYPE.", "The file declares a document type (DOCTYPE)."},
                  {"Bỏ khai báo DOCTYPE.", "Take the DOCTYPE out: models need none, and entities can be an attack."});
  if (parsed.encoding == pugi::encoding_utf8)
    if (const std::size_t bad = first_not_utf8(content); bad < content.size())
      return refuse("xml/not-utf8", out.where_ + ":" + std::to_string(line_of(content, bad)),
                    {"Ở đây có byte không phải UTF-8.", "Here stand bytes that are not UTF-8."},
                    {"Lưu tệp ở dạng UTF-8, hoặc khai báo đúng bảng mã (ISO-8859-1, UTF-16).",
                     "Save the file as UTF-8, or let it declare its encoding (ISO-8859-1, UTF-16)."});
  std::size_t at = 0;
  out.line_starts_.push_back(0);
  while ((at = content.find('\n', at)) != std::string_view::npos) out.line_starts_.push_back(++at);
  if (walk.too_deep)
    return refuse("xml/too-deep", out.place(walk.too_deep),
                  {"Các phần tử lồng nhau quá sâu.", "Elements are nested more than " + std::to_string(limits.depth) + " deep."});
  if (walk.elements > limits.elements) return too_many_elements(out.where_, limits);
  if (walk.second_root)
    return refuse("xml/malformed", out.place(walk.second_root),
                  {"Không phải XML hợp lệ: có phần tử gốc thứ hai.", "This is not well-formed XML: a second root element begins here."},
                  {"Giữ một phần tử gốc, hoặc chia thành hai tệp.", "Keep one root element, or divide the file in two."});
  if (walk.ambiguous)
    return refuse("xml/malformed", out.place(walk.ambiguous),
                  {"Không phải XML hợp lệ: thuộc tính \"" + std::string{walk.twice} + "\" có hai lần.",
                   "This is not well-formed XML: the attribute \"" + std::string{walk.twice} + "\" is there twice."},
                  {"Bỏ một trong hai.", "Take one of the two out."});
  if (!out.root())
    return refuse("xml/malformed", out.where_, {"Tệp không có phần tử nào.", "The file holds no element."});
  return out;
}

std::size_t xml_document::line(pugi::xml_node n) const {
  const auto offset = n.offset_debug();
  if (offset < 0) return 0;
  const auto at = std::upper_bound(line_starts_.begin(), line_starts_.end(), static_cast<std::size_t>(offset));
  return static_cast<std::size_t>(at - line_starts_.begin());
}

std::string xml_document::place(pugi::xml_node n) const {
  std::string out = where_;
  if (const std::size_t l = line(n); l > 0) out += ":" + std::to_string(l);
  out += ": <" + std::string{local_name(n)};
  if (const auto id = n.attribute("id")) out += std::string{" id=\""} + id.value() + "\"";
  return out + ">";
}

std::string_view local_name(const char* name) noexcept {
  const std::string_view s{name};
  const auto colon = s.find(':');
  return colon == std::string_view::npos ? s : s.substr(colon + 1);
}

std::string_view namespace_of(pugi::xml_node n) noexcept {
  const std::string_view name{n.name()};
  const auto colon = name.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
  for (pugi::xml_node at = n; at; at = at.parent())
    for (const auto a : at.attributes()) {
      const std::string_view declared{a.name()};
      if (prefix.empty() ? declared == "xmlns"
                         : declared.size() == prefix.size() + 6 && declared.substr(0, 6) == "xmlns:" &&
                               declared.substr(6) == prefix)
        return a.value();
    }
  return {};
}

pugi::xml_node child_of(pugi::xml_node n, std::string_view local) noexcept {
  for (const auto c : n.children())
    if (c.type() == pugi::node_element && local_name(c) == local) return c;
  return {};
}

std::string_view trimmed(std::string_view s) noexcept {
  constexpr std::string_view white = " \t\r\n";
  const auto first = s.find_first_not_of(white);
  return first == std::string_view::npos ? std::string_view{} : s.substr(first, s.find_last_not_of(white) - first + 1);
}

std::string trimmed_text(pugi::xml_node n) {
  std::string out;
  for (const auto c : n.children())
    if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
  return std::string{trimmed(out)};
}

std::optional<std::uint32_t> whole_number(std::string_view s) noexcept {
  std::uint32_t n = 0;
  const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (s.empty() || fault != std::errc{} || end != s.data() + s.size()) return std::nullopt;
  return n;
}

}  // namespace dinh::inline v1
