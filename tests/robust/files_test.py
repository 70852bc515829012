#!/usr/bin/env python3
"""Files that went wrong once, in ../shared/eval/files: every one behaves as the note beside it says.

    files_test.py PROGRAM SOURCE_FOLDER

The files are not ours to keep here; without them the test is skipped. Faults of the pages are in tests/browser, hostile text at
scale is in time_test.py, kills are in kills_test.py.
"""
import csv
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

program, source = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
FILES = Path(os.environ.get("CONCORD_SHARED", source.parent / "shared")) / "eval" / "files"
PUBLIC, ECOSYSTEM, RELIABILITY = FILES / "public", FILES / "ecosystem", FILES / "reliability"
environment = dict(os.environ, SOURCE_DATE_EPOCH="1731715200", NO_COLOR="1")
RU_EN = ["--src-lang", "ru", "--tgt-lang", "en"]
OTHER = "Construction took three years."


class Case(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name)

    def tearDown(self):
        self.temporary.cleanup()

    def copy(self, folder):
        """A copy of a folder, to run in."""
        copy = self.root / folder.name
        shutil.copytree(folder, copy)
        return copy

    def run_(self, *words, folder=None, code=None, given=b""):
        run = subprocess.run([program, *map(str, words)], cwd=folder or self.root, env=environment, input=given, capture_output=True, timeout=60)
        if code is not None:
            self.assertEqual(code, run.returncode, (words, run))
        return run

    def refused(self, *words, says, folder=None):
        told = self.run_(*words, folder=folder, code=2).stderr.decode().splitlines()
        self.assertEqual(1, len(told), (words, told))
        self.assertIn(says, told[0])

    def issues(self, *words, folder=None):
        run = self.run_(*words, "--format", "jsonl", folder=folder)
        self.assertIn(run.returncode, (0, 1), (words, run))
        return [issue for issue in map(json.loads, run.stdout.decode().splitlines()) if "check" in issue], run.stderr.decode()

    def found(self, *words, folder=None):
        """Check and severity of the issues."""
        return [(issue["check"], issue["severity"]) for issue in self.issues(*words, folder=folder)[0]]

    def lines(self, *words, folder=None):
        return [json.loads(line) for line in self.run_(*words, folder=folder, code=0).stdout.decode().splitlines()]

    def sentences(self, path, lang):
        return [bead.split("\t")[1] for bead in self.run_("align", path, path, "--src-lang", lang, "--tgt-lang", lang, "--format", "tsv", code=0)
                .stdout.decode().splitlines()]


class Public(Case):
    def test_texts(self):
        folder = PUBLIC / "align"
        for name, says in {"dot.txt": "has no text", "nul.ru.txt": "is not text"}.items():
            self.refused("check", folder / name, folder / "ok.en.txt", *RU_EN, says=says)
        for one in ("ok", "crlf", "firstempty"):
            for other in ("ok", "cr", "firstempty"):
                self.assertEqual([], self.found("check", folder / f"{one}.ru.txt", folder / f"{other}.en.txt", *RU_EN), (one, other))
        self.assertEqual([], [one for one in self.found("check", folder / "threeastwo.ru.txt", folder / "threeastwo.en.txt", *RU_EN) if one[1] == "error"])
        self.assertTrue(self.found("check", folder / "ok.ru.txt", folder / "longword.en.txt", *RU_EN))

    def test_only_the_credit_is_set_aside(self):
        for lang in ("en", "id", "vi"):
            sentences = self.sentences(PUBLIC / "align" / f"credit.{lang}.txt", lang)
            self.assertEqual(3, len(sentences), sentences)
            self.assertIn("20", sentences[2])

    def test_sentences(self):
        for lang in ("ru", "en"):
            path = PUBLIC / "align" / f"abbr.{lang}.txt"
            if path.exists():
                self.assertEqual(9, len(self.sentences(path, lang)), path)
        wanted = [path for path in sorted((PUBLIC / "segm").glob("*.want")) if path.with_suffix(".txt").exists()]
        self.assertGreater(len(wanted), 10)
        for want in wanted:
            with self.subTest(want.name):
                self.assertEqual(want.read_text().splitlines(), self.sentences(want.with_suffix(".txt"), want.name[:2]))

    def test_memories(self):
        for path in sorted((PUBLIC / "tmx").glob("*.tmx")):
            with self.subTest(path.name):
                if path.name in ("truncated.tmx", "nbsp-entity.tmx", "utf8-says-utf16.tmx", "stray-tuv.tmx"):  # no XML
                    self.refused("check", "--aligned", path, says=path.name)
                    continue
                issues, notes = self.issues("check", "--aligned", path)
                self.assertEqual([("number", "error")], [(issue["check"], issue["severity"]) for issue in issues])
                skipped = {"control-char-raw.tmx", "control-char-ref.tmx", "empty-seg.tmx", "no-seg.tmx"}
                self.assertEqual(path.name in skipped, "1 units of" in notes, notes)

    def test_translations(self):
        for path in sorted((PUBLIC / "xliff").glob("*.xlf")):
            expected = [] if path.name == "alt-trans.xlf" else [("number", "error")]
            self.assertEqual(expected, self.found("check", "--aligned", path, *RU_EN), path.name)

    def test_feeds(self):
        for path in sorted((PUBLIC / "feed").iterdir()):
            with self.subTest(path.name):
                run = self.run_("pair", path, code=0)
                items = [json.loads(line) for line in run.stdout.decode().splitlines()]
                self.assertEqual(2 if path.name == "dup-guid.xml" else 1, len(items))
                self.assertEqual({"ru"}, {item["src_lang"] for item in items})
                if path.name == "dup-guid.xml":
                    self.assertIn("has the id same for several items", run.stderr.decode())
                    self.assertEqual({"https://example.com/1", "https://example.com/2"}, {item["source"] for item in items})

    def test_days_of_feeds(self):
        (self.root / "en.jsonl").write_text(json.dumps({"id": "e", "lang": "en", "date": "2025-03-14", "text": OTHER}) + "\n")
        for path in sorted((PUBLIC / "feed").glob("date-*")):
            store = self.root / path.stem
            run = self.run_("feed", "--source", path, "--target", "en.jsonl", "--store", store, "--fail-on", "never", code=0)
            with sqlite3.connect(store / "feed.sqlite") as database:
                days = [day for (day,) in database.execute("SELECT day FROM items WHERE side='source'")]
            self.assertEqual(["2036-03-13" if "future" in path.name else "2025-03-13"], days, (path.name, run.stderr))


class Ecosystem(Case):
    def test_a_confirmed_error_stays_out_of_the_memory(self):
        folder = self.copy(ECOSYSTEM / "01-right-verdict-enters-memory")
        run = self.run_("check", "--aligned", "pair.tsv", *RU_EN, "--reviewed", "reviewed.jsonl", "--tmx", "b.tmx", folder=folder, code=1)
        self.assertNotIn(b"No issues", run.stdout)
        self.assertEqual(1, (folder / "b.tmx").read_text().count("<tu "))
        self.assertNotIn("2.8 million", (folder / "b.tmx").read_text())

    def test_formats_of_articles(self):
        folder = ECOSYSTEM / "05-article-formats"
        self.assertEqual(6, len(self.found("check", folder / "a.docx", folder / "b.docx", "--date", "2024-10-22")))
        self.assertEqual([("number", "error")], self.found("check", folder / "a.json", folder / "b.json"))
        pairs = [line for line in self.lines("pair", folder / "a.docx", folder / "b.docx") if line.get("source") and line.get("target")]
        self.assertEqual(1, len(pairs))
        records = self.run_("batch", "-", "--fail-on", "never", given=json.dumps(pairs[0]).encode() + b"\n", code=0)
        self.assertGreater(len(json.loads(records.stdout)["issues"]), 3)
        self.refused("check", ECOSYSTEM / "06-rtf" / "a.rtf", ECOSYSTEM / "06-rtf" / "b.txt", *RU_EN, says="RTF")

    def test_languages_of_the_command_line(self):
        self.assertEqual([("number", "error")], self.found("check", "--aligned", ECOSYSTEM / "07-aligned-other-languages" / "t.xlf", *RU_EN))

    def test_a_title_that_is_the_first_sentence(self):
        folder = ECOSYSTEM / "08-rss-title-is-first-sentence"
        run = self.run_("feed", "--source", folder / "ru.xml", "--target", folder / "en.xml", "--store", "s", "--format", "jsonl", code=0)
        self.assertEqual([], [line for line in map(json.loads, run.stdout.decode().splitlines()) if "check" in line])
        self.assertEqual([], self.found("check", folder / "t1.ru", folder / "t1.en", *RU_EN))

    def test_glossaries_and_columns(self):
        folder = ECOSYSTEM / "11-omegat-glossary"
        self.assertEqual([], [one for one in self.found("check", "--aligned", folder / "g.tsv", *RU_EN, "--terms", folder / "gl.txt") if one[0] == "term"])
        self.run_("check", "--aligned", source / "samples" / "segments.ru-en.tsv", *RU_EN, "--columns", "check,source,target", code=1)

    def test_languages_of_the_interface(self):
        folder = PUBLIC / "align"
        for lang in ("uk", "id"):
            self.run_("check", folder / "ok.ru.txt", folder / "ok.en.txt", *RU_EN, "--ui-lang", lang, code=0)


class Reliability(Case):
    def test_an_item_of_no_language(self):
        folder = RELIABILITY / "01-undetected-item-loses-pairs"
        paired = lambda lines: {(one["source"], one["target"]) for one in lines if one["source"] and one["target"]}
        plain = self.lines("pair", folder / "source-without.jsonl", folder / "target.jsonl", "-j", "1")
        self.assertEqual(3, len(paired(plain)))
        for jobs in ("1", "2", "8"):
            self.assertEqual(paired(plain), paired(self.lines("pair", folder / "source.jsonl", folder / "target.jsonl", "-j", jobs)))

    def script(self, name, *more):
        run = subprocess.run(["bash", RELIABILITY / name / "run.sh", program, *map(str, more)], env=dict(environment, TMPDIR=str(self.root)),
                             capture_output=True, text=True, errors="replace", timeout=250)
        return run.stdout.splitlines(), run.stderr

    def test_an_output_that_is_an_input(self):
        told, _ = self.script("02-output-destroys-input")
        self.assertEqual(4, len(told))
        for line in told:
            self.assertIn("rc=2", line)
        self.assertIn("source now: Министр", told[0])
        self.assertIn("manifest now 53 bytes", told[1])
        self.assertEqual(*re.search(r"had (\d+) lines, has (\d+)", told[2]).groups())
        self.assertIn('manifest now: {"id":"1"', told[3])

    @unittest.skipIf(os.geteuid() != 0, "makes a device, which root may")
    def test_devices_and_links(self):
        told = "\n".join(self.script("03-device-and-links")[0])
        for line in ["--tmx: character special file", "--report: fifo", "l.tmx: symbolic link" if "l.tmx:" in told else "link after --tmx: symbolic link",
                     "--tmx-append: 600 1000:1000", "after update: 600"]:
            self.assertIn(line, told)
        self.assertNotIn("still says: old", told)

    def test_time_is_linear(self):
        if not shutil.which("time") and not os.path.exists("/usr/bin/time"):
            self.skipTest("no /usr/bin/time")
        seconds = [float(number) for number in re.findall(r": ([\d.]+) s", self.script("04-quadratic-time")[1])]
        self.assertEqual(9, len(seconds))
        # What grew with the square took 105 seconds.
        self.assertLess(max(seconds), 3)

    def test_deep_nesting(self):
        told, _ = self.script("05-deep-xml-crash")
        codes = [int(code) for code in re.findall(r"rc=(\d+)", "\n".join(told))]
        self.assertEqual(4, len(codes))
        self.assertLessEqual(set(codes), {0, 2})  # read or refused; a signal is 139

    def test_what_others_wrote(self):
        folder = RELIABILITY / "06-feed-text-injection"
        for words in [["feed", "--source", folder / "s.jsonl", "--target", folder / "t.jsonl", "--store", "st"], ["config", "--config", folder / "evil.toml"],
                      ["baseline", "check", folder / "evil.jsonl", PUBLIC / "align" / "ok.ru.txt", PUBLIC / "align" / "ok.en.txt", *RU_EN],
                      ["check", "a\x1b[31m\n::error::x", "b"]]:
            run = self.run_(*words)
            for line in (run.stdout + run.stderr).decode().splitlines():
                self.assertNotIn("\x1b", line)
                self.assertFalse(line.startswith(("::set-output", "::error")), line)

    def test_two_at_once(self):
        told, problems = self.script("07-concurrent-writes", source / "samples")
        counts = [int(re.search(r"at once: (\d+) entries", line).group(1)) for line in told if "at once" in line]
        self.assertEqual(5, len(counts))
        self.assertEqual(1, len(set(counts)), told)
        self.assertNotIn("parser error", "\n".join(told) + problems)

    def test_nothing_is_cut_short(self):
        for name in ("ok.ru.txt", "ok.en.txt"):
            shutil.copy(PUBLIC / "align" / name, self.root)
        (self.root / "m.jsonl").write_text('{"id":"1","source":"ok.ru.txt","target":"ok.en.txt"}\n')
        self.run_("batch", "m.jsonl", "-o", "x.jsonl", code=0)
        before = (self.root / "x.jsonl").read_bytes()
        (self.root / "old.jsonl").write_bytes(before)
        for words in [["merge", "x.jsonl", "x.jsonl", "-o", "old.jsonl"], ["merge", "x.jsonl", "-o", "old.jsonl", "--tmx", "/nonexistent/a.tmx", "--tmx-shard", "t.tmx"],
                      ["batch", "m.jsonl", "-o", "old.jsonl", "--memory", "/nonexistent/m.db"], ["batch", "m.jsonl", "-o", "old.jsonl", "--tmx", "/nonexistent/a.tmx"]]:
            self.run_(*words, code=2)
            self.assertEqual(before, (self.root / "old.jsonl").read_bytes(), words)
            self.assertEqual([], list(self.root.glob("*.journal")), words)

    def test_figures(self):
        folder = RELIABILITY / "09-headline-figure"
        self.assertEqual([("number", "error")], self.found("check", folder / "source.ru.txt", folder / "target.en.txt", *RU_EN))
        with open(RELIABILITY / "13-hidden-figures" / "pairs.tsv", newline="") as file:
            for number, (lang, one, other, right) in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                (self.root / "s.tsv").write_text(f"1\t{one}\t{other}\n")
                found = self.found("check", "--aligned", "s.tsv", "--src-lang", lang, "--tgt-lang", "en")
                kind = "date" if "date" in right else "number"
                grave = ("error", "warning") if "or warning" in right else ("error",)
                self.assertTrue(any(check == kind and severity in grave for check, severity in found), (number, one, found))

    def test_reading_needs_no_writing(self):
        (self.root / "s.tsv").write_text("1\tНовый договор.\tNew treaty.\n")
        self.run_("tm", "add", "m.sqlite", "--aligned", "s.tsv", *RU_EN, code=0)
        (self.root / "m.sqlite").chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        for words in [["tm", "search", "m.sqlite", "New treaty."], ["tm", "stats", "m.sqlite"], ["tm", "export", "m.sqlite", "--tmx", "-"]]:
            self.assertTrue(self.run_(*words, code=0).stdout)

    def test_a_full_device(self):
        with open("/dev/full", "wb") as full:
            run = subprocess.run([program, "entities", "--lang", "en"], input=b"On May 5, 2024 Ivan paid 120 dollars.\n", stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(2, run.returncode)
        self.assertIn(b"standard output cannot be written", run.stderr)

    def test_a_pattern_without_end(self):
        run = self.run_("check", "source.ru.txt", "target.en.txt", folder=RELIABILITY / "14-furniture-pattern-crash")
        self.assertIn(run.returncode, (0, 2), run)
        self.assertLessEqual(len(run.stderr.splitlines()), 1)


if __name__ == "__main__":
    if not FILES.is_dir():
        print("no files that went wrong in", FILES)
        sys.exit(77)
    unittest.main(argv=[sys.argv[0]])
