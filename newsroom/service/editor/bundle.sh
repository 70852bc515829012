#!/usr/bin/env bash
# Bundles the editor component with what npm gives. Without npm or network the bundle is empty, with a warning: the
# service then offers plain text fields.
#   bundle.sh SOURCE_FOLDER WORK_FOLDER OUTPUT
set -euo pipefail
source=$1
work=$2
output=$3
fail() { echo "warning: the editor is not bundled: $1" >&2; : > "$output"; exit 0; }
command -v npm >/dev/null || fail "npm is not installed"
mkdir -p "$work"
cp "$source"/package.json "$source"/package-lock.json "$source"/editor.mjs "$work"
if ! cmp -s "$source/package-lock.json" "$work/node_modules/.from"; then
  npm ci --prefix "$work" --no-audit --no-fund --silent >/dev/null 2>&1 || fail "npm cannot install it"
  cp "$source/package-lock.json" "$work/node_modules/.from"
fi
cd "$work"
node_modules/.bin/esbuild editor.mjs --bundle --minify --format=iife --global-name=CM --legal-comments=inline \
  --log-level=error --outfile="$output" || fail "esbuild failed"
