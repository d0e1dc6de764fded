#!/bin/sh
# Fetches the pinned front-end libraries from npm and writes what pages load to src/Guanxi/wwwroot/lib, licences beside.
# Run it after changing scripts/vendor/package.json, icons.txt or echarts.js; the result is committed.
set -eu
cd "$(dirname "$0")/vendor"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node build.mjs ../../src/Guanxi/wwwroot/lib
