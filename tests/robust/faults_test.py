#!/usr/bin/env python3
"""The development data's files that once went wrong: each does what its note says. Skipped where they are not.

    faults_test.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
files = source / ".." / "shared" / "eval" / "files"
if not files.is_dir():
    print("the development data are not here: skipped")
    sys.exit(77)
LANGUAGES = ["--src-lang", "ru", "--tgt-lang", "en"]


class Faults(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name)
        shutil.copytree(files / "public", self.root / "public")

    def tearDown(self):
        self.temporary.cleanup()

    def run_(self, *words, cwd=None):
        return subprocess.run([program, *map(str, words)], cwd=cwd or self.root, capture_output=True, text=True, timeout=120)

    def inputs(self, folder, pattern="*"):
        found = sorted((self.root / "public" / folder).glob(pattern))
        self.assertTrue(found, folder)
        return found

    def test_nothing_crashes(self):
        for path in self.inputs("align", "*.ru.*") + self.inputs("align", "*.en.*"):
            run = self.run_("check", "public/align/ok.ru.txt", path, *LANGUAGES)
            self.assertIn(run.returncode, (0, 1, 2), path)
        for path in self.inputs("tmx") + self.inputs("xliff"):
            run = self.run_("check", "--aligned", path)
            self.assertIn(run.returncode, (0, 1, 2), path)
            if run.returncode == 2:
                self.assertEqual(1, len(run.stderr.splitlines()), (path, run.stderr))

    def test_a_version_without_text(self):
        for name in ["dot.txt", "newline.txt", "emptybody.html"]:
            if (self.root / "public/align" / name).exists():
                run = self.run_("check", f"public/align/{name}", "public/align/ok.en.txt", *LANGUAGES)
                self.assertEqual(2, run.returncode, run)

    def test_feeds_are_read(self):
        for path in self.inputs("feed", "*.xml"):
            run = self.run_("pair", path)
            found = [json.loads(line) for line in run.stdout.splitlines()]
            self.assertEqual(0, run.returncode, path)
            if path.name in ("dup-guid.xml",):
                self.assertEqual({"https://example.com/1", "https://example.com/2"}, {one["source"] for one in found})
            elif path.name in ("illegal-char.xml", "illegal-ref.xml", "says-utf8-is-1251.xml", "windows-1251.xml", "bom-blank-first.xml"):
                self.assertEqual(["ru"], [one.get("src_lang") for one in found], path)

    def test_days_of_feeds(self):
        (self.root / "en.jsonl").write_text(json.dumps({"id": "e", "lang": "en", "date": "2025-03-13", "text": "The bridge was opened on Thursday."}) + "\n")
        for path in self.inputs("feed", "date-*.xml"):
            store = self.root / ("store-" + path.stem)
            run = self.run_("feed", "--source", path, "--target", "en.jsonl", "--store", store, "--fail-on", "never")
            self.assertEqual(0, run.returncode, run)
            with sqlite3.connect(store / "feed.sqlite") as database:
                days = database.execute("SELECT day FROM items WHERE side='source'").fetchall()
            self.assertEqual([("2036-03-13" if "future" in path.name else "2025-03-13",)], days, path)

    def test_damaged_memories(self):
        for path in self.inputs("tmx", "control-char-*.tmx"):
            run = self.run_("tm", "import", self.root / (path.name + ".sqlite"), path)
            self.assertIn(", 1 of them new; 1 without", run.stdout, (path, run.stderr))

    def test_reliability(self):
        lost = files / "reliability" / "01-undetected-item-loses-pairs"
        if lost.is_dir():
            outputs = {self.run_("pair", lost / "source.jsonl", lost / "target.jsonl", "-j", jobs).stdout for jobs in (1, 2, 8)}
            self.assertEqual(1, len(outputs))
            found = [json.loads(line) for line in outputs.pop().splitlines()]
            self.assertEqual(3, sum(1 for one in found if one["source"] and one["target"]))
        pattern = files / "reliability" / "14-furniture-pattern-crash"
        if pattern.is_dir():
            run = self.run_("check", "source.ru.txt", "target.en.txt", cwd=pattern)
            self.assertIn(run.returncode, (0, 2), run)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
