#!/usr/bin/env bash
# Runs every suite and adds the results up. The last line is "N passed, N failed, N skipped".
# A suite that crashes, hangs, runs nothing or can't be run counts as a failure of its own: no result is lost in silence.
# Suites can be named: scripts/test.sh insight sqlite postgres browser.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
wanted=${*:-insight sqlite postgres browser}
limit=${GUANXI_SUITE_LIMIT:-2400}

results=artifacts/tests
rm -rf "$results"; mkdir -p "$results"
# All that the suites leave in the temporary folder goes with this one.
work=$(mktemp -d "${TMPDIR:-/tmp}/guanxi-tests-XXXXXX")
# A PostgreSQL of a test's own runs as another user.
chmod 711 "$work"
running=
sweep() {
  # The suite leads a process group of its own: servers and browsers that it left behind go with it.
  if [ -n "$running" ]; then kill -TERM -- "-$running" 2>/dev/null; sleep 0.2; kill -KILL -- "-$running" 2>/dev/null; fi
  running=
}
trap 'sweep; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

passed=0 failed=0 skipped=0 lines=()

fail() { failed=$((failed + 1)); lines+=("$(printf '%-10s %s' "$1" "FAILED: $2")"); }

suite() { # name, project, command before the executable…; $chosen: which of its tests
  local name=$1 project=$2; shift 2
  local exe=artifacts/bin/$project/debug/$project xml=$results/$name.xml
  echo "== $name"
  if [ ! -x "$exe" ]; then fail "$name" "$exe was not built"; return; fi
  TMPDIR=$work setsid "$@" timeout -k 10 "$limit" "$exe" -noLogo -noColor ${chosen:-} -xml "$xml" -trx "${xml%.xml}.trx" </dev/null &
  running=$!
  wait "$running"; local code=$?
  sweep
  local head; head=$(grep -o '<assembly [^>]*>' "$xml" 2>/dev/null | head -n 1)
  local count; count() { sed -n "s/.* $1=\"\([0-9][0-9]*\)\".*/\1/p" <<<"$head"; }
  local p f s e; p=$(count passed) f=$(count failed) s=$(count skipped) e=$(count errors)
  if [ -z "$p" ] || [ -z "$f" ] || [ -z "$s" ] || [ -z "$e" ]; then
    if [ $code -eq 124 ] || [ $code -eq 137 ]; then fail "$name" "did not end within $limit s"; else fail "$name" "left no results (exit code $code)"; fi
    return
  fi
  # An error outside of any test (clean-up of a class) is a failure too.
  f=$((f + e))
  lines+=("$(printf '%-10s %5d passed, %d failed, %d skipped' "$name" "$p" "$f" "$s")")
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if [ $((p + f)) -eq 0 ]; then fail "$name" "ran nothing"; fi
  if [ $code -ne 0 ] && [ "$f" -eq 0 ]; then fail "$name" "exit code $code although no test failed"; fi
}

scripts/needs.sh || fail needs "not everything that the tests need is there"

echo "== build"
if dotnet build Guanxi.slnx -v q --nologo -clp:NoSummary; then
  for one in $wanted; do
    case $one in
      insight) suite insight Guanxi.Insight.Tests ;;
      sqlite) suite sqlite Guanxi.Tests ;;
      # What has no database of ours behind it, or its own SQLite folder, ran with sqlite.
      postgres) chosen='-trait- Suite=once' suite postgres Guanxi.Tests scripts/with-postgres.sh ;;
      browser) suite browser Guanxi.Browser.Tests ;;
      *) fail "$one" "no such suite" ;;
    esac
  done
else
  fail build "nothing was run"
fi

echo
[ ${#lines[@]} -eq 0 ] || printf '%s\n' "${lines[@]}"
# Skipped and failed tests are named, with their reasons: they must be seen. Failed ones come last, where a log that is cut still has them.
named() { # result, element that holds the reason, word to say
  tr '\n' ' ' <"$xml" | sed 's/<test /\n<test /g' |
    sed -n "s/^<test [^>]*name=\"\([^\"]*\)\"[^>]*result=\"$1\".*<$2><!\[CDATA\[\([^]]\{0,600\}\).*/$3: \1 (\2)/p"
}
for xml in "$results"/*.xml; do [ ! -e "$xml" ] || named Skip reason skipped; done | sort -u
for xml in "$results"/*.xml; do [ ! -e "$xml" ] || named Fail message "failed in $(basename "$xml" .xml)"; done
echo "$passed $failed $skipped" > "$results/sum"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
