#!/usr/bin/env bash
# A batch killed with SIGKILL at twenty moments and continued each time writes the bytes of an uninterrupted run; so does any --jobs.
#   resume.sh CONCORD SOURCE_DIR
set -euo pipefail
concord=$1
here=$2/tests/batch
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1700000000

python3 "$here/manifest.py" "$2/samples" 600 >"$work/manifest.jsonl"
# The words of a run whose outputs begin with $1; the rest are further options.
words() {
  echo "$concord" batch "$work/manifest.jsonl" --fail-on never --output "$work/$1.jsonl" --tmx "$work/$1.tmx" --report "$work/$1.report" "${@:2}"
}
run() { $(words "$@") 2>>"$work/log"; }
same() {
  cmp "$work/single.jsonl" "$work/$1.jsonl"
  cmp "$work/single.tmx" "$work/$1.tmx"
  rm -f "$work/$1.report"/*.tmp*  # a page between its two names when the run was killed
  diff -r "$work/single.report" "$work/$1.report"
  [ ! -e "$work/$1.jsonl.journal" ] && [ ! -e "$work/$1.tmx.part" ] && [ ! -e "$work/$1.jsonl.part" ]
}

run single --jobs 1
[ "$(wc -l <"$work/single.jsonl")" -eq "$(wc -l <"$work/manifest.jsonl")" ]
run many --jobs 5
same many

# Through a pipe the records are the same, save for the name of the manifest.
"$concord" batch - --jobs 2 --fail-on never <"$work/manifest.jsonl" 2>>"$work/log" | sed 's|standard input:|M:|' >"$work/piped"
"$concord" batch "$work/manifest.jsonl" --fail-on never 2>>"$work/log" | sed "s|$work/manifest.jsonl:|M:|" | cmp - "$work/piped"

for ((kill = 0; kill < 20; ++kill)); do
  $(words killed --jobs 2 --resume) 2>>"$work/log" &
  pid=$!
  # Counted in lines written, so that a slow machine is killed at the same places.
  want=$(((kill + 1) * 28 + RANDOM % 20))
  while kill -0 "$pid" 2>/dev/null && [ "$(cat "$work/killed.jsonl.part" 2>/dev/null | wc -l)" -lt "$want" ]; do sleep 0.01; done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
done
run killed --jobs 2 --resume
same killed
# A finished run has nothing left to do.
run killed --resume
same killed

# The records of another shard, and of a manifest that has grown, are not taken for finished ones.
for more in "--shard 1/2" ""; do
  [ -n "$more" ] || sed -n '1,3p' "$work/manifest.jsonl" >>"$work/manifest.jsonl"
  if run killed --resume $more; then
    echo "a finished run of something else was taken for this one" >&2
    exit 1
  fi
  tail -1 "$work/log" | grep -q "it is of another manifest or shard"
done
