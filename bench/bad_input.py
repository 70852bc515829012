#!/usr/bin/env python3
"""What `concord align` does with inputs that break aligners: time, memory and whether the beads are right.

  bench/bad_input.py [--concord PATH] [--large]

--large adds a million lines a side. An answer is right when the beads partition both sides, and where the last column says so, when every
line has the counterpart it was made with. An empty file is refused in words.
"""
import argparse
import os
import random
import re
import subprocess
import tempfile

from long_texts import HERE

WORDS = ("minister market harbour bridge winter ferry school budget river engine police cargo museum village doctor storm election "
         "factory airport forest island court bank farmer hospital student train energy border water").split()


def sentence(rng, number):
    return "The %s said %d %s would reach the %s and the %s." % (rng.choice(WORDS), number, rng.choice(WORDS), rng.choice(WORDS),
                                                               rng.choice(WORDS))


def text(lines, seed=1):
    rng = random.Random(seed)
    return [sentence(rng, rng.randrange(10, 10 ** 6)) for _ in range(lines)]


def beads_of(out):
    """Both sides of every bead of a ladder."""
    beads = []
    for line in out.splitlines():
        sides = re.match(r"\[([\d, ]*)\]:\[([\d, ]*)\]", line)
        beads.append(tuple(tuple(int(n) for n in side.split(",")) if side.strip() else () for side in sides.groups()))
    return beads


def run(command):
    """Standard output, standard error, CPU seconds and peak memory in MB of a command."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, _, usage = os.wait4(process.pid, 0)
        for file in (out, err):
            file.seek(0)
        return out.read(), err.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--concord", default=os.path.join(HERE, "build/release/bin/concord"))
    ap.add_argument("--large", action="store_true")
    a = ap.parse_args()
    thousands = text(10000)
    mega = [" ".join(text(12500, seed)) for seed in range(8)]
    inputs = [
        ("ten lines, ten thousand", thousands[5000:5010], thousands, lambda s: 5000 + s),
        ("ten thousand, ten lines", thousands, thousands[5000:5010], None),
        ("one side empty", thousands, [], None),
        ("both sides empty", [], [], None),
        ("identical", thousands, thousands, lambda s: s),
        ("all lines equal", thousands[:1] * 10000, thousands[:1] * 10000, lambda s: s),
        ("lines of a megabyte", mega, mega, lambda s: s),
        ("one line of 8 MB, 8 lines", [" ".join(mega)], mega, None),
        ("nothing in common", thousands, [line[::-1] for line in thousands], None),
    ]
    if a.large:
        million = text(10 ** 6)
        inputs.append(("a million lines", million, million, lambda s: s))
        inputs.append(("a million equal lines", million[:1] * 10 ** 6, million[:1] * 10 ** 6, lambda s: s))
    print("%-28s %8s %9s %10s %6s" % ("input", "cpu s", "peak MB", "partition", "right"))
    for name, source, target, counterpart in inputs:
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, side) for side in ("s.txt", "t.txt")]
            for path, lines in zip(paths, (source, target)):
                with open(path, "w", encoding="utf-8") as f:
                    f.writelines(line + "\n" for line in lines)
            out, error, cpu, peak = run([a.concord, "align", *paths, "--src-lang", "id", "--tgt-lang", "en", "--input-format", "lines",
                                         "--format", "ladder"])
        if error:
            print("%-28s %8.2f %9.0f  %s" % (name, cpu, peak, error.strip().replace(folder, "")), flush=True)
            continue
        beads = beads_of(out)
        whole = all(sorted(n for bead in beads for n in bead[side]) == list(range(len(lines))) for side, lines in ((0, source), (1, target)))
        right = "-"
        if counterpart is not None:
            right = "%.3f" % (len(set(beads) & {((s,), (counterpart(s),)) for s in range(len(source))}) / len(source))
        print("%-28s %8.2f %9.0f %10s %6s" % (name, cpu, peak, "yes" if whole else "NO", right), flush=True)


if __name__ == "__main__":
    main()
