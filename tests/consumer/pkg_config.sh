# $1: the tests folder. Builds the consumer with the flags of the installed .pc files, in C++ and C99.
set -eu
mkdir -p "$OUT"
libdir=$(pkg-config --variable=libdir dinh_c)
rpath="-Wl,-rpath,$libdir"
static=--static # a static library leaves its dependencies to whoever links it
if [ -e "$libdir/libdinh.so" ]; then static=; fi
$CXX -std=c++20 -Wall -Wextra -Wconversion -Werror $SANITIZE $(pkg-config --cflags dinh_sqlite dinh_c) "$1/consumer/main.cpp" -o "$OUT/cxx" \
  $(pkg-config --libs $static dinh_sqlite) $(pkg-config --libs dinh_c) "$rpath"
"$OUT/cxx"
$CC -std=c99 -Wall -Wextra -Werror $SANITIZE $(pkg-config --cflags dinh_c) -c "$1/capi/capi.c" -o "$OUT/capi.o"
link=$CC
[ -z "$SANITIZE" ] || link=$CXX # the sanitizers' C++ part comes with the C++ linker
$link $SANITIZE "$OUT/capi.o" -o "$OUT/c" $(pkg-config --libs dinh_c) "$rpath"
"$OUT/c"
for module in dinh dinh_sqlite; do
  test "$(pkg-config --modversion $module)" = "$(pkg-config --modversion dinh_c)"
done
