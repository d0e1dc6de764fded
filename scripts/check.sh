#!/usr/bin/env bash
# Everything that can be said about the code without running it. All steps run, so that one look shows all that is wrong.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
wrong=()
step() {
  local name=$1; shift
  echo "== $name"
  "$@" || wrong+=("$name")
}

layout() { dotnet format whitespace . --folder --verify-no-changes --exclude artifacts node_modules; }

# A text that one language lacks shows as its key in brackets; a key written twice hides one of its texts.
texts() {
  local bad=0 english chinese keys
  keys() { grep -o '<data name="[^"]*"' "$1" | sed 's/<data name="//; s/"$//' | sort; }
  while IFS= read -r english; do
    chinese=${english%.resx}.zh-CN.resx
    [ -f "$chinese" ] || { echo "$chinese is missing"; bad=1; continue; }
    for file in "$english" "$chinese"; do
      twice=$(keys "$file" | uniq -d)
      [ -z "$twice" ] || { echo "$file has twice: $twice"; bad=1; }
    done
    diff --label "$english" --label "$chinese" -U0 <(keys "$english" | uniq) <(keys "$chinese" | uniq) || bad=1
  done < <(find src -name Texts.resx -not -path '*/obj/*')
  return $bad
}

build() { dotnet build Guanxi.slnx -p:Checks=true -v q --nologo -clp:NoSummary; }

migrations() {
  local bad=0
  dotnet tool restore >/dev/null || return 1
  for context in SqliteDb PostgresDb; do
    echo "$context"
    dotnet ef migrations has-pending-model-changes --no-build --project src/Guanxi --context "$context" || bad=1
  done
  return $bad
}

step "layout (dotnet format)" layout
step "texts in both languages" texts
step "build with analyzers" build
if [ ${#wrong[@]} -gt 0 ] && [ "${wrong[-1]}" = "build with analyzers" ]; then wrong+=("migrations (not looked at)")
else step "migrations match the model" migrations; fi

if [ ${#wrong[@]} -eq 0 ]; then echo "check: all well"; exit 0; fi
printf 'check: wrong: %s\n' "${wrong[@]}" >&2
exit 1
