#pragma once
/// \file
/// A value of JSON that is written in exactly one way: the canonical form of RFC 8785, restricted to integers. Receipts,
/// hashes and explanations are written with it, so that the same value gives the same bytes everywhere.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dinh::inline v1 {

/// Null, truth value, integer, string, array or object. Members of an object keep no order of their own.
class json_value {
public:
  struct member;
  using array = std::vector<json_value>;
  using object = std::vector<member>;

  /// RFC 8785 writes numbers as IEEE 754 doubles: beyond this an integer has no exact form, and is refused.
  static constexpr std::int64_t largest_integer = 9'007'199'254'740'991;

  json_value();  ///< null
  json_value(bool b);
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && (std::signed_integral<Integer> || sizeof(Integer) < 8))
  json_value(Integer n) : json_value{whole{static_cast<std::int64_t>(n)}} {}
  json_value(std::string s);  ///< strings are UTF-8; `to_canonical` refuses others
  json_value(std::string_view s);
  json_value(const char* s);
  json_value(array a);
  json_value(object o);
  json_value(std::initializer_list<member> members);

  [[nodiscard]] bool is_null() const noexcept { return value_.index() == 0; }
  /// These point into the value; null if it is something else.
  [[nodiscard]] const bool* as_bool() const noexcept { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::int64_t* as_integer() const noexcept { return std::get_if<std::int64_t>(&value_); }
  [[nodiscard]] const std::string* as_string() const noexcept { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const array* as_array() const noexcept { return std::get_if<array>(&value_); }
  [[nodiscard]] const object* as_object() const noexcept;

  /// The member of an object, or null if there is none or this is no object. O(members).
  [[nodiscard]] DINH_API const json_value* find(std::string_view name) const noexcept;
  /// Sets a member, in the place of one of the same name. A null value becomes an object. Pre: null or object.
  DINH_API void set(std::string name, json_value value);
  /// Appends to an array. A null value becomes an array. Pre: null or array.
  DINH_API void append(json_value value);

private:
  struct whole {
    std::int64_t n;
  };
  explicit json_value(whole w);

  /// An object behind a pointer of its own: a member holds a value, so its size is not known here.
  class boxed_object {
  public:
    explicit boxed_object(object o);
    boxed_object(const boxed_object& o);
    boxed_object(boxed_object&& o) noexcept;
    boxed_object& operator=(const boxed_object& o);
    boxed_object& operator=(boxed_object&& o) noexcept;
    ~boxed_object();
    std::unique_ptr<object> held;
  };
  std::variant<std::monostate, bool, std::int64_t, std::string, array, boxed_object> value_;
};

/// A name and its value, in an object.
struct json_value::member {
  std::string name;
  json_value value;
};

/// Equal as JSON: the order of members makes no difference.
[[nodiscard]] DINH_API bool operator==(const json_value& a, const json_value& b);

// Here `member` is complete.
inline json_value::boxed_object::boxed_object(object o) : held{std::make_unique<object>(std::move(o))} {}
inline json_value::boxed_object::boxed_object(const boxed_object& o)
    : held{o.held ? std::make_unique<object>(*o.held) : nullptr} {}
inline json_value::boxed_object::boxed_object(boxed_object&& o) noexcept = default;
inline json_value::boxed_object& json_value::boxed_object::operator=(const boxed_object& o) {
  if (this != &o) held = o.held ? std::make_unique<object>(*o.held) : nullptr;
  return *this;
}
inline json_value::boxed_object& json_value::boxed_object::operator=(boxed_object&& o) noexcept = default;
inline json_value::boxed_object::~boxed_object() = default;

inline json_value::json_value() = default;
inline json_value::json_value(bool b) : value_{b} {}
inline json_value::json_value(whole w) : value_{w.n} {}
inline json_value::json_value(std::string s) : value_{std::move(s)} {}
inline json_value::json_value(std::string_view s) : value_{std::string{s}} {}
inline json_value::json_value(const char* s) : value_{std::string{s}} {}
inline json_value::json_value(array a) : value_{std::move(a)} {}
inline json_value::json_value(object o) : value_{boxed_object{std::move(o)}} {}
inline json_value::json_value(std::initializer_list<member> members) : value_{boxed_object{object(members)}} {}
inline const json_value::object* json_value::as_object() const noexcept {
  const auto* box = std::get_if<boxed_object>(&value_);
  return box == nullptr ? nullptr : box->held.get();
}

/// Order of the names of members in canonical form: by UTF-16 code units, so that U+10000 and beyond come before
/// U+E000. Pre: both are UTF-8.
[[nodiscard]] DINH_API bool comes_before(std::string_view a, std::string_view b) noexcept;

/// The canonical form (RFC 8785): no white space, members sorted by `comes_before`, the shortest escapes. Fails with
/// `canonical/integer-too-large`, `canonical/not-utf8`, `canonical/duplicate-member` (all faults, each with its JSON
/// pointer) and `canonical/too-deep` (64 levels).
[[nodiscard]] DINH_API checked<std::string> to_canonical(const json_value& v);

}  // namespace dinh::inline v1
