# Every exported symbol is written down; a new one is added on purpose.
set -eu
actual=$(nm -D --defined-only "$1" | sed 's/^[0-9a-f]* [A-Za-z] //; s/@.*//' | grep -v '^DINH_[0-9]*$' | sort -u)
if ! printf '%s\n' "$actual" | diff -u "$2" -; then
  echo "the exported symbols of $1 differ from $2" >&2
  exit 1
fi
