#!/usr/bin/env bash
# Takes the pictures in README.md and the guide anew, of the demo firm, into docs/screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/needs.sh
# A picture of a page needs few colours: pngquant makes it a third of its size.
if ! command -v pngquant >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update -q && apt-get install -y -q --no-install-recommends pngquant; } >/dev/null 2>&1 </dev/null || true
fi
dotnet build tests/Guanxi.Browser.Tests -v q --nologo -clp:NoSummary
before=$(mktemp); work=$(mktemp -d); export TMPDIR=$work
trap 'rm -rf "$work" "$before"' EXIT
# In the background a shell lets its children ignore Ctrl+C, by which the demo's server is stopped.
env --default-signal=INT artifacts/bin/Guanxi.Browser.Tests/debug/Guanxi.Browser.Tests -noLogo -noColor -explicit only -class 'Guanxi.Browser.Tests.Screenshots'
# What was not taken now shows pages that are no longer taken.
find docs/screenshots -name '*.png' ! -newer "$before" -print -delete
if command -v pngquant >/dev/null; then
  find docs/screenshots -name '*.png' -exec pngquant --force --skip-if-larger --strip --speed 1 --quality 70-95 --ext .png {} + || [ $? -eq 98 ] || [ $? -eq 99 ]
else
  echo "pngquant is missing: the pictures stay three times as large (as root: apt-get install pngquant)" >&2
fi
du -ch docs/screenshots/*/*.png | tail -n 1
limit=3145728
total=$(cat docs/screenshots/*/*.png | wc -c)
[ "$total" -le $limit ] || { echo "The pictures have $total bytes, more than $limit" >&2; exit 1; }
