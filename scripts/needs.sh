#!/usr/bin/env bash
# Makes sure of what the tests need beyond .NET: PostgreSQL, Chromium, a font with Chinese characters, tzdata is .NET's own.
# As root it installs what is missing; else it says what is. Exit code 1: something is still missing.
set -uo pipefail
lacking() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
  command -v chromium >/dev/null || echo chromium
  { command -v fc-list >/dev/null && fc-list :lang=zh | grep -q .; } || echo fonts-noto-cjk fontconfig
}
missing=$(lacking | xargs)
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $missing"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # A cluster of Debian's own would run as a service; ours are private and short-lived.
  mkdir -p /etc/postgresql-common/createcluster.d && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/guanxi-tests.conf
  { apt-get update -q && apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1 </dev/null || tail -n 20 "$log" >&2
  rm -f "$log"
  missing=$(lacking | xargs)
  [ -z "$missing" ] && exit 0
fi
echo "MISSING: $missing. Install it (as root: apt-get install $missing); the tests that need it fail without." >&2
exit 1
