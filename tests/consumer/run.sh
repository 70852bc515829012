#!/usr/bin/env bash
# Installs a build of concord into a scratch folder and builds and runs a program that finds it with find_package.
#   run.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --install "$1" --prefix "$scratch/installed" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
cmake -S "$2/tests/consumer" -B "$scratch/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH="$scratch/installed" \
  -DCMAKE_CXX_FLAGS="${CONCORD_CONSUMER_FLAGS:-}" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
cmake --build "$scratch/build" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
"$scratch/build/consumer" "$scratch/installed/share/concord/data"
# The installed program finds its data beside itself, without the source tree.
printf '1\tAda 12 kapal.\tThere are 15 ships.\n' >"$scratch/pair.tsv"
code=0
"$scratch/installed/bin/concord" check --aligned "$scratch/pair.tsv" --src-lang id --tgt-lang en --format jsonl || code=$?
[ "$code" -eq 1 ]
