#!/usr/bin/env bash
# Writes what a fuzz target starts from into a folder: the samples, in the form the target reads.
#   tests/fuzz/seeds.sh TARGET FOLDER
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
target=$1
folder=$2
case "$target" in
  chain_fuzz)  # both sides with a NUL byte between them
    for sample in "$root"/samples/*/; do
      { cat "$sample"source.*.txt; printf '\0'; cat "$sample"target.*.txt; } > "$folder/$(basename "$sample")"
    done
    ;;
  reader_fuzz)  # a byte that chooses the format before the page
    for page in "$root"/tests/formats/pages/*.html "$root"/samples/01*/source.*.txt; do
      for format in 0 1 2 3; do
        { printf "\\x0$format"; cat "$page"; } > "$folder/$format-$(basename "$page")"
      done
    done
    ;;
  bitext_fuzz)
    printf '\x01%s' $'1\tОдин.\tOne.\n2\tДва.\tTwo.\n' > "$folder/tsv"
    printf '\x00%s' '<tmx version="1.4"><header srclang="ru"/><body><tu><tuv xml:lang="ru"><seg>A <bpt i="1">b</bpt></seg></tuv><tuv xml:lang="en"><seg>X</seg></tuv></tu></body></tmx>' > "$folder/tmx"
    printf '\x00%s' '<xliff version="2.1" srcLang="ru" trgLang="en"><file id="f"><unit id="u"><segment><source>A</source><target>X</target></segment></unit></file></xliff>' > "$folder/xliff"
    printf '\x00%s' $'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "x"\n' > "$folder/po"
    ;;
esac
[ ! -d "$root/tests/fuzz/corpus/$target" ] || cp "$root/tests/fuzz/corpus/$target"/* "$folder"
