#!/usr/bin/env python3
"""Errors and warnings on segments that were aligned and translated by people.

  bench/translated_segments.py --concord PROGRAM --src-lang LANG --tgt-lang LANG [--show] [--only CHECKS] SOURCE TARGET

SOURCE and TARGET have a segment a line, line by line each other's translation: for example news/test.id and news/test.en of
https://github.com/gunnxx/indonesian-mt-data, reports of Indonesian outlets and their English versions. They are not part of concord.

A table of the errors and warnings by check is printed; --show prints each issue with both segments. The exit code is 0 unless the
program fails.
"""
import argparse
import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def segments(source, target):
    """The pairs of segments of two files, without those of which one is empty."""
    lines = [Path(path).read_text(encoding="utf-8").splitlines() for path in (source, target)]
    return [(a.strip().replace("\t", " "), b.strip().replace("\t", " ")) for a, b in zip(*lines) if a.strip() and b.strip()]


def check(options, pairs):
    """The errors and warnings of the pairs, each with the number of its pair."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as rows:
        rows.writelines(f"{number}\t{a}\t{b}\n" for number, (a, b) in enumerate(pairs))
        rows.flush()
        run = subprocess.run([options.concord, "check", "--aligned", rows.name, "--src-lang", options.src_lang, "--tgt-lang",
                              options.tgt_lang, "--format", "jsonl", "--min-severity", "warning"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"translated_segments.py: {run.stderr.strip()}")
    return [issue for issue in map(json.loads, run.stdout.splitlines()) if "severity" in issue]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concord", required=True, help="the program")
    parser.add_argument("--src-lang", required=True)
    parser.add_argument("--tgt-lang", required=True)
    parser.add_argument("--show", action="store_true", help="print every issue")
    parser.add_argument("--only", default="", help="checks that are counted, separated by commas")
    parser.add_argument("source")
    parser.add_argument("target")
    options = parser.parse_args()
    only = set(filter(None, options.only.split(",")))
    pairs = segments(options.source, options.target)
    counts = collections.Counter()
    for issue in check(options, pairs):
        if only and issue["check"] not in only:
            continue
        counts[issue["check"], issue["severity"]] += 1
        if options.show:
            print(f"{issue['severity']} {issue['check']}: {issue['message']}")
            print("  {}\n  {}".format(*pairs[int(issue["pair"])]))
    for name in sorted({check for check, _ in counts}):
        print(f"{name:20} {counts[name, 'error']:4} errors {counts[name, 'warning']:4} warnings")
    print(f"{len(pairs)} segments")


if __name__ == "__main__":
    main()
