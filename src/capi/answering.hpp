#pragma once
// What functions share that answer a request with a text.

#include <capi/handles.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace dinh::capi {

inline dinh_status give_checked(const char* function, checked<std::string> made, dinh_string** out) {
  if (!made) return fail(function, std::move(made).error());
  return give(out, *std::move(made));
}
inline dinh_status give_checked(const char* function, checked<nlohmann::ordered_json> made, dinh_string** out) {
  if (!made) return fail(function, std::move(made).error());
  return give(out, exchange::on_one_line(*made));
}

/// `answer(*handle, text)` as what the caller gets.
template <class Handle, class Answer>
dinh_status give_answer(const char* function, const Handle* handle, const char* handle_name, const char* data,
                        std::size_t length, const char* data_name, dinh_string** out, Answer answer) {
  return guarded(function, [&] {
    arguments a{function};
    a.needs(handle, handle_name);
    const std::string_view content = a.document(data, length, data_name);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give_checked(function, answer(*handle, content), out);
  });
}

/// DOT text, or drawn by Graphviz where it is built in. The format was checked by `picture_argument`.
[[nodiscard]] dinh_status give_picture(const char* function, std::string dot, std::int32_t format, dinh_string** out);
/// Faults are collected: no such format, or one that is not built in.
void picture_argument(arguments& a, std::int32_t format);
/// Faults are collected.
[[nodiscard]] lang language_argument(arguments& a, std::int32_t language);
/// Journals are opened to read and write, or to read only.
void access_argument(arguments& a, std::int32_t access, const char* name);

}  // namespace dinh::capi
