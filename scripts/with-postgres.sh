#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own: a private cluster in a temporary folder, on a free port, gone afterwards.
# The command finds it in GUANXI_TEST_POSTGRES.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed; 'make test' installs it as root (apt-get install postgresql)." >&2; exit 2; }
folder=$(mktemp -d /tmp/guanxi-postgres-XXXXXX)
# initdb refuses to run as root.
as=(); if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; as=(runuser -u postgres --); fi
stop() { "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + $$ % 20000)))
"${as[@]}" "$bin/initdb" -D "$folder/data" -U guanxi --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=256MB" start >/dev/null
GUANXI_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=guanxi;Database=postgres" "$@"
