#!/usr/bin/env python3
"""CPU time a line of concord over real-like texts of many sizes, beside hunalign and the Translate Toolkit where they are installed.

    bench/speed.py [--concord PATH] [--lines 10,100,200,500,700,1000,10000,100000] [--pairs 18500] [--runs 3]
    bench/speed.py --short          # what .ci/run does: fails where a size costs more than 1.5 times its neighbours a line, measured twice

The text is generated (bench/real_text.py): distinct lines with names and figures of their own. Each program gets the same files in turn, run
by run, so that what else the machine does touches all alike; a figure is user and system time, the least of the runs. hunalign gets a
dictionary of the pack's lexicon. The cost of an empty run is taken off before sizes are compared a line. A size that seems to cost too much
is measured again in turn with its neighbours, because a busy machine slows whatever runs at that moment; only what costs as much then counts.
"""
import argparse
import os
import shutil
import sys
import tempfile

from long_texts import HERE, measured
from real_text import RealText, lexicon

# A size may cost this many times what its neighbours do, a line.
MOST = 1.5
# Below so many CPU seconds a run the clock and the machine say more than the program.
LEAST = 0.02
# Rounds in which sizes that seem to cost too much are measured again.
AGAIN = 5
HUNALIGN_MOST = 20000  # lines; beyond, it takes minutes


def least(command, runs):
    """The CPU seconds and the peak memory in MB of the best of some runs."""
    return min(tuple(measured(command)[1:]) for _ in range(runs))


def write(folder, lang, lines):
    source, target, _ = RealText(lang, lines).texts(lines)
    paths = [os.path.join(folder, f"{lines}.{side}") for side in ("source", "target")]
    for path, side in zip(paths, (source, target)):
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(side) + "\n")
    return paths


def cliffs(rows):
    """The sizes that cost too much a line, of rows (lines, seconds) in order."""
    found = []
    for i, (lines, seconds) in enumerate(rows):
        beside = [s / n for n, s in rows[max(0, i - 1):i + 2] if n != lines]
        if beside and seconds > LEAST and seconds / lines > MOST * max(beside):
            found.append(lines)
    return found


def measured_again(rows, words, start, runs):
    """The rows of a command after some further rounds over all its sizes: the least CPU seconds of each, of the old and the new runs."""
    seconds = dict(rows)
    for _ in range(runs):
        for lines in seconds:
            seconds[lines] = min(seconds[lines], max(least(words[lines], 1)[0] - start, 0))
    return sorted(seconds.items())


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--concord", default=os.path.join(HERE, "build/release/bin/concord"))
    ap.add_argument("--lines", default="10,100,200,500,700,1000,3000,10000,100000")
    ap.add_argument("--most-check", type=int, default=10000, help="lines up to which check runs")
    ap.add_argument("--pairs", type=int, default=18500)
    ap.add_argument("--lang", default="ru")
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--short", action="store_true")
    a = ap.parse_args()
    if a.short:
        a.lines, a.most_check, a.pairs, a.runs = "100,300,600,900,2000", 2000, 1000, 2
    languages = ["--src-lang", a.lang, "--tgt-lang", "en"]
    given = [*languages, "--input-format", "lines", "--jobs", "1"]
    hunalign = None if a.short else shutil.which("hunalign")
    toolkit = None if a.short else shutil.which("pofilter")
    failed = []
    used = {"align": {}, "check": {}}
    with tempfile.TemporaryDirectory() as folder:
        dictionary = os.path.join(folder, "dictionary")
        with open(dictionary, "w", encoding="utf-8") as f:
            for term, rendering in lexicon(a.lang):
                f.write(f"{rendering} @ {term}\n")
        start, empty = {}, {}
        rows = {"align": [], "check": []}
        print("%-8s %8s %8s %9s %8s %9s %7s" % ("command", "lines", "cpu s", "ms/line", "MB", "hunalign", "ratio"))
        for lines in map(int, a.lines.split(",")):
            source, target = write(folder, a.lang, lines)
            for command in rows:
                if command == "check" and lines > a.most_check:
                    continue
                words = [a.concord, command, source, target, *given]
                words += ["--format", "ladder"] if command == "align" else ["--format", "jsonl", "--fail-on", "never"]
                if command not in start:
                    tiny = write(folder, a.lang, 1)
                    empty[command] = [tiny[0] if w == source else tiny[1] if w == target else w for w in words]
                    start[command] = least(empty[command], a.runs)[0]
                used[command][lines] = words
                seconds, peak = least(words, a.runs)
                other = "-", "-"
                if command == "align" and hunalign and lines <= HUNALIGN_MOST:
                    theirs = least([hunalign, dictionary, source, target], 1)[0]
                    other = "%.2f" % theirs, "%.1f" % (theirs / seconds)
                rows[command].append((lines, max(seconds - start[command], 0)))
                print("%-8s %8d %8.2f %9.3f %8.0f %9s %7s" % (command, lines, seconds, 1000 * seconds / lines, peak, *other), flush=True)
        for command, sizes in rows.items():
            if cliffs(sizes):
                start[command] = min(start[command], least(empty[command], AGAIN)[0])
                sizes = measured_again(sizes, used[command], start[command], AGAIN)
            failed += [f"{command} of {lines} lines" for lines in cliffs(sizes)]
        segments = os.path.join(folder, "segments.tsv")
        pairs = RealText(a.lang, 1).pairs(a.pairs)
        with open(segments, "w", encoding="utf-8") as f:
            f.writelines(f"{i}\t{source}\t{target}\n" for i, (source, target) in enumerate(pairs))
        for jobs in ("1",) if a.short else ("1", "2"):
            seconds, peak = least([a.concord, "check", "--aligned", segments, *languages, "--jobs", jobs, "--format", "jsonl", "--fail-on", "never"],
                                  a.runs)
            print("%-8s %8d %8.2f %9.3f %8.0f   (check --aligned, %s threads)" % ("aligned", a.pairs, seconds, 1000 * seconds / a.pairs, peak, jobs))
        if toolkit:
            po = os.path.join(folder, "segments.po")
            with open(po, "w", encoding="utf-8") as f:
                f.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n')
                f.writelines(f'msgctxt "{i}"\nmsgid "{source}"\nmsgstr "{target}"\n\n' for i, (source, target) in enumerate(pairs))
            seconds, peak = least([toolkit, po, os.path.join(folder, "out.po")], 1)
            print("%-8s %8d %8.2f %9.3f %8.0f" % ("pofilter", a.pairs, seconds, 1000 * seconds / a.pairs, peak))
    if failed:
        print("costs more than %.1f times its neighbours a line: %s" % (MOST, "; ".join(failed)))
    sys.exit(1 if failed and a.short else 0)


if __name__ == "__main__":
    main()
