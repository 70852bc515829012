#!/usr/bin/env python3
"""Lay out segments that people translated so that the evaluation set's make_data.py plants errors in them.

  bench/as_ntrex.py --lang LANG --out FOLDER SOURCE TARGET [SOURCE TARGET ...]
  ../shared/eval/checks/make_data.py --ntrex FOLDER --pairs LANG --split heldout --seed 7 --out DATA
  ../shared/eval/checks/run.py --data DATA --pair LANG-en --split heldout --cmd 'PROGRAM check --aligned {in} --src-lang {src} --tgt-lang {tgt} --format jsonl'

SOURCE has a segment of LANG (ru, uk, id, vi) a line, TARGET its English; five lines count as one document, and documents fall into two
halves by their names. FOLDER is made. The exit code is 2 where two files differ in length.
"""
import argparse
import sys
from pathlib import Path

CODES = {"ru": "rus", "uk": "ukr", "id": "ind", "vi": "vie"}
SEGMENTS_OF_A_DOCUMENT = 5


def segments(source, target):
    """The pairs of segments of two files, each with the name of its document; without pairs of which one is empty."""
    sides = [Path(path).read_text(encoding="utf-8").splitlines() for path in (source, target)]
    if len(sides[0]) != len(sides[1]):
        print(f"as_ntrex.py: {source} has {len(sides[0])} lines and {target} {len(sides[1])}: they must be aligned", file=sys.stderr)
        sys.exit(2)
    for number, (a, b) in enumerate(zip(*sides)):
        if a.strip() and b.strip():
            name = f"{Path(source).name}-{number // SEGMENTS_OF_A_DOCUMENT}"
            yield name, " ".join(a.split()), " ".join(b.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lang", required=True, choices=sorted(CODES))
    parser.add_argument("--out", required=True, help="the folder")
    parser.add_argument("files", nargs="+", help="SOURCE TARGET ...")
    options = parser.parse_args()
    if len(options.files) % 2 != 0:
        parser.error("give a TARGET for each SOURCE")
    rows = [row for pair in zip(options.files[::2], options.files[1::2]) for row in segments(*pair)]
    folder = Path(options.out)
    texts = folder / "NTREX-128"
    texts.mkdir(parents=True, exist_ok=True)
    columns = {
        folder / "DOCUMENT_IDS.tsv": 0,
        texts / f"newstest2019-ref.{CODES[options.lang]}.txt": 1,
        texts / "newstest2019-src.eng.txt": 2,
    }
    for path, column in columns.items():
        path.write_text("".join(row[column] + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} segments in {folder}")


if __name__ == "__main__":
    main()
