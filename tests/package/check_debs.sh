#!/usr/bin/env bash
# check_debs.sh FOLDER: unpacks the .debs of the folder into a root of their own, compiles a consumer against what is there
# in two ways, runs it and the tool, and says the size of the core with Boost's headers alone.
set -euo pipefail
debs=$(cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$debs/root
work=$debs/consumer
rm -rf "$root" "$work"
mkdir -p "$root" "$work"

for deb in "$debs"/*.deb; do
  dpkg -x "$deb" "$root"
  printf '%s: %s bytes, needs %s\n' "$(basename "$deb")" "$(stat -c %s "$deb")" "$(dpkg-deb -f "$deb" Depends)"
done
# What the packages need must be packages that there are.
for need in $(for deb in "$debs"/*.deb; do dpkg-deb -f "$deb" Depends; done | tr ',' '\n' | sed 's/(.*//; s/|.*//' | sort -u); do
  case $need in
    libdinh*|dinh) ls "$debs/$need"_*.deb >/dev/null ;;
    *) dpkg-query -W "$need" >/dev/null 2>&1 || apt-cache show "$need" >/dev/null ;;
  esac
done

libs=$(dirname "$(find "$root/usr/lib" -name libdinh.a -o -name libdinh.so | head -n 1)")
export PKG_CONFIG_PATH=$libs/pkgconfig LD_LIBRARY_PATH=$libs

echo "-- a consumer finds it by find_package"
cmake -S "$here/consumer" -B "$work/cmake" -G Ninja -DCMAKE_PREFIX_PATH="$root/usr" -DCMAKE_BUILD_TYPE=Release >"$work/cmake.log"
cmake --build "$work/cmake" >>"$work/cmake.log"
"$work/cmake/consumer"

echo "-- a consumer finds it by pkg-config, in C++ and in C"
CXX=${CXX:-g++} CC=${CC:-gcc} SANITIZE='' OUT=$work/pkg_config sh "$here/consumer/pkg_config.sh" "$here"

echo "-- the tool runs"
"$root/usr/bin/dinh" due --within "5 working days" --after 2025-04-24 | head -n 1
"$root/usr/bin/dinh" check --pack "$root/usr/share/dinh/packs/vn" >/dev/null  # the pack that is installed beside it

echo "-- the core with Boost's headers alone"
${CXX:-g++} -std=c++20 -Os -DNDEBUG -ffunction-sections -fdata-sections -Wl,--gc-sections -s -I"$root/usr/include" \
  "$here/consumer/core.cpp" -o "$work/core"
"$work/core"
readelf -d "$work/core" | grep -o 'Shared library: .*'
printf 'the program has %s bytes\n' "$(stat -c %s "$work/core")"
