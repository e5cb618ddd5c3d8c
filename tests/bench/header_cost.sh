#!/usr/bin/env bash
# Seconds of one compiler to read each public header alone (budget 0.65 s, dinh.hpp 0.9 s), adapters apart.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cxx=${CXX:-g++}
unit=$(mktemp --suffix=.cpp)
trap 'rm -f "$unit"' EXIT
find include -name '*.hpp' | sort | while read -r header; do
  case "$header" in */bgl.hpp | */spdlog.hpp) continue ;; esac
  echo "#include <${header#include/}>" >"$unit"
  best=999999
  for _ in 1 2 3; do
    start=$(date +%s%N)
    "$cxx" -std=c++20 -O2 -Iinclude -DDINH_STATIC -c "$unit" -o /dev/null
    took=$((($(date +%s%N) - start) / 1000000))
    [ "$took" -lt "$best" ] && best=$took
  done
  budget=650
  [ "$header" = include/dinh/dinh.hpp ] && budget=900
  note=
  [ "$best" -gt "$budget" ] && note="  over its budget of $budget ms"
  printf '%6d ms  %s%s\n' "$best" "${header#include/}" "$note"
done
