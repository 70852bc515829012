#!/usr/bin/env python3
"""Measures concord batch: pairs of fifteen sentences a second and core, all checks on.

    bench/batch.py --concord build/release/bin/concord [--pairs 1500] [--docs FOLDER]

Pairs are made by recombining the aligned sentences of samples/, with figures exchanged, so that words repeat more than in a real archive;
--docs names a folder of real documents (NAME.src, NAME.tgt, one sentence a line) in the language of --lang, of which every run of fifteen
sentences is a pair. Start-up is measured by an empty manifest and taken off. Prints CPU seconds, which other load does not change.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from pairing import ROOT, exchange_figures, sentence_pairs

SENTENCES = 15


def cpu_of(words):
    begin = time.time()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, time.time() - begin, usage.ru_maxrss / 1024


def synthetic(concord, lang, count, rng):
    pairs = sentence_pairs(concord, lang)
    for _ in range(count):
        yield [exchange_figures(*pair, rng) for pair in rng.sample(pairs, SENTENCES)]


def real(folder, count):
    """Whole documents are not cut at the same sentence on both sides: pieces stand in proportion."""
    made = 0
    while made < count:
        for source in sorted(pathlib.Path(folder).glob("*.src")):
            lines = [source.read_text(encoding="utf-8").splitlines(), pathlib.Path(str(source)[:-4] + ".tgt").read_text(encoding="utf-8").splitlines()]
            pieces = max(1, round(len(lines[0]) / SENTENCES))
            for i in range(pieces):
                yield [[side[len(side) * i // pieces:len(side) * (i + 1) // pieces] for side in lines]]
                made += 1
                if made == count:
                    return


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concord", default=str(ROOT / "build/release/bin/concord"))
    parser.add_argument("--pairs", type=int, default=1500)
    parser.add_argument("--lang", default="ru")
    parser.add_argument("--docs")
    arguments = parser.parse_args()
    rng = random.Random(15)
    with tempfile.TemporaryDirectory() as folder:
        manifest, empty = (pathlib.Path(folder) / name for name in ("manifest.jsonl", "empty.jsonl"))
        empty.write_text('{"id":"x","source":{"text":"А.","lang":"%s"},"target":{"text":"A.","lang":"en"}}\n' % arguments.lang, encoding="utf-8")
        sentences = count = 0
        with manifest.open("w", encoding="utf-8") as out:
            for i, chosen in enumerate(real(arguments.docs, arguments.pairs) if arguments.docs else synthetic(arguments.concord, arguments.lang, arguments.pairs, rng)):
                sides = chosen[0] if arguments.docs else list(zip(*chosen))
                sentences += len(sides[0])
                count += 1
                line = {"id": i, "date": "2024-11-17"}
                for name, lang, side in (("source", arguments.lang, sides[0]), ("target", "en", sides[1])):
                    line[name] = {"lang": lang, "text": "\n\n".join(side)}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
        start = cpu_of([arguments.concord, "batch", str(empty), "--jobs", "1"])[0]
        for name, more in (("records", []), ("with --tmx", ["--tmx", folder + "/all.tmx"]), ("with --memory", ["--memory", folder + "/all.sqlite"]),
                           ("with --report", ["--report", folder + "/pages"])):
            cpu, wall, peak = cpu_of([arguments.concord, "batch", str(manifest), "--jobs", "1", "--fail-on", "never", *more])
            print(f"{name:14} {count} pairs, {sentences / count:.1f} sentences each: {(cpu - start) * 1000 / count:.2f} ms CPU a pair, "
                  f"{count / (cpu - start):.0f} pairs a second and core; start-up {start * 1000:.0f} ms, {peak:.0f} MB, wall {wall:.1f} s", flush=True)


if __name__ == "__main__":
    main()
