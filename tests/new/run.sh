#!/usr/bin/env bash
# tools/new in a copy of the tree: run.sh COMPILER SOURCE_DIR CONCORD
# Every skeleton is written and registered, and its sources compile; nothing is overwritten.
set -euo pipefail
compiler=$1 source=$2 concord=$3
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$source" && tar -c .clang-format text lang aligner checks formats docs samples tests tools) | tar -x -C "$copy"
cd "$copy"

fail() { echo "$1" >&2; exit 1; }
has() { grep -qF -- "$2" "$1" || fail "$1 lacks: $2"; }

tools/new language xx > written
tools/new check contact-detail >> written
tools/new format plain-list >> written
while read -r path; do [ -s "$path" ] || fail "$path is missing"; done < <(sed -n 's/^  //p' written)

has checks/core/registry.cpp 'Check{"contact-detail", check_contact_detail,'
has checks/core/checks.h 'void check_contact_detail('
has formats/registry.cpp '"plain-list", "", plain_list_writer'
has docs/FORMATS.md '| `contact-detail` |'
has docs/FORMATS.md '| `plain-list` |'
for catalogue in lang/messages/*.tsv; do
  has "$catalogue" "check.contact-detail"
  has "$catalogue" "contact-detail.found"
done
for again in "language xx" "check contact-detail" "format plain-list"; do
  # shellcheck disable=SC2086
  if tools/new $again 2> /dev/null; then fail "tools/new $again overwrites"; fi
done

for file in checks/text/contact_detail.cpp checks/core/registry.cpp formats/write_plain_list.cpp formats/registry.cpp; do
  "$compiler" -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I. "$file"
done
if command -v clang-format-14 > /dev/null; then
  clang-format-14 --dry-run --Werror $(sed -n 's/^  \(.*\.\(cpp\|h\)\)$/\1/p' written) 2>&1 | head -20
fi
found=$(echo 'Rapport 42.' | CONCORD_DATA=$copy/lang/data "$concord" entities --lang xx)
[[ $found == *'"value":"42"'* ]] || fail "the pack xx does not load: $found"
