#!/usr/bin/env bash
# Holds one kind of output against something that is not ours. Exit code 77 (skipped) where a tool or a schema is absent.
#   run.sh KIND PROGRAM SOURCE_FOLDER WORK_FOLDER
# Schemas that we may not ship are looked for in $CONCORD_SHARED/schemas, else beside the source folder in shared/schemas.
set -euo pipefail
kind=$1
program=$2
source=$3
work=$4
shared=${CONCORD_SHARED:-$source/../shared}
skip() { echo "skipped: $1"; exit 77; }
need() { command -v "$1" >/dev/null || skip "$1 is not installed"; }
# A Python that has a module: Debian's packages belong to Debian's Python.
python_with() {
  for python in /usr/bin/python3 python3; do
    if "$python" -c "import $1" 2>/dev/null; then echo "$python"; return; fi
  done
}
rm -rf "$work"
mkdir -p "$work"
cd "$work"
export SOURCE_DATE_EPOCH=1731715200
# A sample with errors, and text that wants to break the document it is put into.
printf '1\tA <b>&\x1b]]> \xe2\x80\xae"x"\t=cmd <script>the the</script> ]]> &#0; {{body}} %%0A \x01 end.\n2\t\t\n' > evil.tsv
write() {  # write OUTPUT_SUFFIX OPTION...: a.SUFFIX of the sample, b.SUFFIX of the hostile text
  local suffix=$1
  shift
  "$program" check "$source"/samples/01-parliament/source.ru.txt "$source"/samples/01-parliament/target.en.txt --date 2024-10-22 \
    --format line --fail-on never "$@" "a.$suffix" > /dev/null
  "$program" check --aligned evil.tsv --src-lang ru --tgt-lang en --format line --fail-on never "$@" "b.$suffix" > /dev/null
}
case "$kind" in
  tmx)
    need xmllint
    write tmx --tmx-all --tmx
    [ -f "$shared/schemas/tmx/tmx14.dtd" ] || skip "there is no tmx14.dtd in $shared/schemas"
    xmllint --noout --dtdvalid "$shared/schemas/tmx/tmx14.dtd" a.tmx b.tmx
    # A memory of another tool, extended twice: valid still, and the second time there is nothing to add.
    cat > memory.tmx << 'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="other" creationtoolversion="7" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="xml"/>
<body><tu tuid="1"><note>theirs</note><tuv xml:lang="en-GB"><seg>One <bpt i="1">&lt;b></bpt>two<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="ru"><seg>Раз <bpt i="1">&lt;b></bpt>два<ept i="1">&lt;/b></ept></seg></tuv></tu></body></tmx>
XML
    write twice --tmx-all --tmx-append memory.tmx --tmx 2> first.txt
    write twice --tmx-all --tmx-append memory.tmx --tmx 2> second.txt
    grep -q "memory.tmx: [1-9][0-9]* units added, 0 already there" first.txt
    [ "$(grep -c "memory.tmx: 0 units added, [1-9][0-9]* already there" second.txt)" -eq 2 ]
    xmllint --noout --dtdvalid "$shared/schemas/tmx/tmx14.dtd" memory.tmx
    grep -q '<seg>One <bpt i="1">&lt;b></bpt>two<ept i="1">&lt;/b></ept></seg>' memory.tmx
    python=$(python_with translate.storage.tmx)
    [ -n "$python" ] || skip "the Translate Toolkit is not installed"
    "$python" - << 'PYTHON'
from translate.storage import tmx
store = tmx.tmxfile.parsefile("a.tmx")
assert len(store.units) >= 10, len(store.units)
assert all(unit.source and unit.target for unit in store.units)
assert any("Jakarta" in unit.target for unit in store.units)
memory = tmx.tmxfile.parsefile("memory.tmx")
assert len(memory.units) > len(store.units), len(memory.units)
PYTHON
    ;;
  omegat)
    need omegat
    write tmx --tmx-all --tmx
    mkdir -p project/source project/target project/tm/auto project/omegat project/glossary project/dictionary
    # What the memory knows must come out translated.
    sed -n 's/^ *<seg>\(В международном аэропорту[^<]*\)<\/seg>/\1/p' a.tmx > project/source/report.txt
    [ -s project/source/report.txt ]
    cp a.tmx project/tm/auto/
    cat > project/omegat.project << 'XML'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>RU</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
XML
    omegat "$PWD/project" --mode=console-translate --config-dir="$PWD/config" > omegat.log 2>&1 || { tail -20 omegat.log; exit 1; }
    grep -q "At Soekarno-Hatta International Airport" project/target/report.txt || { tail -20 omegat.log; cat project/target/report.txt; exit 1; }
    ;;
  xliff)
    need xmllint
    write xlf --report
    [ -f "$shared/schemas/xliff-2.1/catalog.xml" ] || skip "there are no XLIFF schemas in $shared/schemas"
    XML_CATALOG_FILES="$shared/schemas/xliff-2.1/catalog.xml" xmllint --noout --schema "$shared/schemas/xliff-2.1/xliff_core_2.0.xsd" a.xlf b.xlf
    ;;
  sarif | json)
    python=$(python_with jsonschema)
    [ -n "$python" ] || skip "python3-jsonschema is not installed"
    if [ "$kind" = sarif ]; then
      write sarif --report
      schema=$shared/schemas/sarif/sarif-schema-2.1.0.json
      [ -f "$schema" ] || skip "there is no SARIF schema in $shared/schemas"
    else
      write json --report
      write jsonl --report
      schema=$source/docs/schemas/report.json
    fi
    "$python" - "$schema" "$source/docs/schemas/issue.json" a.$kind b.$kind << 'PYTHON'
import glob, json, sys
import jsonschema
schema = json.load(open(sys.argv[1], encoding="utf-8"))
for name in sys.argv[3:]:
    jsonschema.validate(json.load(open(name, encoding="utf-8")), schema)
issue = json.load(open(sys.argv[2], encoding="utf-8"))
for name in glob.glob("*.jsonl"):
    for line in open(name, encoding="utf-8"):
        jsonschema.validate(json.loads(line), issue)
PYTHON
    if [ "$kind" = json ]; then
      for folder in 17-gas-power 18-ferry; do
        "$program" check "$source/samples/more/$folder"/[123].*.txt --fail-on never --format json > versions.json
        "$python" -m jsonschema -i versions.json "$source/docs/schemas/versions.json"
      done
    fi
    ;;
  junit)
    python=$(python_with xml.etree)
    [ -n "$python" ] || skip "python3 is not installed"
    write xml --report
    "$python" - << 'PYTHON'
import xml.etree.ElementTree as tree
for name in ("a.xml", "b.xml"):
    for suite in tree.parse(name).getroot().iter("testsuite"):
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) > 0
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
        assert int(suite.get("skipped")) == sum(case.find("skipped") is not None for case in cases)
PYTHON
    ;;
  reproducible)
    for run in 1 2; do
      mkdir "$run"
      cd "$run"
      for input in sample segments; do
        words=("$source"/samples/01-parliament/source.ru.txt "$source"/samples/01-parliament/target.en.txt --date 2024-10-22)
        [ "$input" = sample ] || words=(--aligned ../evil.tsv --src-lang ru --tgt-lang en)
        for suffix in txt line jsonl json sarif xml csv html xlf tmx; do words+=(--report "$input.$suffix"); done
        "$program" check "${words[@]}" --fail-on never > "$input.out"
      done
      cd ..
    done
    diff -r 1 2
    ;;
  *) echo "run.sh: unknown kind '$kind'" >&2; exit 2 ;;
esac
