#!/usr/bin/env bash
# Usage: check.sh PROGRAM DATA. Runs the main job, then again killed half-way and continued: the docket must be the same,
# and the answers must be those that the law gives.
set -euo pipefail
program=$1 data=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "check.sh: $*" >&2; exit 1; }
holds() { grep -qF -- "$2" "$1" || fail "$1 lacks: $2"; }

"$program" answers --data "$data" >"$folder/answers"
holds "$folder/answers" "procedure pub_commune: 25 steps, 5 deadlines, sound"
holds "$folder/answers" "procedure village_meeting: 36 steps, 6 deadlines, sound"
holds "$folder/answers" "2025-06-30: 20 districts, 412 communes"
holds "$folder/answers" "2025-07-01: 0 districts, 130 communes"
holds "$folder/answers" "Hạn cuối: Thứ Hai 2025-05-05"
holds "$folder/answers" "Last day: Mon 2025-05-05"
holds "$folder/answers" "so 4160 or more"
holds "$folder/answers" "2025-06-20, thôn Yên Hội (illustrative village): Ủy ban nhân dân xã Diễn Hoa"
holds "$folder/answers" "2025-08-20, thôn Yên Hội (illustrative village): Ủy ban nhân dân xã Diễn Châu"

"$program" replay --data "$data" --journal "$folder/whole.sqlite" >"$folder/replay"
"$program" duties --data "$data" --journal "$folder/whole.sqlite" >"$folder/whole"
holds "$folder/whole" "Overdue"

for after in 1 100 250; do
  journal=$folder/killed-$after.sqlite
  if "$program" replay --data "$data" --journal "$journal" --crash-after $after >"$folder/crash" 2>&1; then
    fail "the process was to be killed after $after events"
  fi
  "$program" duties --data "$data" --journal "$journal" >"$folder/half"
  if [ "$after" != 250 ] && cmp -s "$folder/half" "$folder/whole"; then fail "half of the events gave the whole docket"; fi
  "$program" replay --data "$data" --journal "$journal" >>"$folder/crash"
  "$program" duties --data "$data" --journal "$journal" >"$folder/again"
  cmp "$folder/again" "$folder/whole" || fail "killed after $after events and run again, the docket differs"
done

"$program" replay --data "$data" --journal "$folder/whole.sqlite" | grep -q "^0 recorded" || fail "events were recorded twice"
"$program" pictures --data "$data" --journal "$folder/whole.sqlite" --report "$folder" >/dev/null
for picture in village_meeting.svg pub_commune.svg units.svg index.html; do
  holds "$folder/$picture" "<svg"
done
if "$program" answers --data "$folder" >/dev/null 2>"$folder/complaint"; then fail "a folder without units was taken"; fi
holds "$folder/complaint" "units.csv"
echo "the main job holds"
