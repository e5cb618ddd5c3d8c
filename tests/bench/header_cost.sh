#!/usr/bin/env bash
# Time of one compiler to read each public header alone, adapters apart, against what no program does without: the dates of
# Boost and seven headers of the standard library, which took 0.53 s where the budgets were set (0.65 s a header, 0.9 s for
# dinh.hpp). So a header may take 1.23 times the reference, dinh.hpp 1.7 times.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cxx=${CXX:-g++}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unit=$folder/unit.cpp
reference=$folder/reference.cpp
for header in boost/date_time/gregorian/gregorian_types.hpp vector string string_view memory optional span functional; do
  echo "#include <$header>"
done >"$reference"
read_time() {  # milliseconds
  local start
  start=$(date +%s%N)
  "$cxx" -std=c++20 -O2 -Iinclude -DDINH_STATIC -c "$1" -o /dev/null
  echo $((($(date +%s%N) - start) / 1000000))
}
find include -name '*.hpp' | sort | {
  over=0
  all=0
  while read -r header; do
    case "$header" in */bgl.hpp | */spdlog.hpp) continue ;; esac
    echo "#include <${header#include/}>" >"$unit"
    best=999999
    base=999999
    for _ in 1 2 3; do  # by turns, so that a machine that changes its speed changes both
      took=$(read_time "$unit")
      [ "$took" -lt "$best" ] && best=$took
      took=$(read_time "$reference")
      [ "$took" -lt "$base" ] && base=$took
    done
    budget=123
    [ "$header" = include/dinh/dinh.hpp ] && budget=170
    ratio=$((best * 100 / base))
    note=
    all=$((all + 1))
    if [ "$ratio" -gt "$budget" ]; then
      note="  over its budget of $((budget / 100)).$((budget % 100))"
      over=$((over + 1))
    fi
    printf '%6d ms  %d.%02d  %s%s\n' "$best" $((ratio / 100)) $((ratio % 100)) "${header#include/}" "$note"
  done
  echo "$over of $all headers over their budget"
}
