#!/usr/bin/env python3
"""What commands print and write must not depend on --jobs, nor on an item whose language cannot be told.

    threads_test.py PROGRAM SOURCE_FOLDER

With a program of the preset tsan it finds races, too: one that is reported ends the program with exit code 66.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
environment = dict(os.environ, SOURCE_DATE_EPOCH="1731715200")
JOBS = ["1", "2", "8"]
# Items of no language: before, among and after those that have one, since a thread meets them in any order.
NO_LANGUAGE = ["OK.", "12 34 56.", "\U0001F642"]


def run(*words, code=0):
    done = subprocess.run([program, *map(str, words)], capture_output=True, env=environment)
    assert done.returncode == code, (words, done.returncode, done.stderr.decode())
    return done.stdout


def reports():
    """The samples as items of a feed, by side."""
    sides = {"source": [], "target": []}
    for sample in sorted(path for path in (source / "samples").iterdir() if path.is_dir()):
        for side in sides:
            for path in sample.glob(f"{side}.*.txt"):
                sides[side].append({"id": f"{side[0]}-{sample.name}", "date": "2024-05-06", "text": path.read_text()})
    return sides


def with_blanks(items, side):
    mixed = [{"id": f"{side}-none-{i}", "date": "2024-05-06", "text": text} for i, text in enumerate(NO_LANGUAGE)]
    return [mixed[0], mixed[1], *items[:3], mixed[2], *items[3:]]


def write(path, items):
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items))
    return path


class Threads(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        sides = reports()
        self.plain = [write(self.root / f"{side}.jsonl", items) for side, items in sides.items()]
        self.mixed = [write(self.root / f"{side}-mixed.jsonl", with_blanks(items, side)) for side, items in sides.items()]

    def tearDown(self):
        self.folder.cleanup()

    def pairs(self, lines):
        found = [json.loads(line) for line in lines.splitlines()]
        return {(line["source"], line["target"]) for line in found if line.get("source") and line.get("target")}

    def same(self, words, *outputs, code=0):
        """Runs a command with each number of threads; what it prints and the files that it writes are the same bytes, and some."""
        found = set()
        for jobs in JOBS:
            printed = run(*words, "-j", jobs, code=code)
            files = [(self.root / name).read_bytes() for name in outputs]
            for name in outputs:
                (self.root / name).unlink()
            self.assertTrue(all([printed, *files]), words)
            found.add((printed, *files))
        self.assertEqual(1, len(found), words)

    def test_two_versions(self):
        # Large enough for a thread a version and for checks on several threads.
        texts = {"source": "", "target": ""}
        for sample in sorted(path for path in (source / "samples").iterdir() if (path / "source.ru.txt").exists()):
            texts["source"] += (sample / "source.ru.txt").read_text() + "\n"
            texts["target"] += (sample / "target.en.txt").read_text() + "\n"
        for side, text in texts.items():
            (self.root / side).write_text(text)
        self.assertGreater(sum(len(text.encode()) for text in texts.values()), 20000)
        both = [self.root / "source", self.root / "target", "--src-lang", "ru", "--tgt-lang", "en"]
        self.same(["align", *both, "--format", "jsonl", "--tmx", self.root / "a.tmx"], "a.tmx")
        self.same(["check", *both, "--format", "json", "--fail-on", "never", "--report", self.root / "r.html"], "r.html")

    def test_segments(self):
        segments = ["--aligned", source / "samples" / "segments.ru-en.tsv", "--columns", "check,source,target", "--src-lang", "ru", "--tgt-lang", "en"]
        self.same(["check", *segments, "--format", "json", "--fail-on", "never", "--tmx", self.root / "s.tmx"], "s.tmx")

    def test_memory(self):
        found = set()
        for jobs in JOBS:
            memory = self.root / (jobs + ".sqlite")
            run("tm", "add", memory, "--aligned", source / "samples" / "segments.ru-en.tsv", "--columns", "check,source,target", "--src-lang", "ru",
                "--tgt-lang", "en", "-j", jobs)
            found.add(run("tm", "export", memory, "--tmx", "-"))
        self.assertEqual(1, len(found))
        self.assertIn(b"<tu ", found.pop())

    def test_pair(self):
        plain = self.pairs(run("pair", *self.plain, "-j", 1))
        self.assertGreater(len(plain), 8)
        outputs = [run("pair", *self.mixed, "-j", jobs) for jobs in JOBS for _ in range(2)]
        self.assertEqual(1, len(set(outputs)))
        self.assertEqual(plain, self.pairs(outputs[0]))
        told = {json.loads(line)["source"] for line in outputs[0].splitlines()}
        self.assertLessEqual({"source-none-0", "source-none-1", "source-none-2"}, told)

    def test_feed(self):
        def issues(name, sides, jobs):
            out = run("feed", "--source", sides[0], "--target", sides[1], "--store", self.root / name, "--format", "jsonl",
                      "--fail-on", "never", "-j", jobs)
            return out
        plain = issues("plain", self.plain, 1)
        self.assertGreater(len(plain.splitlines()), 20)
        outputs = {issues(f"mixed{jobs}", self.mixed, jobs) for jobs in JOBS}
        self.assertEqual({plain}, outputs)

    def test_batch(self):
        manifest = self.root / "manifest.jsonl"
        lines = []
        for sample in sorted(path for path in (source / "samples").iterdir() if path.is_dir()):
            sides = [next(iter(sample.glob(f"{side}.*.txt")), None) for side in ("source", "target")]
            if all(sides):
                lines.append({"id": sample.name, "source": str(sides[0]), "target": str(sides[1])})
        write(manifest, lines * 2)
        records = {run("batch", manifest, "-j", jobs, "--fail-on", "never") for jobs in JOBS}
        self.assertEqual(1, len(records))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
