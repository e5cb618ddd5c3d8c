#include <dinh/base/json_value.hpp>
#include <dinh/base/utf8.hpp>

#include <algorithm>

namespace dinh::inline v1 {

struct json_writing {
  static constexpr std::size_t deepest = 64;

  std::string out;
  diagnostics faults;
  std::vector<std::string> place;

  void write(const json_value& v) {
    if (v.is_null()) {
      out += "null";
    } else if (const bool* b = v.as_bool()) {
      out += *b ? "true" : "false";
    } else if (const std::int64_t* n = v.as_integer()) {
      if (*n > json_value::largest_integer || *n < -json_value::largest_integer)
        fault("canonical/integer-too-large",
              {"Số nguyên " + std::to_string(*n) + " vượt quá 2^53 - 1, JSON không giữ được chính xác.",
               "The integer " + std::to_string(*n) + " exceeds 2^53 - 1, which JSON does not carry exactly."});
      out += std::to_string(*n);
    } else if (const std::string* s = v.as_string()) {
      write_string(*s);
    } else if (const auto* a = v.as_array()) {
      write_array(*a);
    } else {
      write_object(*v.as_object());
    }
  }

private:
  bool enter() {
    if (place.size() < deepest) return true;
    fault("canonical/too-deep", {"Giá trị lồng nhau quá sâu.", "Values are nested too deep."});
    return false;
  }

  void write_array(const json_value::array& a) {
    if (!enter()) return;
    out += '[';
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (i != 0) out += ',';
      place.push_back(std::to_string(i));
      write(a[i]);
      place.pop_back();
    }
    out += ']';
  }

  void write_object(const json_value::object& o) {
    if (!enter()) return;
    std::vector<const json_value::member*> sorted;
    sorted.reserve(o.size());
    for (const auto& m : o) sorted.push_back(&m);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
      return comes_before(a->name, b->name);
    });
    out += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const auto& m = *sorted[i];
      place.push_back(m.name);
      if (i != 0) {
        out += ',';
        if (sorted[i - 1]->name == m.name)
          fault("canonical/duplicate-member", {"Thành viên xuất hiện hai lần.", "The member occurs twice."});
      }
      write_string(m.name);
      out += ':';
      write(m.value);
      place.pop_back();
    }
    out += '}';
  }

  void write_string(const std::string& s) {
    constexpr std::string_view hex = "0123456789abcdef";
    if (!is_utf8(s)) fault("canonical/not-utf8", {"Chuỗi không phải UTF-8.", "The string is not UTF-8."});
    out += '"';
    for (const char c : s) {
      switch (c) {
        case '"':
          out += "\\\"";
          break;
        case '\\':
          out += "\\\\";
          break;
        case '\b':
          out += "\\b";
          break;
        case '\f':
          out += "\\f";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\t':
          out += "\\t";
          break;
        default:
          if (const auto u = static_cast<unsigned char>(c); u < 0x20U) {
            out += "\\u00";
            out += hex[u >> 4U];
            out += hex[u & 0xFU];
          } else {
            out += c;
          }
      }
    }
    out += '"';
  }

  void fault(const char* code, text message) {
    std::string where = "#";
    for (const std::string& step : place) {
      where += '/';
      for (const char c : step) where += c == '~' ? std::string{"~0"} : (c == '/' ? std::string{"~1"} : std::string{c});
    }
    faults.error(code, std::move(where), std::move(message));
  }
};

const json_value* json_value::find(std::string_view name) const noexcept {
  if (const object* o = as_object())
    for (const member& m : *o)
      if (m.name == name) return &m.value;
  return nullptr;
}

void json_value::set(std::string name, json_value value) {
  if (is_null()) value_ = boxed_object{object{}};
  auto& members = *std::get_if<boxed_object>(&value_)->held;
  for (member& m : members)
    if (m.name == name) {
      m.value = std::move(value);
      return;
    }
  members.push_back({std::move(name), std::move(value)});
}

void json_value::append(json_value value) {
  if (is_null()) value_ = array{};
  std::get_if<array>(&value_)->push_back(std::move(value));
}

bool operator==(const json_value& a, const json_value& b) {
  const auto* left = a.as_object();
  if (left == nullptr) {
    const auto same = [](const auto* x, const auto* y) { return y != nullptr && *x == *y; };
    if (const auto* list = a.as_array()) return same(list, b.as_array());
    if (const auto* s = a.as_string()) return same(s, b.as_string());
    if (const auto* n = a.as_integer()) return same(n, b.as_integer());
    if (const auto* t = a.as_bool()) return same(t, b.as_bool());
    return b.is_null();
  }
  if (b.as_object() == nullptr || left->size() != b.as_object()->size()) return false;
  return std::all_of(left->begin(), left->end(), [&](const json_value::member& m) {
    const json_value* other = b.find(m.name);
    return other != nullptr && *other == m.value;
  });
}

bool comes_before(std::string_view a, std::string_view b) noexcept {
  const std::size_t shorter = std::min(a.size(), b.size());
  // UTF-8 sorts like code points; UTF-16 differs only in that U+E000-U+FFFF (lead bytes EE, EF) come after the
  // surrogates of U+10000 and beyond (lead bytes F0-F4).
  const auto rank = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u == 0xEEU || u == 0xEFU ? u + 0x10 : int{u};
  };
  for (std::size_t i = 0; i < shorter; ++i)
    if (a[i] != b[i]) return rank(a[i]) < rank(b[i]);
  return a.size() < b.size();
}

checked<std::string> to_canonical(const json_value& v) {
  json_writing writing;
  writing.write(v);
  if (writing.faults.has_errors()) return unexpected{std::move(writing.faults)};
  return std::move(writing.out);
}

}  // namespace dinh::inline v1
