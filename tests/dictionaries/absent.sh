#!/bin/sh
# Compiles the lexicons as on a machine without any dictionary package, and checks a sample with them.
#
#   absent.sh CONCORD COMPILE_LEXICONS COMPILE_WORDS SOURCE_DIR
set -eu
concord=$1 compile_lexicons=$2 compile_words=$3 source=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/none"
fail() { echo "$1"; exit 1; }

notes=$("$compile_lexicons" "$source/lang/data" "$work/lexicons" "$work/none" "$work/none" "$work/none" \
        ru-en uk-en id-en vi-en ru-uk id-vi)
for missing in 'ru-en: mueller7' 'uk-en: apertium-rus-ukr' 'id-en: freedict-eng-ind' \
               'ru-uk: apertium-rus-ukr' 'ru-uk: kindred'; do
  echo "$notes" | grep -q "^$missing: not installed; the Debian package" || fail "no word of $missing in: $notes"
done
for tag in ru uk id en; do
  "$compile_words" "$work/lexicons/$tag.words" "$work/none/$tag" | grep -q 'is not installed' || fail "no word of $tag"
done

CONCORD_LEXICONS=$work/lexicons
export CONCORD_LEXICONS
sources=$("$concord" lexicon show --src-lang ru --tgt-lang en)
echo "$sources" | grep -q pack || fail "the lexicon has no pack: $sources"
echo "$sources" | grep -q mueller7 && fail "the lexicon has what is not there: $sources"
"$concord" lexicon show --src-lang uk --tgt-lang ru | grep -q packs || fail "uk-ru has no words over English"
for sample in 01-parliament 07-grain; do
  beads=$("$concord" align "$source/samples/$sample"/source.*.txt "$source/samples/$sample/target.en.txt" --format ladder | wc -l)
  [ "$beads" -gt 5 ] || fail "$sample: $beads beads"
  "$concord" check "$source/samples/$sample"/source.*.txt "$source/samples/$sample/target.en.txt" --fail-on never >"$work/out" ||
    fail "$sample: check failed"
  [ -s "$work/out" ] || fail "$sample: check said nothing"
done
