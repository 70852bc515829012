#!/usr/bin/env python3
"""concord pair in stages: the bytes of one run, however an archive is divided; what does not belong together is refused.

    pair_test.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

program, source = sys.argv.pop(1), Path(sys.argv.pop(1))


def run(*words, code=0):
    done = subprocess.run([program, "pair", *map(str, words)], capture_output=True)
    assert done.returncode == code, (words, done.returncode, done.stderr.decode())
    return done


def archive(folder):
    """The samples in every language, on days of their own or on none, some linked, in three files; and what cannot be read."""
    files = {"a.jsonl": [], "b.jsonl": [], "c.jsonl": []}
    for number, sample in enumerate(sorted(path for path in (source / "samples").iterdir() if path.is_dir())):
        for path in sorted([*sample.glob("source.*.txt"), *sample.glob("target.*.txt")]):
            lang = path.name.split(".")[1]
            item = {"id": f"{lang}-{number}", "lang": lang, "text": path.read_text(encoding="utf-8")}
            if number % 4:
                item["date"] = f"2025-03-{1 + number % 9:02}"
            if number % 5 == 0 and lang != "en":
                item["version_of"] = f"en-{number + number % 2}"
            files["abc"[(number + len(lang + path.name)) % 3] + ".jsonl"].append(item)
    files["a.jsonl"].insert(2, {"id": "none", "text": "12 34."})
    files["b.jsonl"].insert(0, {"id": "empty", "text": ""})
    files["c.jsonl"].append({"id": "id-of-both", "lang": "ru", "text": "Порт принял первое судно."})
    files["a.jsonl"].append({"id": "id-of-both", "lang": "en", "text": "A ship of some size has come."})
    for name, items in files.items():
        (folder / name).write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    (folder / "d.txt").write_bytes(b"")


class Stages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.root = Path(cls.temporary.name)
        cls.archive = cls.root / "archive"
        cls.archive.mkdir()
        archive(cls.archive)
        cls.single = run(cls.archive, "--tgt-lang", "en", "-j", 1).stdout
        run("--stage", "read", cls.archive, "--tgt-lang", "en", "-o", cls.root / "all.profiles")
        run("--stage", "index", cls.root / "all.profiles", "-o", cls.root / "index")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def candidates(self, index, parts, *options):
        files = []
        for k in range(1, parts + 1):
            files.append(self.root / f"{k}of{parts}")
            run("--stage", "candidates", index, "--partition", f"{k}/{parts}", "-o", files[-1], *options)
        return files

    def test_a_single_run_finds_all_kinds_of_lines(self):
        lines = [json.loads(line) for line in self.single.splitlines()]
        self.assertGreater(len([line for line in lines if line["source"] and line["target"]]), 10)
        self.assertTrue(any(line.get("src_lang") and line["target"] is None for line in lines))
        self.assertTrue(any(line.get("best") for line in lines))
        self.assertTrue(any({"kind": "link"} in line.get("because", []) for line in lines))
        self.assertTrue(any(line["source"] == line["target"] == "id-of-both" for line in lines))
        self.assertGreaterEqual(len([line for line in lines if "error" in line]), 2)
        self.assertGreater(len({line["src_lang"] for line in lines if line.get("src_lang")}), 2)

    def test_partitions_threads_and_memory_change_nothing(self):
        for parts in (1, 2, 8, 200):
            for options in (("-j", 1), ("-j", 2, "--memory", "64M"), ("-j", 8)):
                if parts == 200 and options != ("-j", 1):
                    continue
                files = self.candidates(self.root / "index", parts, *options)
                self.assertEqual(self.single, run("--stage", "merge", self.root / "index", *reversed(files), *options).stdout, (parts, options))
        for jobs in (2, 8):
            self.assertEqual(self.single, run(self.archive, "--tgt-lang", "en", "-j", jobs, "--memory", "64M").stdout)

    def test_what_was_read_in_parts(self):
        parts = []
        for jobs, path in enumerate(sorted(self.archive.iterdir()), 1):
            (self.root / "list").write_text(f"{path}\n")
            parts.append(self.root / f"{path.name}.profiles")
            run("--stage", "read", "--files-from", self.root / "list", "--tgt-lang", "en", "-j", jobs, "-o", parts[-1])
        run("--stage", "index", *parts, "-o", self.root / "joined")
        files = self.candidates(self.root / "joined", 3)
        run("--stage", "merge", self.root / "joined", *files, "-o", self.root / "pairs.jsonl")
        self.assertEqual(self.single, (self.root / "pairs.jsonl").read_bytes())

    def test_the_two_sides_of_one_language(self):
        for name, items in (("left", "abc"), ("right", "abd")):
            texts = {"a": "The port of Hanoi received 17 ships in March.", "b": "Floods in Bandung have damaged 430 houses and two schools.",
                     "c": "A choir of 40 singers won a prize in Vienna.", "d": "The price of coffee rose by 12 percent in London."}
            (self.root / f"{name}.jsonl").write_text("".join(json.dumps({"id": name + i, "lang": "en", "text": texts[i]}) + "\n" for i in items))
        sides = [self.root / "left.jsonl", self.root / "right.jsonl", "--src-lang", "en", "--tgt-lang", "en"]
        self.assertIn(b'"source":"lefta","target":"righta"', run(*sides).stdout)
        run("--stage", "read", *sides, "-o", self.root / "sides")
        self.assertIn("both sides", run("--stage", "index", self.root / "sides", self.root / "sides", "-o", self.root / "x", code=2).stderr.decode())

    def test_what_does_not_belong_together_is_refused(self):
        index = self.root / "index"
        other = self.candidates(index, 2, "--min-score", 0.7)[1].rename(self.root / "other")
        one, two = self.candidates(index, 2)
        (self.root / "small.jsonl").write_text('{"id":"1","lang":"en","text":"One ship."}\n')
        run("--stage", "read", self.root / "small.jsonl", "--tgt-lang", "en", "-o", self.root / "small.profiles")
        run("--stage", "index", self.root / "small.profiles", "-o", self.root / "small")
        for files, says in (([one], "missing"), ([one, one], "another file"), ([one, other], "other options"), ([], "missing"), ([one, self.archive / "a.jsonl"], "not a complete")):
            self.assertIn(says, run("--stage", "merge", index, *files, code=2).stderr.decode())
        self.assertIn("another index", run("--stage", "merge", self.root / "small", one, two, code=2).stderr.decode())
        run("--stage", "read", self.archive, "--tgt-lang", "ru", "-o", self.root / "ru.profiles")
        self.assertIn("languages", run("--stage", "index", self.root / "all.profiles", self.root / "ru.profiles", "-o", self.root / "x", code=2).stderr.decode())
        for words in (["--stage", "candidates", index], ["--stage", "candidates", index, "-o", index], ["--stage", "all", index, "-o", "x"],
                      ["--stage", "candidates", index, "--partition", "3/2", "-o", "x"], [self.archive, "--memory", "1M"], [self.archive, "--memory", "lots"]):
            run(*words, code=2)

    def test_a_file_of_what_is_not_an_item_is_refused(self):
        junk = self.root / "junk.jsonl"
        junk.write_text("{}\n" * 20_000)
        self.assertIn("more than 10,000 items", run(junk, "--tgt-lang", "en", code=2).stderr.decode())
        junk.write_text("{}\n" * 20 + (self.archive / "a.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
        self.assertIn("20", run(junk, "--tgt-lang", "en").stderr.decode())

    def test_damaged_files_are_refused(self):
        index = (self.root / "index").read_bytes()
        for name, bytes, stage in (("index", index, ["--stage", "candidates"]), ("all.profiles", (self.root / "all.profiles").read_bytes(), ["--stage", "index"])):
            damaged = self.root / "damaged"
            cuts = [bytes[:-1], bytes[:len(bytes) // 2], b"", bytes[1:]]
            # Sizes and places within that point beyond the end.
            cuts += [bytes[:at] + b"\xff" * 8 + bytes[at + 8:] for at in range(8, len(bytes) - 16, len(bytes) // 60)]
            for number, cut in enumerate(cuts):
                damaged.write_bytes(cut)
                done = subprocess.run([program, "pair", *stage, damaged, "-o", self.root / "x"], capture_output=True)
                self.assertIn(done.returncode, (0, 2) if number > 3 else (2,), (name, number, done.stderr))


if __name__ == "__main__":
    unittest.main()
