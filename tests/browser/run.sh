#!/usr/bin/env bash
# Installs the browser driver into the build folder, once, and runs a test of a page. Exit code 77 (skipped) without npm or browser.
#   run.sh PROGRAM SOURCE_FOLDER WORK_FOLDER page|desk|people [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail
program=$1
source=$2
work=$3
test=${4:-page}
skip() { echo "skipped: $1"; exit 77; }
command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are not installed"
chromium=$(command -v chromium || true)
[ -n "$chromium" ] || skip "chromium is not installed"
mkdir -p "$work"
if ! cmp -s "$source/tests/browser/package-lock.json" "$work/node_modules/.from"; then
  cp "$source"/tests/browser/package*.json "$work"
  npm ci --prefix "$work" --no-audit --no-fund --ignore-scripts --silent || skip "npm cannot install the browser driver"
  cp "$work/package-lock.json" "$work/node_modules/.from"
fi
node "$source/tests/browser/$test.mjs" "$program" "$source/samples" "$work" "$chromium" "${5:-}"
