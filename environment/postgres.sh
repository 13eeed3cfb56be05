#!/usr/bin/env bash
# A PostgreSQL server for catalogues of songs, for tests and for trying out: environment/postgres.sh [FOLDER] installs PostgreSQL where it
# is absent (Debian and Ubuntu by apt, macOS by brew), makes a database in the folder, starts a server for it on this machine alone
# (127.0.0.1), and prints the line that names it; environment/postgres.sh stop [FOLDER] stops it, and keeps the songs.
#   eval "$(bash environment/postgres.sh ~/songs-server)"
# The folder is data/postgres of this clone unless named, the port 5433 unless WORKBENCH_POSTGRES_PORT says otherwise. PostgreSQL refuses
# to run as root: where root calls, the server runs as the user postgres, to whom the folder then belongs.
set -euo pipefail

action=start
if [ "${1:-}" = start ] || [ "${1:-}" = stop ]; then
  action=$1
  shift
fi
if [ $# -gt 1 ]; then
  echo "usage: $0 [start|stop] [FOLDER]" >&2
  exit 2
fi
folder=${1:-"$(dirname "$0")/../data/postgres"}
port=${WORKBENCH_POSTGRES_PORT:-5433}
umask 077
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [ ! -d "$folder/database" ] && [ -n "$(ls -A "$folder")" ]; then
  echo "$folder holds other things than a server of this script; name an empty folder." >&2
  exit 1
fi

# Where its programs are; Debian keeps them out of PATH.
programs() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || found=$(dirname "$(command -v pg_ctl)" 2>/dev/null) || true
  [ -x "$found/initdb" ] && echo "$found"
}

install() {
  if command -v apt-get >/dev/null; then
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update
    "${as_root[@]}" apt-get install --yes --no-install-recommends postgresql
  elif command -v brew >/dev/null; then
    brew install postgresql@17
    export PATH="$(brew --prefix postgresql@17)/bin:$PATH"
  else
    echo "Neither apt-get nor brew was found. Install PostgreSQL 13 or newer with your system's package manager." >&2
    return 1
  fi
} >&2

programs >/dev/null || install
bin=$(programs) || { echo "The installation ended without an error, but initdb is still not found." >&2; exit 1; }

as_server() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
  as_server() { (cd / && runuser -u postgres -- "$@"); }
  chown -R postgres: "$folder"
  as_server test -w "$folder" || {
    echo "The user postgres, as whom the server runs, may not enter $folder; name a folder outside of root's own." >&2
    exit 1
  }
fi

if as_server "$bin/pg_ctl" status -D "$folder/database" >/dev/null 2>&1; then
  [ "$action" = start ] || as_server "$bin/pg_ctl" stop -D "$folder/database" -m fast -w >&2
elif [ "$action" = start ]; then
  if [ ! -f "$folder/database/PG_VERSION" ]; then
    password=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
    as_server sh -c 'cat > "$1"' sh "$folder/password" <<< "$password"
    as_server "$bin/initdb" -D "$folder/database" -U workbench -E UTF8 --locale=C -A scram-sha-256 --pwfile="$folder/password" >&2
  fi
  as_server "$bin/pg_ctl" start -D "$folder/database" -l "$folder/log" -w \
    -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=''" >&2 || {
    as_server tail -n 5 "$folder/log" >&2
    echo "The server does not start. If port $port is taken, name another one in WORKBENCH_POSTGRES_PORT." >&2
    exit 1
  }
fi
[ "$action" = start ] || exit 0
port=$(as_server sed -n 4p "$folder/database/postmaster.pid") # that of a server that was there already
address="Host=127.0.0.1;Port=$port;Username=workbench;Password=$(as_server cat "$folder/password");Database=postgres"
echo "export WORKBENCH_POSTGRES='$address'"
