#!/usr/bin/env python3
"""Time and memory of `concord check --aligned` on many segment pairs, and how both grow with the file.

  bench/aligned.py [--concord PATH] [--pairs 18500,185000] [--lang ru] [--file PAIRS.tsv]

Without --file the segments are aligned sentences of samples/ with a figure of their own at the end of both sides, so that hardly any pair
occurs twice. --file is a TSV (id TAB source TAB target) that is repeated until there are enough lines: with a file
of 925 lines and 18,500 pairs every pair occurs twenty times, as in the measurement of the Translate Toolkit's filter (9.1 CPU seconds).
Prints one row a size: pairs, distinct pairs, CPU seconds, peak memory.
From some 300,000 pairs on the peak is that of this program: Linux counts the memory of a process that forks as its child's.
"""
import argparse
import os
import random
import tempfile

from long_texts import HERE, measured, sentence_pairs


def made_of_samples(concord, lang, count):
    """Aligned sentences with a figure of their own."""
    pairs = sentence_pairs(concord, lang)
    rng = random.Random(count)
    rows = []
    for _ in range(count):
        figure = " (%d)" % rng.randrange(10, 10 ** 7)
        rows.append(tuple(text + figure for text in rng.choice(pairs)))
    return rows


def repeated(path, count):
    with open(path, encoding="utf-8") as f:
        rows = [tuple(line.rstrip("\n").split("\t")[1:3]) for line in f]
    return [rows[i % len(rows)] for i in range(count)]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--concord", default=os.path.join(HERE, "build/release/bin/concord"))
    ap.add_argument("--pairs", default="18500,185000")
    ap.add_argument("--lang", default="ru")
    ap.add_argument("--file")
    a = ap.parse_args()
    print("%8s %9s %8s %9s" % ("pairs", "distinct", "cpu s", "peak MB"))
    for count in map(int, a.pairs.split(",")):
        rows = repeated(a.file, count) if a.file else made_of_samples(a.concord, a.lang, count)
        with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as f:
            for i, (source, target) in enumerate(rows):
                f.write("%d\t%s\t%s\n" % (i, source, target))
            f.flush()
            _, cpu, peak = measured([a.concord, "check", "--aligned", f.name, "--src-lang", a.lang, "--tgt-lang", "en", "--format",
                                     "jsonl", "--fail-on", "never"])
        print("%8d %9d %8.2f %9.0f" % (count, len(set(rows)), cpu, peak), flush=True)


if __name__ == "__main__":
    main()
