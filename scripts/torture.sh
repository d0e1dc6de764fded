#!/usr/bin/env bash
# Kills the server a hundred times under load, on SQLite and on PostgreSQL: every acknowledged write must be there, once, and the warehouse must be what a rebuild makes of it.
# KILLS=20 kills less often; scripts/torture.sh sqlite takes one database. Half an hour or more for both; the suites kill twice each.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${KILLS:-100}
tests=artifacts/bin/Guanxi.Tests/debug/Guanxi.Tests
dotnet build tests/Guanxi.Tests -v q --nologo -clp:NoSummary
for one in ${*:-sqlite postgres}; do
  echo "== $one, $kills kills"
  with=(); if [ "$one" = postgres ]; then with=(scripts/with-postgres.sh); fi
  GUANXI_TORTURE_KILLS=$kills "${with[@]}" "$tests" -noLogo -noColor -diagnostics -class '*.TortureTests'
done
