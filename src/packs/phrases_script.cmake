# Run by dinh_embed_phrases: writes OUTPUT, a C++ source with the templates of TEMPLATES in the order of their keys.
cmake_minimum_required(VERSION 3.22)
file(READ ${TEMPLATES} content)
string(JSON templates GET "${content}" templates)
string(JSON count LENGTH "${templates}")
if(count EQUAL 0)
  message(FATAL_ERROR "${TEMPLATES} has no templates")
endif()
math(EXPR last "${count} - 1")
set(body "")
foreach(i RANGE ${last})
  string(JSON key MEMBER "${templates}" ${i})  # members come in the order of their names
  string(JSON words GET "${templates}" ${key})
  string(JSON vi GET "${words}" vi)
  string(JSON en GET "${words}" en)
  string(APPEND body "    {\"${key}\",\n     R\"dinh~(${vi})dinh~\",\n     R\"dinh~(${en})dinh~\"},\n")
endforeach()
file(WRITE ${OUTPUT}.new "// Generated from the templates of the pack; do not edit.
#include <dinh/base/phrase.hpp>

namespace dinh::inline v1 {

std::span<const phrase> library_phrases() noexcept {
  static constexpr phrase phrases[] = {
${body}  };
  return phrases;
}

}  // namespace dinh::inline v1
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
