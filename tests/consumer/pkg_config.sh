# $1: the tests folder. Builds the consumer with the flags of the installed .pc files, in C++ and C99.
set -eu
mkdir -p "$OUT"
rpath="-Wl,-rpath,$(pkg-config --variable=libdir dinh_c)"
$CXX -std=c++20 -Wall -Wextra -Wconversion -Werror $SANITIZE $(pkg-config --cflags dinh dinh_c) "$1/consumer/main.cpp" -o "$OUT/cxx" \
  -DCONSUMER_WITHOUT_SQLITE $(pkg-config --libs --static dinh) $(pkg-config --libs dinh_c) "$rpath"
"$OUT/cxx"
$CC -std=c99 -Wall -Wextra -Werror $SANITIZE $(pkg-config --cflags dinh_c) -c "$1/capi/capi.c" -o "$OUT/capi.o"
link=$CC
[ -z "$SANITIZE" ] || link=$CXX # the sanitizers' C++ part comes with the C++ linker
$link $SANITIZE "$OUT/capi.o" -o "$OUT/c" $(pkg-config --libs dinh_c) "$rpath"
"$OUT/c"
test "$(pkg-config --modversion dinh)" = "$(pkg-config --modversion dinh_c)"
