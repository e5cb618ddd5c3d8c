#include <capi/answering.hpp>

#if defined(DINH_C_HAS_GRAPHVIZ)
#  include <dinh/exchange/svg.hpp>
#endif

namespace dinh::capi {

void picture_argument(arguments& a, std::int32_t format) {
  if (format != DINH_DOT && format != DINH_SVG)
    a.fault(DINH_EINVAL, "capi/format", "format", {"Chỉ có DINH_DOT và DINH_SVG.", "There are DINH_DOT and DINH_SVG."});
#if !defined(DINH_C_HAS_GRAPHVIZ)
  if (format == DINH_SVG)
    a.fault(DINH_EUNSUPPORTED, "capi/unsupported", "format",
            {"Thư viện này được biên dịch không có Graphviz.", "This library was built without Graphviz."},
            {"Lấy DINH_DOT rồi dùng lệnh `dot -Tsvg`, hoặc biên dịch với DINH_C_WITH_GRAPHVIZ=ON.",
             "Take DINH_DOT and run `dot -Tsvg`, or build with DINH_C_WITH_GRAPHVIZ=ON."});
#endif
}

dinh_status give_picture([[maybe_unused]] const char* function, std::string dot, [[maybe_unused]] std::int32_t format,
                         dinh_string** out) {
#if defined(DINH_C_HAS_GRAPHVIZ)
  if (format == DINH_SVG) return give_checked(function, svg_from_dot(dot), out);
#endif
  return give(out, std::move(dot));
}

lang language_argument(arguments& a, std::int32_t language) {
  if (language != DINH_VI && language != DINH_EN)
    a.fault(DINH_EINVAL, "capi/language", "language", {"Chỉ có DINH_VI và DINH_EN.", "There are DINH_VI and DINH_EN."});
  return language == DINH_VI ? lang::vi : lang::en;
}

void access_argument(arguments& a, std::int32_t access, const char* name) {
  if (access != DINH_READ_WRITE && access != DINH_READ_ONLY)
    a.fault(DINH_EINVAL, "capi/access", name,
            {"Chỉ có DINH_READ_WRITE và DINH_READ_ONLY.", "There are DINH_READ_WRITE and DINH_READ_ONLY."});
}

}  // namespace dinh::capi
