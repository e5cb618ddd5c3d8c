// The last failure of each thread, texts, version, components.

#include <capi/guarded.hpp>
#include <capi/handles.hpp>
#include <capi/sized.hpp>
#include <dinh/version.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

namespace dinh::capi {
namespace {

struct last_failure {
  dinh_status status = DINH_OK;
  const char* function = "";
  diagnostics faults;
  std::string message;
  const char* fixed_code = "";
  const char* fixed_message = "";  ///< where there was no memory for the others
};
last_failure& the_last_failure() noexcept {
  static thread_local last_failure failure;
  return failure;
}

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

dinh_status status_of(const diagnostics& faults) noexcept {
  for (const diagnostic& d : faults) {
    if (d.level != severity::error) continue;
    const std::string_view code = d.code;
    if (code == "hash/not-built-in" || code == "xml/not-built-in" || code == "capi/unsupported") return DINH_EUNSUPPORTED;
    if (code == "journal/moved-on" || code == "journal/reopen") return DINH_EREOPEN;
    if (code == "pack/folder" || code == "history/folder" || code == "docket/unknown-case") return DINH_ENOTFOUND;
    if (begins(code, "journal/")) return DINH_ESTORAGE;
  }
  return DINH_EINPUT;
}

}  // namespace

dinh_status fail(const char* function, dinh_status status, const char* code, const char* message) noexcept {
  last_failure& last = the_last_failure();
  last.status = status;
  last.function = function;
  last.faults = {};
  last.message.clear();
  last.fixed_code = code;
  last.fixed_message = message;
  return status;
}

dinh_status fail(const char* function, dinh_status status, diagnostics faults) noexcept {
  try {
    std::string message = describe(faults, lang::en);
    for (std::size_t at = 0; (at = message.find('\0', at)) != std::string::npos;) message.replace(at, 1, "\\0");  // it is read as a C string
    last_failure& last = the_last_failure();
    last.status = status;
    last.function = function;
    last.faults = std::move(faults);
    last.message = std::move(message);
    return status;
  } catch (...) {
    return fail(function, status, "capi/no-memory", "the call was refused, and there is no memory to say why");
  }
}

dinh_status fail(const char* function, diagnostics faults) noexcept {
  const dinh_status status = status_of(faults);
  return fail(function, status, std::move(faults));
}

void arguments::fault(dinh_status status, const char* code, const char* name, dinh::text message, dinh::text remedy) {
  if (status_ == DINH_OK || status == DINH_EINVAL) status_ = status;  // a mistake in the program is told first
  faults_.error(code, std::string{function_} + ":" + name, std::move(message), std::move(remedy));
}

void arguments::is_null(const char* name) {
  fault(DINH_EINVAL, "capi/null", name, {"Con trỏ rỗng.", "The pointer is null."});
}

std::string_view arguments::text(const char* data, std::size_t length, const char* name, std::size_t most) {
  if (data == nullptr) {
    if (length != 0) is_null(name);
    return {};
  }
  if (length > most) {
    fault(DINH_EINPUT, "capi/too-long", name,
          {"Văn bản dài hơn " + std::to_string(most) + " byte.", "The text has more than " + std::to_string(most) + " bytes."});
    return {};
  }
  const std::string_view whole{data, length};
  std::size_t at = 0;
  while (at < length) {
    const std::size_t n = utf8_length(whole.substr(at, 4));
    if (n == 0) break;
    at += n;
  }
  if (at < length) {
    fault(DINH_EINPUT, "capi/not-utf8", name,
          {"Byte thứ " + std::to_string(at) + " không phải UTF-8.", "There is no UTF-8 at byte " + std::to_string(at) + "."},
          {"Truyền văn bản UTF-8 và độ dài tính bằng byte.", "Pass UTF-8, and its length in bytes."});
    return {};
  }
  return whole;
}

std::string arguments::path(const char* data, std::size_t length, const char* name) {
  const std::string_view given = text(data, length, name);
  if (!ok()) return {};
  if (given.empty() || given.find('\0') != std::string_view::npos)
    fault(DINH_EINPUT, "capi/path", name,
          {"Đường dẫn rỗng hoặc có byte 0.", "The path is empty or holds a zero byte."});
  return std::string{given};
}

void refuse_size(arguments& a, const char* name, std::size_t given, std::size_t known) {
  a.fault(DINH_EINVAL, "capi/size", name,
          {"size là " + std::to_string(given) + ", không phải kích thước của phiên bản nào (nay là " + std::to_string(known) + ").",
           "size is " + std::to_string(given) + ", which is that of no version (now " + std::to_string(known) + ")."},
          {"Đặt size bằng sizeof của struct, như DINH_…_INIT.", "Set size to sizeof the struct, as DINH_…_INIT does."});
}

void refuse_tail(arguments& a, const char* name) {
  a.fault(DINH_EINVAL, "capi/newer-struct", name,
          {"Có trường mà thư viện này chưa biết.", "A member is set that this library does not know."},
          {"Cài thư viện mới hơn, hoặc để các trường đó bằng 0.", "Install a newer library, or leave those members zero."});
}

date day_argument(arguments& a, dinh_day d, const char* name) {
  if (is_day(d)) return to_date(d);
  a.fault(DINH_EINVAL, "capi/day", name,
          {"Ngày nằm ngoài các năm 1400-9999.", "The day lies outside the years 1400 to 9999."},
          {"Dùng dinh_day_from_civil.", "dinh_day_from_civil gives days."});
  return no_date();
}

}  // namespace dinh::capi

using namespace dinh::capi;

extern "C" {

uint32_t dinh_version(void) { return static_cast<uint32_t>(dinh::version_number); }

int32_t dinh_has(const char* component, size_t component_length) {
  if (component == nullptr || component_length > longest_name) return 0;
  [[maybe_unused]] const std::string_view name{component, component_length};
#if defined(DINH_C_HAS_SQLITE)
  if (name == "journal") return 1;
#endif
#if defined(DINH_C_HAS_POSTGRES)
  if (name == "postgres") return 1;
#endif
#if defined(DINH_HAS_XML)
  if (name == "xml") return 1;
#endif
#if defined(DINH_C_HAS_GRAPHVIZ)
  if (name == "svg") return 1;
#endif
#if defined(DINH_C_HAS_SODIUM)
  if (name == "hash") return 1;
#endif
  return 0;
}

const char* dinh_status_name(dinh_status status) {
  switch (static_cast<int>(status)) {
    case DINH_OK:
      return "DINH_OK";
    case DINH_EINVAL:
      return "DINH_EINVAL";
    case DINH_EINPUT:
      return "DINH_EINPUT";
    case DINH_ENOTFOUND:
      return "DINH_ENOTFOUND";
    case DINH_ENOMEM:
      return "DINH_ENOMEM";
    case DINH_EINTERNAL:
      return "DINH_EINTERNAL";
    case DINH_EUNSUPPORTED:
      return "DINH_EUNSUPPORTED";
    case DINH_ESTORAGE:
      return "DINH_ESTORAGE";
    case DINH_EREFUSED:
      return "DINH_EREFUSED";
    case DINH_EREOPEN:
      return "DINH_EREOPEN";
    default:
      return "unknown";
  }
}

const char* dinh_error_message(void) {
  const last_failure& last = the_last_failure();
  return last.faults.empty() ? last.fixed_message : last.message.c_str();
}

dinh_status dinh_error_json(dinh_string** out) {
  if (out == nullptr) return DINH_EINVAL;
  const last_failure& last = the_last_failure();
  if (last.status == DINH_OK) return DINH_ENOTFOUND;
  try {  // not `guarded`: what is asked for must stay what it is
    nlohmann::ordered_json json{{"status", dinh_status_name(last.status)}, {"function", last.function}};
    if (last.faults.empty())
      json["faults"] = {{{"severity", "error"},
                         {"code", last.fixed_code},
                         {"where", last.function},
                         {"message", {{"vi", last.fixed_message}, {"en", last.fixed_message}}}}};
    else
      json["faults"] = dinh::exchange::faults_json(last.faults);
    return give(out, dinh::exchange::on_one_line(json));
  } catch (...) {
    return DINH_ENOMEM;
  }
}

const char* dinh_string_data(const dinh_string* string) { return string == nullptr ? "" : string->value.c_str(); }
size_t dinh_string_length(const dinh_string* string) { return string == nullptr ? 0 : string->value.size(); }
void dinh_string_free(dinh_string* string) { std::unique_ptr<dinh_string>{string}; }

}  // extern "C"
