#!/usr/bin/env python3
"""Measures the stages of concord pair on archives of real-like reports: time, memory, precision, recall.

    bench/archive.py --concord build/release/bin/concord [--reports 1000 10000 100000] [--partitions 4] [--memory 512M] [--lines 12]

Every report has names and figures of its own in a quarter of its lines (real_text.py, no outside data); the other lines are of a pool
that all reports draw from. A twentieth of the reports has no version. The days are spread so that a week has the same number of reports
in archives of every size. One process at a time; each stage with its CPU seconds and its largest memory.
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
from real_text import RealText  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
POOL = 20000  # lines
PAIRS_A_DAY = 250
MOST_BYTES = 40 << 20  # of a file: readers take 64 MiB


class Archive:
    """Writes reports to files of JSON lines, in order of day, both languages mixed."""

    def __init__(self, folder, lang, seed, lines):
        self.folder, self.lang, self.lines = folder, lang, lines
        self.rng = random.Random(seed)
        self.text = RealText(lang, seed)
        self.pool = self.text.pairs(POOL)
        self.file, self.size, self.files = None, 0, 0

    def put(self, item):
        line = json.dumps(item, ensure_ascii=False) + "\n"
        if self.file is None or self.size > MOST_BYTES:
            if self.file:
                self.file.close()
            self.files += 1
            self.file, self.size = open(self.folder / f"{self.files:05}.jsonl", "w", encoding="utf-8"), 0
        self.file.write(line)
        self.size += len(line.encode())

    def write(self, reports):
        """Returns how many pairs there are; ids of one pair end in the same number."""
        pairs = 0
        for first in range(0, reports // 2, PAIRS_A_DAY):
            day = first // PAIRS_A_DAY
            date = time.strftime("%Y-%m-%d", time.gmtime(1577836800 + 86400 * day))
            items = []
            for i in range(first, min(first + PAIRS_A_DAY, reports // 2)):
                own = max(1, self.lines // 4)
                lines = self.text.pairs(own) + self.rng.sample(self.pool, self.lines - own)
                lone = self.rng.random() < 0.05
                pairs += not lone
                for side, lang in ((0, self.lang), (1, "en")):
                    gold = f"x{side}{i}" if lone else i
                    text = lines if not lone or side == 0 else self.rng.sample(self.pool, self.lines)
                    items.append({"id": f"{lang}-{self.rng.getrandbits(40):x}-{gold}", "lang": lang, "date": date, "text": "\n\n".join(line[side] for line in text)})
            self.rng.shuffle(items)
            for item in items:
                self.put(item)
        if self.file:
            self.file.close()
        return pairs


def run(name, words, stdout=None):
    """Runs a command and prints what it took."""
    begin = time.time()
    child = subprocess.Popen([str(word) for word in words], stdout=stdout)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{name} failed: {status}")
    cpu = used.ru_utime + used.ru_stime
    print(f"  {name:14} wall {time.time() - begin:8.1f} s  cpu {cpu:8.1f} s  peak {used.ru_maxrss / 1024:7.0f} MB", flush=True)
    return cpu


def score(path, pairs):
    right = found = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if pair["source"] and pair["target"]:
                found += 1
                right += pair["source"].rsplit("-", 1)[1] == pair["target"].rsplit("-", 1)[1]
    return right / max(1, found), right / max(1, pairs)


def measure(arguments, reports, folder):
    (folder / "archive").mkdir()
    pairs = Archive(folder / "archive", arguments.lang, reports, arguments.lines).write(reports)
    files = sorted((folder / "archive").iterdir())
    size = sum(f.stat().st_size for f in files)
    print(f"{reports} reports in {len(files)} files, {size / 1e6:.0f} MB; --memory {arguments.memory}, --jobs {arguments.jobs}", flush=True)
    common = ["--jobs", arguments.jobs, "--memory", arguments.memory]
    pair = [arguments.concord, "pair"]
    if arguments.single:
        with open(folder / "single.jsonl", "wb") as out:
            run("single", pair + ["--tgt-lang", "en", *common, folder / "archive"], out)
    cpu = run("read", pair + ["--stage", "read", "--tgt-lang", "en", *common, "--output", folder / "1.profiles", folder / "archive"])
    cpu += run("index", pair + ["--stage", "index", *common, "--output", folder / "index", folder / "1.profiles"])
    candidates = []
    for k in range(1, arguments.partitions + 1):
        candidates.append(folder / f"{k}.candidates")
        cpu += run(f"candidates {k}/{arguments.partitions}", pair + ["--stage", "candidates", *common, "--partition", f"{k}/{arguments.partitions}", "--output", candidates[-1], folder / "index"])
    cpu += run("merge", pair + ["--stage", "merge", *common, "--output", folder / "pairs.jsonl", folder / "index", *candidates])
    precision, recall = score(folder / "pairs.jsonl", pairs)
    sizes = "  ".join(f"{name} {(folder / name).stat().st_size / 1e6:.0f} MB" for name in ("1.profiles", "index", "pairs.jsonl"))
    print(f"  all stages cpu {cpu:.1f} s, {1000 * cpu / reports:.2f} ms a report; precision {precision:.4f}, recall {recall:.4f}; {sizes}", flush=True)
    if arguments.single and (folder / "single.jsonl").read_bytes() != (folder / "pairs.jsonl").read_bytes():
        sys.exit("the stages give other bytes than a single run")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concord", default=str(ROOT / "build/release/bin/concord"))
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 10000, 100000])
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--lines", type=int, default=12, help="of a report")
    parser.add_argument("--lang", default="ru")
    parser.add_argument("--memory", default="512M")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--single", action="store_true", help="also run all stages in one process, and compare the bytes")
    arguments = parser.parse_args()
    for reports in arguments.reports:
        with tempfile.TemporaryDirectory() as folder:
            measure(arguments, reports, pathlib.Path(folder))


if __name__ == "__main__":
    main()
