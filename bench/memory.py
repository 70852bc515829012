#!/usr/bin/env python3
"""Measures concord tm on a synthetic memory: import, search, export; time, memory, and whether what is near is found.

    bench/memory.py --concord build/release/bin/concord [--units 1000000] [--folder DIR]

Words are made up and drawn by Zipf's law from 60,000 for each language, four to forty to a segment; one unit in twenty repeats one of
fifty captions. Texts that are searched: segments as they stand, segments with one word in eight exchanged, and segments of nobody.
"""
import argparse
import bisect
import itertools
import json
import os
import pathlib
import random
import subprocess
import tempfile
import time
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = 60_000
SYLLABLES = {"ru": "ба ве ги до жу за ис ко лу ми не оп пра ро се ту ул фо хо це ча ши эн юс яр ста вли кро".split(),
             "en": "ba ce di fo gu ha in jo ka lu me no op pra qui ro se tu ul va we xi ya zo sta bli cro shen".split()}


class Language:
    """Draws words by Zipf's law."""

    def __init__(self, syllables, rng):
        words = set()
        while len(words) < WORDS:
            words.add("".join(rng.choice(syllables) for _ in range(rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5)))))
        self.words = sorted(words)
        rng.shuffle(self.words)
        self.sums = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def word(self, rng):
        if rng.random() < 0.04:
            return str(rng.randint(2, 9999))
        return self.words[min(bisect.bisect(self.sums, rng.random() * self.sums[-1]), WORDS - 1)]

    def segment(self, rng):
        return " ".join(self.word(rng) for _ in range(min(40, max(4, round(rng.lognormvariate(2.7, 0.5))))))


def write_tmx(path, units, rng, languages):
    """Returns some of the units, to search for."""
    captions = [tuple(language.segment(rng) for language in languages.values()) for _ in range(50)]
    kept = []
    with open(path, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header creationtool="bench" creationtoolversion="1" '
                  'segtype="sentence" o-tmf="bench" adminlang="en" srclang="ru" datatype="plaintext"/>\n<body>\n')
        for i in range(units):
            pair = rng.choice(captions) if rng.random() < 0.05 else tuple(language.segment(rng) for language in languages.values())
            if len(kept) < 2000 and rng.random() < 4000 / units:
                kept.append(pair)
            tuvs = "".join(f'<tuv xml:lang="{lang}"><prop type="source-document">{i // 15}.{lang}.txt</prop><seg>{escape(text.capitalize())}.</seg></tuv>'
                           for lang, text in zip(languages, pair))
            out.write(f'<tu><prop type="score-concord">{rng.random():.3f}</prop><prop type="x-date">2024-{1 + i % 12:02}-{1 + i % 28:02}</prop>{tuvs}</tu>\n')
        out.write("</body>\n</tmx>\n")
    return kept


def edited(text, language, rng):
    words = text.split()
    for at in rng.sample(range(len(words)), max(1, len(words) // 8)):
        words[at] = language.word(rng)
    return " ".join(words)


def run(words, **more):
    """Wall seconds, CPU seconds and peak MB of a command, and what it printed."""
    begin = time.time()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(words, stdout=out, stdin=subprocess.PIPE if "input" in more else None)
        if "input" in more:
            process.stdin.write(more["input"])
            process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, words
        out.seek(0)
        return time.time() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concord", default=str(ROOT / "build/release/bin/concord"))
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--folder", help="where to keep the memory; a temporary folder when absent")
    arguments = parser.parse_args()
    rng = random.Random(7)
    languages = {lang: Language(syllables, rng) for lang, syllables in SYLLABLES.items()}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(arguments.folder or temporary)
        tmx, memory = str(folder / "bench.tmx"), str(folder / "bench.sqlite")
        kept = write_tmx(tmx, arguments.units, rng, languages)
        if not os.path.exists(memory):
            wall, cpu, peak, _ = run([arguments.concord, "tm", "import", memory, tmx])
            print(f"import   {arguments.units} units: {wall:.1f} s wall, {cpu:.1f} s CPU, {peak:.0f} MB; file {os.path.getsize(memory) / 2**20:.0f} MB", flush=True)
        searched = rng.sample(kept, min(len(kept), arguments.searches))
        for kind in ("the same", "an eighth exchanged", "of nobody"):
            texts, wanted = [], []
            for i, pair in enumerate(searched):
                side = i % 2
                language = list(languages.values())[side]
                texts.append(pair[side] if kind == "the same" else edited(pair[side], language, rng) if kind != "of nobody" else language.segment(rng))
                wanted.append(pair[side].capitalize() + ".")
            words = [arguments.concord, "tm", "search", memory, "-", "--format", "jsonl"]
            empty, empty_cpu, _, _ = run(words, input=b"")
            wall, cpu, peak, out = run(words, input="".join(text + "\n" for text in texts).encode())
            answers = [[]]
            for line in out.splitlines():
                if line == "{}":
                    answers.append([])
                else:
                    answers[-1].append(json.loads(line))
            found = sum(any(text in (a["source"], a["target"]) for a in answer) for answer, text in zip(answers, wanted))
            single = sorted(run([arguments.concord, "tm", "search", memory, text])[0] for text in texts[:40])
            print(f"search   {kind}: {1000 * (wall - empty) / len(texts):.1f} ms a text ({1000 * (cpu - empty_cpu) / len(texts):.1f} ms CPU), {peak:.0f} MB; as a process of its own {1000 * single[20]:.0f} ms "
                  f"(slowest of 40: {1000 * single[-1]:.0f} ms)" + ("" if kind == "of nobody" else f"; found {found} of {len(texts)}"), flush=True)
        wall, cpu, peak, _ = run([arguments.concord, "tm", "export", memory, "--tmx", str(folder / "out.tmx")])
        print(f"export   {wall:.1f} s wall, {cpu:.1f} s CPU, {peak:.0f} MB")


if __name__ == "__main__":
    main()
