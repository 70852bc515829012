#!/usr/bin/env bash
# GNU parallel runs a batch in four shards, one of them is killed and continued; merged, they are the bytes of a single run.
#   parallel.sh CONCORD SOURCE_DIR
set -euo pipefail
concord=$1
here=$2/tests/batch
command -v parallel >/dev/null || { echo "GNU parallel is not installed: skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1700000000 HOME=$work
cd "$work"

python3 "$here/manifest.py" "$2/samples" 400 >manifest.jsonl
"$concord" batch manifest.jsonl --fail-on never --output single.jsonl --tmx single.tmx --report single.report 2>log

# The second shard dies in the middle: its output stops after five records.
"$concord" batch manifest.jsonl --jobs 1 --fail-on never --shard 2/4 --output shard2.jsonl --tmx shard2.tmx --report report 2>>log &
pid=$!
while kill -0 "$pid" 2>/dev/null && [ "$(cat shard2.jsonl 2>/dev/null | wc -l)" -lt 5 ]; do sleep 0.01; done
kill -KILL "$pid" 2>/dev/null || true
wait "$pid" 2>/dev/null || true

# The command of docs/SCALING.md; --resume starts what has not begun and continues what was killed.
parallel --will-cite --jobs 2 "$concord" batch manifest.jsonl --jobs 1 --fail-on never --resume --shard {}/4 \
  --output shard{}.jsonl --tmx shard{}.tmx --report report ::: 1 2 3 4 2>>log

"$concord" merge shard*.jsonl --output merged.jsonl --report report \
  --tmx merged.tmx --tmx-shard shard1.tmx --tmx-shard shard2.tmx --tmx-shard shard3.tmx --tmx-shard shard4.tmx
cmp single.jsonl merged.jsonl
cmp single.tmx merged.tmx
diff -r single.report report
