#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own and stops it afterwards:
#
#   scripts/with-postgres.sh go test ./...
#
# The command finds the server's address in SLUICE_TEST_POSTGRES; the user in it
# may create databases. An address that is set already is used as it is.
# The server forgets everything and does not wait for the disk, which is right
# for tests; PG_DURABLE=1 makes it wait, as benchmarks need it.
set -euo pipefail

if [ -n "${SLUICE_TEST_POSTGRES:-}" ]; then
	exec "$@"
fi

fail() {
	printf 'with-postgres: %s\n' "$@" >&2
	exit 1
}

# The programs stand outside the PATH on Debian, one folder for each version.
if initdb=$(command -v initdb); then
	bin=$(dirname "$(readlink -f "$initdb")")
else
	bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
fi
[ -x "$bin/initdb" ] || fail 'PostgreSQL is missing; scripts/install.sh test installs it'

# The server refuses to run as root.
as_server=()
home=$(mktemp -d "${TMPDIR:-/tmp}/sluice-pg.XXXXXX")
if [ "$(id -u)" -eq 0 ]; then
	getent passwd postgres >/dev/null || useradd --system --no-create-home postgres
	chown postgres "$home"
	as_server=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups --)
fi
server() { (cd "$home" && exec "${as_server[@]}" "$@"); }

stop() {
	trap - EXIT INT TERM
	server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

server "$bin/initdb" -D "$home/data" -U sluice -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/initdb.log" 2>&1 ||
	fail 'initdb failed:' "$(cat "$home/initdb.log")"

cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$home'
max_connections = 300
timezone = 'UTC'
CONF
if [ -z "${PG_DURABLE:-}" ]; then
	printf '%s = off\n' fsync full_page_writes >>"$home/data/postgresql.conf"
fi

# A port is only known to be free once the server has it, so try a few.
port=
for _ in 1 2 3 4 5 6 7 8; do
	try=$((20000 + RANDOM % 12000))
	if server "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -o "-p $try" -w -t 60 start >/dev/null 2>&1; then
		port=$try
		break
	fi
done
[ -n "$port" ] || fail 'the server does not start:' "$(tail -n 20 "$home/server.log" 2>&1)"

export SLUICE_TEST_POSTGRES="postgres://sluice@127.0.0.1:$port/postgres?sslmode=disable"
status=0
"$@" || status=$?
exit "$status"
