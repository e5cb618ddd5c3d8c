# Run by dinh_embed_pack: writes OUTPUT, a C++ source with the FILES of FOLDER as raw strings. White space between
# the tokens of a file is left out: the files are written for readers, the copy in the library is not.
cmake_minimum_required(VERSION 3.22)
string(REPLACE "|" ";" FILES "${FILES}")
set(body "")
foreach(f IN LISTS FILES)
  file(READ ${FOLDER}/${f} content)
  if(content MATCHES "\\)dinh~\"")
    message(FATAL_ERROR "${f}: contains the delimiter of the raw string")
  endif()
  string(REGEX REPLACE "(\"[^\"\\]*(\\\\.[^\"\\]*)*\"|[^\" \t\r\n]+)[ \t\r\n]*" "\\1" content "${content}")
  string(APPEND body "    {\"${f}\",\n    R\"dinh~(${content})dinh~\"},\n")
endforeach()
file(WRITE ${OUTPUT}.new "// Generated from src/packs/${NAME}; do not edit.
#include <packs/embedded.hpp>

namespace dinh::inline v1::packs {

std::span<const embedded_file> ${NAME}_files() noexcept {
  static const embedded_file files[] = {
${body}  };
  return files;
}

}  // namespace dinh::inline v1::packs
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
