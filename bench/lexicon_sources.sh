#!/bin/sh
# What each source of the lexicon adds: coverage of aligned lines, and lost clauses and sentences found.
#
#   bench/lexicon_sources.sh build/release/bin/concord ../shared/eval
#
# The second folder is the evaluation harness (checks/run.py and its data). One table in Markdown on stdout: for each
# language the packs alone, then with each dictionary that is installed. The thresholds of the clause checks are those
# fitted with the whole lexicon, so false alarms rise as it shrinks: read both columns together.
set -eu
program=$(realpath "$1")
harness=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/none"

echo '| lexicon | in the lexicon | rendered | by chance | clause-dropped | sentence-dropped | clause-added | false alarms |'
echo '|---|---|---|---|---|---|---|---|'

# row LANG NAME: measures the lexicon in $work/lexicons
row() {
  data="$harness/checks/data/$1-en-dev"
  CONCORD_LEXICONS="$work/lexicons"
  export CONCORD_LEXICONS
  coverage=$("$program" lexicon coverage --aligned "$data/clean.tsv" --src-lang "$1" --tgt-lang en |
    awk -F '\t' 'NR > 1 { for (i = 3; i <= 5; ++i) c[i] = c[i] (c[i] == "" ? "" : " / ") $i } END { print c[3] " | " c[4] " | " c[5] }')
  python3 "$harness/checks/run.py" --pair "$1-en" --types clause-dropped,sentence-dropped,clause-added --json "$work/run.json" \
    --cmd "$program check --aligned {in} --src-lang {src} --tgt-lang {tgt} --format jsonl" >/dev/null
  found=$(python3 -c '
import json, sys
run = json.load(open(sys.argv[1]))
rates = {row["type"]: 100 * row["contrast"] for row in run["types"]}
alarms = sum(v for k, v in run["clean"]["clean"]["per100"].items() if "clause" in k)
print(" | ".join("%.1f" % rates[t] for t in ("clause-dropped", "sentence-dropped", "clause-added")), "| %.2f" % alarms)
' "$work/run.json")
  echo "| $2 | $coverage | $found |"
}

# import LANG DICTD APERTIUM: makes a lexicon of the pack and what lies in these folders
import() {
  rm -rf "$work/lexicons"
  mkdir "$work/lexicons"
  "$program" lexicon import --lang "$1" --dictd "$2" --apertium "$3" --output "$work/lexicons/$1-en.lexicon" >/dev/null
}

dictd=/usr/share/dictd
apertium=/usr/share/apertium
import ru "$work/none" "$work/none"; row ru 'ru: pack'
import ru "$dictd" "$work/none"; row ru 'ru: pack, mueller7'
import id "$work/none" "$work/none"; row id 'id: pack'
import id "$dictd" "$work/none"; row id 'id: pack, freedict-eng-ind'
import uk "$work/none" "$work/none"; row uk 'uk: pack'
import uk "$work/none" "$apertium"; row uk 'uk: pack, apertium-rus-ukr over the Russian pack'
import uk "$dictd" "$apertium"; row uk 'uk: pack, apertium-rus-ukr over the Russian pack and mueller7'
