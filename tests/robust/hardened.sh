#!/usr/bin/env bash
# The program has what cmake/ConcordHardening.cmake asks for.
#   hardened.sh PROGRAM
set -euo pipefail
command -v readelf >/dev/null || { echo "no readelf: skipped"; exit 77; }
program=$1
missing=0
need() {
  if ! grep -q "$2" <<<"$3"; then
    echo "missing: $1" >&2
    missing=1
  fi
}
dynamic=$(readelf -dW "$program")
symbols=$(readelf --dyn-syms -W "$program")
need "position independent executable" "DYN" "$(readelf -hW "$program")"
need "RELRO" "GNU_RELRO" "$(readelf -lW "$program")"
need "immediate binding" "NOW" "$dynamic"
need "stack protector" "__stack_chk_fail" "$symbols"
need "fortified functions" "_chk@" "$symbols"
exit "$missing"
