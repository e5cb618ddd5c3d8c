# $1: libdinh_c, $2: the program, $3: folder of units, $4: folder to write into, $5: "thin" for a tenth of the points at which memory ends.
set -eu
nm -CS --defined-only "$1" | awk '/json_value::destroy\(/ || /basic_json<.*>::~basic_json\(\)/ {print $1, $2}' >"$4/json_destructors.txt"
exec "$2" "$3" "$4" "$4/json_destructors.txt" ${5:+"$5"}
