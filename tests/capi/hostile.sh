# $1: libdinh_c, $2: the program, $3: folder of units, $4: folder to write into, $5: "full", or "thin" for a tenth of the points
# at which memory ends, $6: python; without it leaks are not judged.
set -eu
nm -CS --defined-only "$1" | awk '/json_value::destroy\(/ || /basic_json<.*>::~basic_json\(\)/ {print $1, $2}' >"$4/json_destructors.txt"
"$2" "$3" "$4" "$4/json_destructors.txt" "$4/leaks.txt" "$5"
# What is left behind where memory ends: nlohmann::json loses what a constructor had built when it throws; anything else is ours.
[ -n "${6:-}" ] || exit 0
exec "$6" "$(dirname "$0")/judge_leaks.py" "$4/leaks.txt"
