#!/usr/bin/env bash
# Builds the library as somebody would who has not every component, or wants one more, and runs small programs against each.
# usage: variants.sh SOURCE WORK_FOLDER [VARIANT…]; the variants are core, svg, no-sqlite and least
set -euo pipefail
source=$(realpath "$1") work=$2
shift 2
mkdir -p "$work"
work=$(realpath "$work")
[ $# -gt 0 ] || set -- core svg no-sqlite least
jobs=${DINH_JOBS:-2}

# The headers alone: nothing but them, the compiler's own and those of Boost may be read, and nothing is linked.
core() {
  g++ -std=c++20 -O2 -Wall -Wextra -Werror -I"$source/include" "$source/tests/consumer/core.cpp" -MD -MF "$work/core.d" -o "$work/core"
  "$work/core"
  local others
  others=$(tr -s ' \\' '\n' <"$work/core.d" | grep '^/' | grep -vE "^$source/include/dinh/|^$source/tests/|/include/boost/|^/usr/include/(c\+\+|[a-z0-9_-]*-linux-gnu|asm|linux|bits)|^/usr/lib/gcc|^/usr/include/[a-z_0-9-]+\.h$|:$" || true)
  [ -z "$others" ] || { echo "the core reads other headers than Boost's: $others" >&2; return 1; }
  if nm -u "$work/core" | grep -E 'dinh|spdlog|json' >&2; then echo "the core needs something linked" >&2; return 1; fi
  strip -o "$work/core.stripped" "$work/core"
  local headers
  headers=$(tr -s ' \\' '\n' <"$work/core.d" | grep "^$source/include/dinh/")
  echo "core: a program of $(stat -c %s "$work/core.stripped") bytes (stripped); it reads $(echo "$headers" | wc -l) of our headers," \
       "$(cat $headers | wc -c) bytes; all of include/dinh: $(find "$source/include/dinh" -name '*.hpp' | wc -l) headers, $(cat "$source"/include/dinh/*.hpp "$source"/include/dinh/*/*.hpp | wc -c) bytes"
}

# with NAME EXPECTED_COMPONENTS OPTION…: libdinh_c with these options; the C programs of the tests run against it, and it has
# what is expected and nothing else. One build folder for all: what an option does not touch is not compiled again.
with() {
  local name=$1 expected=$2
  shift 2
  cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug "-DCMAKE_CXX_FLAGS_DEBUG=-O0" -DDINH_UNITY=ON -DDINH_BUILD_TESTS=OFF \
    -DDINH_BUILD_EXAMPLES=OFF -DDINH_BUILD_CLI=OFF -DDINH_INSTALL=ON -DDINH_WITH_SQLITE=ON -DDINH_WITH_POSTGRES=OFF -DDINH_WITH_GRAPHVIZ=OFF \
    -DDINH_WITH_SODIUM=ON -DDINH_WITH_XML=ON -DDINH_WITH_UTF8PROC=ON -DDINH_C_WITH_GRAPHVIZ=OFF "$@" >"$work/$name.log" 2>&1 \
    || { cat "$work/$name.log" >&2; return 1; }
  cmake --build "$work/build" --parallel "$jobs" >>"$work/$name.log" 2>&1 || { grep -E 'error|FAILED' "$work/$name.log" >&2; return 1; }
  local program scratch="$work/scratch-$name" has
  rm -rf "$scratch"; mkdir -p "$scratch"
  for program in capi rich; do
    gcc -std=c99 -Wall -Wextra -Werror -I"$source/include" "$source/tests/capi/$program.c" -o "$work/$program" "$work/build/src/libdinh_c.so" \
      "-Wl,-rpath,$work/build/src"
  done
  "$work/capi" "$source/examples/nghe_an" "$scratch"
  "$work/rich" "$source/examples" "$scratch"
  has=$(for c in journal svg hash postgres xml; do
          printf '#include <dinh/dinh.h>\nint main(void) { return !dinh_has("%s", %d); }\n' $c ${#c} |
            gcc -x c -I"$source/include" - -x none -o "$work/has" "$work/build/src/libdinh_c.so" "-Wl,-rpath,$work/build/src"
          ! "$work/has" || printf '%s ' $c
        done)
  [ "$has" = "$expected" ] || { echo "$name has '$has', not '$expected'" >&2; return 1; }
  # what is not built in is not loaded either
  local loaded
  loaded=$(ldd "$work/build/src/libdinh_c.so" | grep -oE 'lib(sqlite3|pq|gvc|sodium|utf8proc|pugixml)' | sort -u | tr '\n' ' ' || true)
  cmake --install "$work/build" --prefix "$work/root-$name" >>"$work/$name.log"
  echo "$name: has $has; loads ${loaded:-nothing else }; $(stat -L -c %s "$work/build/src/libdinh_c.so") bytes, not stripped"
}

for variant in "$@"; do
  case $variant in
    core) core ;;
    svg) with svg "journal svg hash xml " -DDINH_WITH_GRAPHVIZ=ON -DDINH_C_WITH_GRAPHVIZ=ON ;;
    no-sqlite) with no-sqlite "hash xml " -DDINH_WITH_SQLITE=OFF ;;
    least) with least "" -DDINH_WITH_SQLITE=OFF -DDINH_WITH_SODIUM=OFF -DDINH_WITH_XML=OFF -DDINH_WITH_UTF8PROC=OFF ;;
    *) echo "there is no variant $variant" >&2; exit 2 ;;
  esac
done
