# Compares the ABI of libdinh_c with the one written down, or writes it down.
# usage: compare.sh LIBRARY INCLUDE STORED SCRATCH_FOLDER [RELEASED…], or compare.sh LIBRARY INCLUDE STORED --update
# STORED describes the interface as it is now; RELEASED those of earlier versions, which are never written again.
# A difference is not to be mended here but in dinh.h: members are appended, functions added, nothing else. Only then, and
# with the old size kept in src/capi/sized.hpp, write the new description down with --update (a build of the dev preset).
set -eu
library=$1 include=$2 stored=$3
for tool in abidw abidiff; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: install abigail-tools" >&2; exit 1; }
done
describe() {
  abidw --headers-dir "$include" --drop-private-types --exported-interfaces-only --no-corpus-path --no-comp-dir-path "$library" |
    sed -E "s#filepath='[^']*/(src|include)/#filepath='\1/#; /<elf-needed>/,/<\/elf-needed>/d" >"$1"
}
if [ "$4" = --update ]; then
  describe "$stored"
  exit 0
fi
# What is compared must be there: without types in the debug information every comparison would find nothing.
count=$(grep -c '<function-decl name=.dinh_' "$stored") || true
[ "$count" -ge 60 ] || { echo "$stored describes $count functions only" >&2; exit 1; }
describe "$4/now.abi"
now=$4/now.abi
compare() { abidiff --no-added-syms "$@" "$now"; }
if ! compare "$stored"; then
  echo "the ABI of $library differs from $stored: see the head of $0" >&2
  exit 1
fi
scratch=$4
shift 4
for released in "$@"; do
  if ! compare --ignore-soname "$released"; then  # 0.1 was libdinh_c.so.0
    echo "the ABI of $library breaks programs built with the version of $released" >&2
    exit 1
  fi
done
# Changes that a comparison must find: a status with another number, a member that moved, a member of another type, a
# function that takes something else.
control() {
  sed "$1" "$stored" >"$scratch/control.abi"
  if cmp -s "$stored" "$scratch/control.abi"; then echo "the control '$2' changes nothing" >&2; exit 1; fi
  if compare "$scratch/control.abi" >/dev/null; then echo "abidiff does not find $2" >&2; exit 1; fi
}
control "s/name='DINH_ENOMEM' value='-4'/name='DINH_ENOMEM' value='-14'/" "a status with another number"
control "/class-decl name='dinh_limit'/,/<\/class-decl>/{s/layout-offset-in-bits='32'/layout-offset-in-bits='1'/;s/layout-offset-in-bits='64'/layout-offset-in-bits='32'/;s/layout-offset-in-bits='1'/layout-offset-in-bits='64'/}" \
  "two members that changed places"
control "/class-decl name='dinh_due'/s/size-in-bits='128'/size-in-bits='160'/" "a struct that shrank"
control "/function-decl name='dinh_calendar_nth'/,/<\/function-decl>/{/<parameter/{x;s/^/x/;/^x\{3\}$/{x;d};x}}" "a parameter that came"
echo "the ABI is the one written down and keeps that of $# earlier versions; 4 controls found"
