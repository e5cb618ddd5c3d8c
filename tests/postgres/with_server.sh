#!/usr/bin/env bash
# with_server.sh PROGRAM [ARGUMENT…]: starts a PostgreSQL server of its own in a new folder, reachable through a socket in
# that folder only, runs the program with DINH_TEST_POSTGRES set to its connection string, and takes the server down. The
# server dies with this script, whatever kills it (the parent-death signal), so no run leaves one behind.
set -euo pipefail
program=$(realpath "$1"); shift

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  if command -v postgres >/dev/null; then
    bin=$(dirname "$(command -v postgres)")
  else
    echo "no PostgreSQL server on this machine: apt-get install postgresql" >&2
    exit 1
  fi
fi

folder=$(mktemp -d)  # the path of a socket in it must not exceed 107 bytes: set TMPDIR where it does
server=
end() {
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 143' TERM INT HUP

as_owner=()
if [ "$(id -u)" -eq 0 ]; then  # the server refuses to run as root
  owner=postgres
  id "$owner" >/dev/null 2>&1 || owner=nobody
  chown "$owner" "$folder"
  as_owner=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
else
  as_owner=(setpriv)
fi

cd "$folder"
"${as_owner[@]}" --pdeathsig=KILL "$bin/initdb" -D "$folder/data" -U dinh -E UTF8 --locale=C --no-sync --auth=trust \
  >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
"${as_owner[@]}" --pdeathsig=QUIT "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c shared_buffers=16MB \
  -c max_connections=30 >"$folder/server.log" 2>&1 &
server=$!
for attempt in $(seq 200); do
  "$bin/pg_isready" -q -h "$folder" -U dinh && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/server.log" >&2; exit 1; }
  sleep 0.05
done

status=0
DINH_TEST_POSTGRES="host=$folder user=dinh dbname=postgres" "$program" "$@" || status=$?
[ $status -eq 0 ] || tail -n 40 "$folder/server.log" >&2
exit $status
