#!/usr/bin/env python3
"""No output destroys an input, a link, a device or the work of another run.

    outputs_test.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
environment = dict(os.environ, SOURCE_DATE_EPOCH="1731715200")
RU = "Министр Иван Петров прибыл в Киев 5 мая 2024 года. В переговорах приняли участие 120 человек.\n"
EN = "Minister Ivan Petrov arrived in Kyiv on May 5, 2024. 150 people took part in the talks.\n"
LANGUAGES = ["--src-lang", "ru", "--tgt-lang", "en"]


class Outputs(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name)
        self.write("a.txt", RU)
        self.write("b.txt", EN)
        self.write("s.tsv", "1\tНовый договор.\tNew treaty.\n")
        self.pair = ["a.txt", "b.txt", *LANGUAGES, "--fail-on", "never"]

    def tearDown(self):
        self.temporary.cleanup()

    def write(self, name, text):
        (self.root / name).write_text(text)

    def start(self, *words, **more):
        return subprocess.Popen([program, *map(str, words)], cwd=self.root, env=environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def run_(self, *words, **more):
        return subprocess.run([program, *map(str, words)], cwd=self.root, env=environment, capture_output=True, timeout=60, **more)

    def good(self, *words):
        run = self.run_(*words)
        self.assertEqual(0, run.returncode, run.stderr)
        return run

    def files(self):
        return {path.relative_to(self.root): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def refused(self, *words, says="is an input of this run"):
        """The command is refused in one line, and every file is as it was."""
        before = self.files()
        run = self.run_(*words)
        told = run.stderr.decode().splitlines()
        self.assertEqual((2, 1), (run.returncode, len(told)), run)
        self.assertIn(says, told[0])
        self.assertEqual(before, self.files(), words)

    def manifest(self, name, count=1, **more):
        lines = [{"id": str(i), "source": "a.txt", "target": "b.txt", **more} for i in range(count)]
        self.write(name, "".join(json.dumps(line) + "\n" for line in lines))

    def test_an_output_is_never_an_input(self):
        self.manifest("m.jsonl")
        self.write("other.txt", "")
        os.link(self.root / "a.txt", self.root / "hard.html")
        os.symlink("a.txt", self.root / "soft.html")
        self.write("concord.toml", 'baseline = ["known.jsonl"]\nterms = "terms.tsv"\n')
        self.write("known.jsonl", "")
        self.write("terms.tsv", "слово\tword\n")
        for words in [
            ["check", *self.pair, "--report", "a.txt"],
            ["check", *self.pair, "--report", "hard.html"],
            ["check", *self.pair, "--report", "soft.html"],
            ["check", *self.pair, "--tmx", "./b.txt"],
            ["check", *self.pair, "--tmx-append", "b.txt"],
            ["check", *self.pair, "--tmx", "concord.toml"],
            ["check", *self.pair, "--tmx", "known.jsonl"],
            ["check", *self.pair, "--tmx", "terms.tsv"],
            ["check", "--aligned", "s.tsv", *LANGUAGES, "--tmx", "s.tsv"],
            ["align", "a.txt", "b.txt", "--tmx", "a.txt"],
            ["batch", "m.jsonl", "-o", "m.jsonl"],
            ["batch", "m.jsonl", "-o", "r.jsonl", "--tmx", "m.jsonl"],
            ["batch", "m.jsonl", "-o", "r.jsonl", "--tmx-append", "m.jsonl"],
            ["batch", "m.jsonl", "-o", "a.txt"],
            ["batch", "m.jsonl", "--tmx", "b.txt"],
            ["baseline", "update", "a.txt", *self.pair],
            ["baseline", "update", "concord.toml", *self.pair],
            ["tm", "add", "a.txt", *self.pair],
            ["feed", "--source", "a.txt", "--target", "b.txt", "--store", "store", "--memory", "a.txt"],
        ]:
            words = [word for word in words if word not in ("--fail-on", "never")] if words[0] in ("baseline", "tm") else words
            with self.subTest(words=words):
                self.refused(*words)
        self.refused("check", *self.pair, "--tmx", "new.tmx", "--report", "./new.tmx", says="")
        self.refused("check", *self.pair, "--tmx", "other.txt", "--report", "other.txt", says="")

    def test_merge_is_never_one_of_its_shards(self):
        self.manifest("m.jsonl", 20)
        for part in (1, 2):
            self.good("batch", "m.jsonl", "-o", f"r{part}.jsonl", "--tmx", f"t{part}.tmx", "--shard", f"{part}/2", "--fail-on", "never")
        self.refused("merge", "r1.jsonl", "r2.jsonl", "-o", "r1.jsonl")
        tmx = ["--tmx-shard", "t1.tmx", "--tmx-shard", "t2.tmx"]
        self.refused("merge", "r1.jsonl", "r2.jsonl", "-o", "all.jsonl", "--tmx", "t2.tmx", *tmx)
        self.write("old.jsonl", "old\n")
        self.refused("merge", "r1.jsonl", "r1.jsonl", "-o", "old.jsonl", says="which another shard has too")
        self.refused("merge", "r1.jsonl", "r2.jsonl", "-o", "old.jsonl", "--tmx", "none/a.tmx", *tmx, says="none/a.tmx")
        self.good("merge", "r1.jsonl", "r2.jsonl", "-o", "old.jsonl", "--tmx", "all.tmx", *tmx)
        self.assertEqual(20, len((self.root / "old.jsonl").read_text().splitlines()))

    def test_a_batch_that_cannot_begin_leaves_nothing(self):
        self.manifest("m.jsonl", 5)
        self.write("old.jsonl", "old\n")
        for option in ["--tmx", "--tmx-append", "--memory"]:
            self.refused("batch", "m.jsonl", "-o", "old.jsonl", option, "none/a.db", says="none/a.db")

    def test_a_page_of_others_is_not_replaced(self):
        (self.root / "pages").mkdir()
        self.write("pages/0.html", "<p>" + RU)
        self.write("m.jsonl", json.dumps({"id": "0", "source": "pages/0.html", "target": "b.txt"}) + "\n")
        run = self.run_("batch", "m.jsonl", "--report", "pages")
        self.assertEqual(2, run.returncode)
        self.assertIn(b"is not a page of concord", run.stderr)
        self.assertEqual("<p>" + RU, (self.root / "pages/0.html").read_text())
        self.manifest("m.jsonl", 2)
        for _ in range(2):
            self.good("batch", "m.jsonl", "--report", "own", "--fail-on", "never")

    def test_links_permissions_and_special_files(self):
        (self.root / "real").mkdir()
        self.write("real/t.tmx", "old")
        os.symlink("real/t.tmx", self.root / "l.tmx")
        os.symlink("real/new.tmx", self.root / "dangling.tmx")
        for name, real in [("l.tmx", "real/t.tmx"), ("dangling.tmx", "real/new.tmx")]:
            self.good("check", *self.pair, "--tmx", name)
            self.assertTrue((self.root / name).is_symlink())
            self.assertTrue((self.root / real).read_text().startswith("<?xml"))
        (self.root / "loop.tmx").symlink_to("loop.tmx")
        self.refused("check", *self.pair, "--tmx", "loop.tmx", says="symbolic links")

        (self.root / "real/t.tmx").chmod(0o600)
        self.good("check", "--aligned", "s.tsv", *LANGUAGES, "--tmx-append", "real/t.tmx")
        self.assertIn("New treaty", (self.root / "real/t.tmx").read_text())
        self.write("known.jsonl", "")
        self.write("records.jsonl", "")
        self.manifest("m.jsonl")
        for name in ["real/t.tmx", "known.jsonl", "records.jsonl"]:
            (self.root / name).chmod(0o640)
            if os.geteuid() == 0:
                os.chown(self.root / name, 1234, 2345)
        self.good("check", *self.pair, "--tmx", "real/t.tmx")
        self.good("baseline", "update", "known.jsonl", *self.pair[:-2])
        self.good("batch", "m.jsonl", "-o", "records.jsonl", "--fail-on", "never")
        for name in ["real/t.tmx", "known.jsonl", "records.jsonl"]:
            info = (self.root / name).stat()
            self.assertGreater(info.st_size, 0)
            self.assertEqual(0o640, stat.S_IMODE(info.st_mode), name)
            if os.geteuid() == 0:
                self.assertEqual((1234, 2345), (info.st_uid, info.st_gid), name)

        for name in ["p.jsonl", "p.tmx"]:
            os.mkfifo(self.root / name)
        for words in [["check", *self.pair, "--report", "p.jsonl"], ["batch", "m.jsonl", "-o", "p.jsonl", "--fail-on", "never"],
                      ["check", *self.pair, "--tmx", "p.tmx"], ["batch", "m.jsonl", "--tmx", "p.tmx", "--fail-on", "never"]]:
            pipe = words[-1] if "--fail-on" not in words[-2:] else words[-3]
            process = self.start(*words)
            with open(self.root / pipe, "rb") as reader:
                read = reader.read()
            process.communicate()
            self.assertEqual(0, process.returncode, words)
            self.assertGreater(len(read), 100)
            self.assertTrue(stat.S_ISFIFO((self.root / pipe).stat().st_mode))
        for device in ["/dev/null"]:
            self.good("check", *self.pair, "--tmx", device)
            self.good("batch", "m.jsonl", "-o", device, "--tmx", device, "--fail-on", "never")
            self.assertTrue(stat.S_ISCHR(os.stat(device).st_mode))
            self.assertFalse(os.path.exists(device + ".part"))
        self.refused("batch", "m.jsonl", "-o", "/dev/null", "--resume", says="cannot be continued")
        if os.geteuid() != 0:
            (self.root / "l.tmx").chmod(0o400)
            self.refused("check", *self.pair, "--tmx", "l.tmx", says="Permission denied")

    def test_a_planted_name_is_not_followed(self):
        self.manifest("m.jsonl")
        for planted in ["r.jsonl.part", "r.jsonl.journal", "a.tmx.part"]:
            os.symlink("b.txt", self.root / planted)
            run = self.run_("batch", "m.jsonl", "-o", "r.jsonl", "--tmx", "a.tmx")
            self.assertEqual(2, run.returncode)
            self.assertEqual(EN, (self.root / "b.txt").read_text())
            (self.root / planted).unlink()

    def test_two_baselines_at_once(self):
        self.write("k.jsonl", "")
        samples = sorted(path for path in (source / "samples").iterdir() if path.is_dir())[:6]
        sides = [[next(sample.glob(f"{side}.*.txt")) for side in ("source", "target")] for sample in samples]
        for one in sides:
            self.good("baseline", "update", "one.jsonl", *one)
        expected = {json.loads(line)["id"] for line in (self.root / "one.jsonl").read_text().splitlines()}
        self.assertGreater(len(expected), 10)
        for name in ["k.jsonl", "new.jsonl"]:  # there before, and not
            for _ in range(3):
                (self.root / name).unlink(missing_ok=True)
                runs = [self.start("baseline", "update", name, *one) for one in sides]
                for run in runs:
                    run.communicate()
                    self.assertEqual(0, run.returncode)
                found = {json.loads(line)["id"] for line in (self.root / name).read_text().splitlines()}
                self.assertEqual(expected, found)

    def test_two_runs_with_one_memory(self):
        self.manifest("m.jsonl", 300)
        for option in ["--tmx", "--tmx-append"]:
            (self.root / "a.tmx").unlink(missing_ok=True)
            runs = [self.start("batch", "m.jsonl", "-o", f"r{i}.jsonl", option, "a.tmx", "--fail-on", "never") for i in range(2)]
            told = [run.communicate()[1].decode() for run in runs]
            codes = sorted(run.returncode for run in runs)
            self.assertIn(codes, [[0, 0], [0, 2]], told)
            xml.dom.minidom.parse(str(self.root / "a.tmx"))
            for run, text in zip(runs, told):
                if run.returncode == 2:
                    self.assertIn("is being written by another run", text)
        (self.root / "a.tmx").unlink()
        runs = [self.start("check", "--aligned", "s.tsv", *LANGUAGES, "--tmx-append", "a.tmx") for i in range(4)]
        for run in runs:
            told = run.communicate()[1].decode()
            self.assertTrue(run.returncode == 0 or "changed by another program" in told, told)
        self.assertEqual(1, (self.root / "a.tmx").read_text().count("</tu>"))

    def test_stores_that_may_only_be_read(self):
        self.good("tm", "add", "m.sqlite", "--aligned", "s.tsv", *LANGUAGES)
        (self.root / "f.jsonl").write_text(json.dumps({"id": "1", "lang": "ru", "date": "2024-05-06", "text": RU}) + "\n")
        (self.root / "g.jsonl").write_text(json.dumps({"id": "2", "lang": "en", "date": "2024-05-06", "text": EN}) + "\n")
        feed = ["feed", "--store", "store"]
        self.good(*feed, "--source", "f.jsonl", "--target", "g.jsonl", "--fail-on", "never")
        reading = [["tm", "search", "m.sqlite", "New treaty."], ["tm", "stats", "m.sqlite"], ["tm", "export", "m.sqlite", "--tmx", "-"],
                   [*feed, "--status"]]
        expected = [self.good(*words).stdout for words in reading]
        self.assertTrue(all(expected))
        before = self.files()
        for path in [self.root, self.root / "store", *self.root.rglob("*.sqlite")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            # root may write everywhere: as somebody else
            who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
            for words, out in zip(reading, expected):
                run = self.run_(*words, **who)
                self.assertEqual((0, out), (run.returncode, run.stdout), (words, run.stderr))
            run = self.run_("tm", "add", "m.sqlite", "--aligned", "s.tsv", *LANGUAGES, **who)
            self.assertEqual(2, run.returncode)
        finally:
            for path in [self.root, self.root / "store"]:
                path.chmod(0o755)
        self.assertEqual(before, self.files())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
