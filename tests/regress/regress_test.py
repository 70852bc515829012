#!/usr/bin/env python3
"""concord regress as a user runs it: regress_test.py CONCORD SOURCE_DIR"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

CONCORD, ROOT = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))

# Made up.
SOURCE = "Порт Лангхай принял 12 ноября первое судно с 340 контейнерами.\n\nМинистр Нгуен Ван Бинь открыл причал.\n\nСтроительство обошлось в 75 млн долларов.\n"
TARGET = "Lang Hai port received its first ship with 340 containers on November 12.\n\nMinister Nguyen Van Binh opened the berth.\n\nConstruction cost $75 million.\n"


class RegressTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.pair("port")
        self.pair("deep/er/pair")

    def tearDown(self):
        self.folder.cleanup()

    def pair(self, name, source=SOURCE, target=TARGET):
        (self.root / name).mkdir(parents=True, exist_ok=True)
        (self.root / name / "source.ru.txt").write_text(source, encoding="utf-8")
        (self.root / name / "target.en.txt").write_text(target, encoding="utf-8")

    def regress(self, *words, folder=None):
        done = subprocess.run([CONCORD, "regress", str(folder or self.root), *words], capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout, done.stderr

    def test_pin_then_nothing_then_what_changed_then_accept(self):
        code, out, _ = self.regress()
        self.assertEqual(code, 1)
        self.assertIn("port: nothing is pinned yet; run with --update", out)
        code, out, _ = self.regress("--update")
        self.assertEqual((code, out), (0, "deep/er/pair: pinned\nport: pinned\n2 pairs: 2 pinned, 0 could not be checked\n"))
        self.assertEqual((self.root / "port/pinned.ladder").read_text(), "[0]:[0]\n[1]:[1]\n[2]:[2]\n")
        self.assertEqual((self.root / "port/pinned.jsonl").read_text(), "")
        self.assertEqual(self.regress()[:2], (0, "2 pairs: 0 changed, 0 could not be checked\n"))
        self.pair("port", target=TARGET.replace("340", "430"))
        code, out, _ = self.regress()
        self.assertEqual(code, 1)
        self.assertRegex(out, r"^port: issue new: error number: 340 .*430.*\n2 pairs: 1 changed")
        # Accepting tells only what is accepted.
        self.assertEqual(self.regress("--update")[:2], (0, "port: pinned again\n2 pairs: 1 pinned, 0 could not be checked\n"))
        self.pair("port")
        self.assertRegex(self.regress()[1], r"^port: issue gone: error number: 340 ")

    def test_what_changed_is_said_in_words(self):
        self.pair("port", target=TARGET.replace("340", "430"))
        self.regress("--update")
        pinned = self.root / "port/pinned.jsonl"
        issue = json.loads(pinned.read_text(encoding="utf-8").splitlines()[0])
        for change, words in (({"severity": "info"}, "issue changed: info number: .*: severity error, was info"),
                              ({"message": "other words"}, "issue changed: error number: other words: message 340 .*, was other words"),
                              ({"target": None}, 'target "430" at [0-9]+, was nothing'),
                              ({"source": {**issue["source"], "start": 1}}, 'source "340" at [0-9]+, was "340" at 1')):
            pinned.write_text(json.dumps({**issue, **change}, ensure_ascii=False) + "\n", encoding="utf-8")
            code, out, _ = self.regress()
            self.assertEqual(code, 1)
            self.assertRegex(out, words)
        ladder = self.root / "deep/er/pair/pinned.ladder"
        ladder.write_text("[0, 1]:[0]\n[]:[1]\n[2]:[2]\n")
        out = self.regress()[1]
        for words in ("bead gone: source sentences 1 and 2 with target sentence 1", "bead gone: target sentence 2 alone",
                      "bead new: source sentence 1 with target sentence 1", "bead new: source sentence 2 with target sentence 2"):
            self.assertIn("deep/er/pair: " + words + "\n", out)

    def test_junit(self):
        self.regress("--update")
        self.pair("port", target=TARGET.replace("340", "430 & <b>"))
        self.pair("new")
        (self.root / "bad").mkdir()
        (self.root / "bad/pinned.ladder").write_text("")
        code, out, _ = self.regress("--format", "junit")
        self.assertEqual(code, 2)
        suite = xml.etree.ElementTree.fromstring(out)
        self.assertEqual((suite.get("tests"), suite.get("failures"), suite.get("errors")), ("4", "2", "1"))
        cases = {case.get("name"): case for case in suite}
        self.assertIn("issue new", cases["port"].find("failure").text)
        self.assertIn("nothing is pinned", cases["new"].find("failure").text)
        self.assertIn("source file is gone", cases["bad"].find("error").text)
        self.assertEqual(len(cases["deep/er/pair"]), 0)

    def test_a_pair_that_cannot_be_checked_is_named_and_the_rest_goes_on(self):
        self.regress("--update")
        for name, text in (("port/source.uk.txt", "Порт."), ("json/pinned.jsonl", "{"), ("list/pinned.jsonl", "[]\n"), ("bead/pinned.ladder", "[x]:[0]\n"),
                           ("date/pair.json", '{"date": "yesterday"}'), ("bytes/x", "")):
            if name[:4] != "port":
                self.pair(name.split("/")[0])
        self.regress("--update")
        (self.root / "port/source.uk.txt").write_text("Порт.", encoding="utf-8")
        (self.root / "json/pinned.jsonl").write_text("{")
        (self.root / "list/pinned.jsonl").write_text("[]\n")
        (self.root / "bead/pinned.ladder").write_text("[x]:[0]\n")
        (self.root / "date/pair.json").write_text('{"date": "yesterday"}')
        (self.root / "bytes/target.en.txt").write_bytes(b"abc \xff\xfe\xfd")
        code, out, _ = self.regress()
        self.assertEqual(code, 2)
        for words in ("port: has more than one file source.*", "pinned.jsonl:1: is not JSON", "list/pinned.jsonl:1: is not an issue", "bead/pinned.ladder:1: is not JSON",
                      "date: ", "bytes: target.en.txt"):
            self.assertIn(words, out)
        self.assertIn("7 pairs: 0 changed, 6 could not be checked", out)

    def test_a_date_beside_the_pair_counts(self):
        source, target = SOURCE.replace("12 ноября", "вчера"), TARGET.replace("November 12", "November 12, 2024")
        self.pair("port", source, target)
        (self.root / "port/pair.json").write_text('{"date": "2024-11-13"}')
        self.regress("--update")
        (self.root / "port/pair.json").write_text('{"src_date": "2024-11-20", "tgt_date": "2024-11-13"}')
        self.assertRegex(self.regress()[1], "port: issue new: .*November 12, 2024")

    def test_the_configuration_counts(self):
        self.pair("port", target=TARGET.replace("340", "430"))
        self.regress("--update")
        config = self.root / "desk.toml"
        config.write_text('[checks]\nnumber = "warning"\n')
        self.assertRegex(self.regress("--config", str(config))[1], "port: issue changed: error number: .*: severity warning, was error")
        config.write_text('[checks]\nnumber = "off"\n')
        self.assertRegex(self.regress("--config", str(config))[1], "port: issue gone: error number")

    def test_wrong_usage_is_one_line(self):
        empty = self.root / "empty"
        empty.mkdir()
        for words, folder, error in (([], self.root / "nosuch", "is not a folder"), ([], empty, "has no pairs"), (["--format", "x"], None, "unknown format")):
            code, _, err = self.regress(*words, folder=folder)
            self.assertEqual(code, 2)
            self.assertIn(error, err)
            self.assertEqual(len(err.splitlines()), 1)

    def test_our_own_samples_can_be_pinned(self):
        samples = self.root / "samples"
        subprocess.run(["cp", "-r", str(ROOT / "samples"), str(samples)], check=True)
        code, out, err = self.regress("--update", folder=samples)
        self.assertEqual(code, 0, out + err)
        self.assertEqual(self.regress(folder=samples)[0], 0)


if __name__ == "__main__":
    unittest.main()
