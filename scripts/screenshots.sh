#!/usr/bin/env bash
# Takes the pictures in README.md and the guide anew, of the demo firm, into docs/screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/needs.sh
dotnet build tests/Guanxi.Browser.Tests -v q --nologo -clp:NoSummary
TMPDIR=$(mktemp -d); export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
artifacts/bin/Guanxi.Browser.Tests/debug/Guanxi.Browser.Tests -noLogo -explicit only -class 'Guanxi.Browser.Tests.Screenshots'
ls docs/screenshots/*/
