#!/usr/bin/env bash
# Measures every figure of the performance budgets on data that it makes itself: scripts/bench.sh 10k,100k,1M
# The product as it is shipped: published. Takes about 20 minutes at 1M and 15 GB of temporary space.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Guanxi.Bench -c Release -v q --nologo -clp:NoSummary
export GUANXI_EXECUTABLE=artifacts/publish/guanxi/guanxi
dotnet publish src/Guanxi -c Release -v q --nologo -o "$(dirname "$GUANXI_EXECUTABLE")"
exec artifacts/bin/Guanxi.Bench/release/Guanxi.Bench "${1:-10k,100k,1M}"
