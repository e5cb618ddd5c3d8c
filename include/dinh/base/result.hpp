#pragma once
/// \file
/// A value or the reason why there is none. The names are a subset of C++23's `std::expected`, so
/// that this can become an alias of it.

#include <concepts>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace dinh::inline v1 {

/// Wraps an error on its way into a `result`.
template <class E>
class unexpected {
public:
  constexpr explicit unexpected(E e) : error_{std::move(e)} {}
  [[nodiscard]] constexpr const E& error() const& noexcept { return error_; }
  [[nodiscard]] constexpr E&& error() && noexcept { return std::move(error_); }

private:
  E error_;
};
template <class E>
unexpected(E) -> unexpected<E>;

/// Thrown by `result::value()` when there is no value; carries the error as text.
class bad_result : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Either a `T` or an `E`. Never silently dropped: the type is `[[nodiscard]]`.
///
/// Example:
/// \code
/// auto day = parse_date("2025-04-24");
/// if (!day) return report(day.error());
/// use(*day);
/// \endcode
template <class T, class E>
class [[nodiscard]] result {
public:
  using value_type = T;
  using error_type = E;

  template <class U = T>
    requires std::constructible_from<T, U&&> && (!std::same_as<std::remove_cvref_t<U>, result>)
  constexpr result(U&& value) : state_{std::in_place_index<0>, std::forward<U>(value)} {}
  template <class G>
    requires std::constructible_from<E, G>
  constexpr result(unexpected<G> e) : state_{std::in_place_index<1>, std::move(e).error()} {}

  [[nodiscard]] constexpr bool has_value() const noexcept { return state_.index() == 0; }
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }

  /// Pre: `has_value()`.
  [[nodiscard]] constexpr const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] constexpr T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  /// Of a result that ends with the expression: the value itself, so that `for (x : *f())` runs over what still exists.
  [[nodiscard]] constexpr T operator*() && noexcept(std::is_nothrow_move_constructible_v<T>) {
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] constexpr const T* operator->() const noexcept { return std::get_if<0>(&state_); }
  [[nodiscard]] constexpr T* operator->() noexcept { return std::get_if<0>(&state_); }

  /// Pre: `!has_value()`.
  [[nodiscard]] constexpr const E& error() const& noexcept { return *std::get_if<1>(&state_); }
  [[nodiscard]] constexpr E& error() & noexcept { return *std::get_if<1>(&state_); }
  [[nodiscard]] constexpr E&& error() && noexcept { return std::move(*std::get_if<1>(&state_)); }

  /// The value, or throws `bad_result` with the error's text (found as `describe(error)`).
  [[nodiscard]] constexpr const T& value() const& {
    require();
    return **this;
  }
  [[nodiscard]] constexpr T& value() & {
    require();
    return **this;
  }
  [[nodiscard]] constexpr T value() && {
    require();
    return *std::move(*this);
  }
  /// The value, or `other` where there is none.
  template <class U>
  [[nodiscard]] constexpr T value_or(U&& other) const& {
    return has_value() ? **this : static_cast<T>(std::forward<U>(other));
  }

private:
  constexpr void require() const {
    if (has_value()) return;
    if constexpr (requires(const E& e) { { describe(e) } -> std::convertible_to<std::string>; }) {
      throw bad_result{describe(error())};
    } else {
      throw bad_result{"dinh: the result holds an error, not a value"};
    }
  }
  std::variant<T, E> state_;
};

}  // namespace dinh::inline v1
