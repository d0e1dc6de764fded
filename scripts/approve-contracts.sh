#!/usr/bin/env bash
# Approves what others rely on as it is now: the OpenAPI document and the matrix of rights. Look at the difference in git before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
GUANXI_APPROVE=1 dotnet run --project tests/Guanxi.Tests -- -namespace Guanxi.Tests.Contracts
git diff --stat -- tests/Guanxi.Tests/Contracts
