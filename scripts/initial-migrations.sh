#!/usr/bin/env bash
# Makes the first migration of both databases anew from the model. Only until the first release: afterwards migrations are added, never remade.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
# The old ones must be out of the build that the new ones are made from; a build that fails puts them back.
migrations=src/Guanxi/Data/Migrations
kept=$(mktemp -d)
[ -d "$migrations" ] && mv "$migrations" "$kept/"
trap '[ -d "$migrations/Postgres" ] || { rm -rf "$migrations"; mv "$kept/Migrations" "$migrations"; }; rm -rf "$kept"' EXIT
dotnet build src/Guanxi -v q --nologo
for context in Sqlite Postgres; do
  dotnet ef migrations add Initial --no-build --project src/Guanxi --context "${context}Db" --output-dir "Data/Migrations/$context" >/dev/null
done
# Always under the same name: branches that both remade them then meet in one file, not in two.
for file in "$migrations"/*/*_Initial*.cs; do
  named=$(sed -E 's#/[0-9]{14}_Initial#/20260101000000_Initial#' <<<"$file")
  [ "$file" = "$named" ] || mv "$file" "$named"
  sed -i -E 's/"[0-9]{14}_Initial"/"20260101000000_Initial"/' "$named"
done
echo "Remade the first migrations."
