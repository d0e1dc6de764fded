#!/usr/bin/env bash
# Writes docs/evidence.md and its Chinese twin anew. The tests of that name compute each section and, without this, compare. Look at the difference in git before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
GUANXI_APPROVE=1 dotnet run --project tests/Guanxi.Tests -- -namespace Guanxi.Tests.Evidence
git diff --stat -- docs/evidence.md docs/evidence.zh-CN.md
