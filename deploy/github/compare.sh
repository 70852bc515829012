#!/usr/bin/env bash
# Compares the versions of the reports that changed since BASE; annotations on standard output, SARIF in a file.
set -euo pipefail
mapfile -d '' -t files < <(git diff --name-only -z --diff-filter=ACMR "${BASE:?}" HEAD)
[ "${#files[@]}" -gt 0 ] || { echo "no file has changed"; exit 0; }
exec concord changed --format github --report "${SARIF:-concord.sarif}" --tgt-lang "${TARGET_LANGUAGE:-en}" --fail-on "${FAIL_ON:-error}" -- "${files[@]}"
