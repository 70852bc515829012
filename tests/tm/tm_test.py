#!/usr/bin/env python3
"""concord tm as a user runs it: tm_test.py CONCORD SOURCE_DIR"""
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

CONCORD, ROOT = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
SOURCE, TARGET = (str(ROOT / "samples/02-visit" / name) for name in ("source.ru.txt", "target.en.txt"))

# Made up. The second has an error; the third two target languages.
OTHERS = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="other" creationtoolversion="2" segtype="sentence" o-tmf="x" adminlang="en" srclang="uk" datatype="plaintext"/>
<body>
<tu creationdate="20200102T030405Z"><tuv xml:lang="uk"><seg>Порт прийняв <ph>{1}</ph>перше судно.</seg></tuv><tuv xml:lang="en-GB"><seg>The port received its first ship.</seg></tuv></tu>
<tu><prop type="x-issues">number:error</prop><tuv xml:lang="uk"><seg>Порт прийняв 12 суден.</seg></tuv><tuv xml:lang="en-GB"><seg>The port received 21 ships.</seg></tuv></tu>
<tu><tuv xml:lang="uk"><seg>Дякуємо!</seg></tuv><tuv xml:lang="en-GB"><seg>Thank you!</seg></tuv><tuv xml:lang="fr"><seg>Merci&#160;!</seg></tuv></tu>
<tu><tuv xml:lang="uk"><seg>Без пари.</seg></tuv></tu>
</body></tmx>
"""


class TmTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.memory = self.path("memory.sqlite")
        pathlib.Path(self.path("others.tmx")).write_text(OTHERS, encoding="utf-8")

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def tm(self, *words, code=0, **more):
        done = subprocess.run([CONCORD, "tm", *words], capture_output=True, text=True, timeout=120,
                              env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout if code == 0 else done.stderr

    def search(self, text, *more):
        return [json.loads(line) for line in self.tm("search", self.memory, text, "--format", "jsonl", *more).splitlines()]

    def stats(self):
        return {(row["src_lang"], row["tgt_lang"]): row for row in map(json.loads, self.tm("stats", self.memory, "--format", "jsonl").splitlines())}

    def test_add_is_brought_up_to_date_by_saying_it_again(self):
        self.assertEqual(self.tm("add", self.memory, SOURCE, TARGET, "--outlet", "desk"), "12 units kept\n")
        before = self.tm("export", self.memory, "--tmx", "-")
        self.assertEqual(self.stats()[("ru", "en")]["units"], 12)
        self.tm("add", self.memory, SOURCE, TARGET, "--outlet", "desk")
        self.assertEqual(self.tm("export", self.memory, "--tmx", "-"), before)
        # A corrected version under the same name takes the place of the old one; what it no longer says is gone.
        for name, text in (("s.ru.txt", SOURCE), ("t.en.txt", TARGET)):
            pathlib.Path(self.path(name)).write_text(pathlib.Path(text).read_text(encoding="utf-8"), encoding="utf-8")
        self.tm("add", self.memory, self.path("s.ru.txt"), self.path("t.en.txt"))
        self.assertEqual(self.stats()[("ru", "en")]["documents"], 2)
        changed = pathlib.Path(self.path("t.en.txt")).read_text(encoding="utf-8").replace("14th meeting", "fifteenth gathering")
        pathlib.Path(self.path("t.en.txt")).write_text(changed, encoding="utf-8")
        self.tm("add", self.memory, self.path("s.ru.txt"), self.path("t.en.txt"))
        self.assertEqual(self.stats()[("ru", "en")]["units"], 24)
        found = [m for m in self.search("outcomes of the fifteenth gathering", "--min-score", "0.1", "--all") if "gathering" in m["target"]]
        self.assertEqual(len(found), 1)

    def test_a_pair_that_has_no_units_any_more_leaves_none(self):
        for name, text in (("s.ru.txt", SOURCE), ("t.en.txt", TARGET)):
            pathlib.Path(self.path(name)).write_text(pathlib.Path(text).read_text(encoding="utf-8"), encoding="utf-8")
        self.tm("add", self.memory, self.path("s.ru.txt"), self.path("t.en.txt"))
        self.assertEqual(self.stats()[("ru", "en")]["units"], 12)
        pathlib.Path(self.path("t.en.txt")).write_text((ROOT / "samples/07-grain/target.en.txt").read_text(encoding="utf-8"), encoding="utf-8")
        self.assertEqual(self.tm("add", self.memory, self.path("s.ru.txt"), self.path("t.en.txt")), "0 units kept\n")
        self.assertEqual(self.stats(), {})

    def test_search_finds_either_side(self):
        self.tm("import", self.memory, self.path("others.tmx"))
        for text, more, score, side, partner in (
                ("The port received its first ship.", (), 1, "target", "Порт прийняв перше судно."),
                ("THE PORT RECEIVED ITS FIRST SHIP", (), 0.99, "target", "Порт прийняв перше судно."),
                ("Порт прийняв перше судно", (), 0.99, "source", "The port received its first ship."),
                ("The port received its second ship.", (), 0.833, "target", "Порт прийняв перше судно."),
                ("The port received its first ship.", ("--lang", "en"), 1, "target", "Порт прийняв перше судно."),
                ("Merci !", ("--tgt-lang", "fr"), 0.99, "target", "Дякуємо!")):
            found = self.search(text, *more)
            self.assertTrue(found, text)
            self.assertEqual((found[0]["score"], found[0]["side"]), (score, side), text)
            self.assertEqual(found[0]["source" if side == "target" else "target"], partner)
        for text, more in (("The port received its first ship.", ("--lang", "uk")), ("Nothing of this kind stands there", ()), ("...", ()),
                           ("The port received its second ship.", ("--min-score", "0.9")), ("The port received 21 ships.", ("--min-score", "1")),
                           ("The port received its first ship.", ("--outlet", "none"))):
            self.assertEqual(self.search(text, *more), [], text)
        self.assertEqual(self.search("The port received 21 ships.", "--all")[0]["issues"], "number:error")
        self.assertEqual(len(self.search("The port received its first ship", "--min-score", "0.3", "--all", "--limit", "1")), 1)
        # Many texts through a pipe: what is found for one ends with an empty object.
        out = self.tm("search", self.memory, "-", "--format", "jsonl", input="Дякуємо!\nнічого\n")
        self.assertEqual([line == "{}" for line in out.splitlines()], [False, False, True, True])

    def test_a_phrase_is_found_in_longer_units(self):
        """A concordance: both sides, in any form of the words, with what stands around."""
        self.tm("add", self.memory, SOURCE, TARGET, "--date", "2025-03-12")
        for phrase, side, words in (("foreign minister", "target", "Foreign Minister"), ("премьер-министр", "source", "емьер-министр"),
                                    ("официальный визит", "source", "официальным визитом")):
            found = self.search(phrase)
            self.assertTrue(found, phrase)
            for match in found:
                self.assertEqual(match["side"], side)
                self.assertNotIn("score", match)
                at = match["phrase"]
                self.assertEqual(match[side][at["start"]:at["end"]], at["text"])
            self.assertTrue(any(words in match["phrase"]["text"] for match in found), (phrase, found))
        self.assertIn("[официальным визитом]", self.tm("search", self.memory, "официальный визит"))
        self.assertEqual(self.search("foreign minister", "--lang", "ru"), [])
        self.assertEqual(self.search("minister foreign"), [])
        self.assertEqual(len(self.search("foreign minister", "--limit", "1")), 1)
        # A whole segment is like itself; asked for as a phrase it has no score.
        whole = self.search("foreign minister")[0]["target"]
        self.assertEqual(self.search(whole)[0]["score"], 1)
        self.assertNotIn("score", self.search(whole, "--phrase")[0])
        around = self.search("официальный визит", "--context", "1")[0]
        units = [(e["source"], e["target"]) for e in self.export()]
        at = units.index((around["source"], around["target"]))
        self.assertEqual([(u["source"], u["target"]) for u in around["before"]], units[max(0, at - 1):at])
        self.assertEqual([(u["source"], u["target"]) for u in around["after"]], units[at + 1:at + 2])

    def export(self, *more):
        tmx = xml.etree.ElementTree.fromstring(self.tm("export", self.memory, "--tmx", "-", *more).encode())
        return [dict(zip(("source", "target"), ("".join(seg.itertext()) for seg in unit.iter("seg")))) for unit in tmx.iter("tu")]

    def write_tmx(self, name, units, head='<?xml version="1.0" encoding="UTF-8"?>', langs=("uk", "en")):
        body = "".join(unit if unit.startswith("<") else '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>\n'.format(
            langs[0], unit.split("|")[0], langs[1], unit.split("|")[1]) for unit in units)
        pathlib.Path(self.path(name)).write_text(f'{head}<tmx version="1.4"><header srclang="{langs[0]}"/><body>{body}</body></tmx>', encoding="utf-8")
        return self.path(name)

    def test_one_broken_unit_costs_itself_only(self):
        good = [f"слово {i}|word {i}" for i in range(3000)]
        for broken in ("a & b|c", "<tu><tuv xml:lang='uk'><seg>a</seg><tuv xml:lang='en'><seg>b</seg></tuv></tu>", "<tu><tuv xml:lang='uk'><seg>a</tuv></tu>",
                       "&nosuch;|x", "<tu><tuv xml:lang=uk><seg>a</seg></tuv></tu>", "a < b|c"):
            for at in (0, 1500, 3000):
                memory = self.path("broken.sqlite")
                out = self.tm("import", memory, self.write_tmx("broken.tmx", good[:at] + [broken] + good[at:]))
                self.assertIn("3000 units, 3000 of them new; 0 without text in two languages; 1 damaged, left out", out, (broken, at))
                os.remove(memory)
        # Not closed: what follows is read, and the error is noticed at the end of the body.
        out = self.tm("import", self.memory, self.write_tmx("open.tmx", good[:5] + ["<tu><tuv xml:lang='uk'><seg>a</seg></tuv>"] + good[5:]))
        self.assertIn("3000 units", out)
        self.assertIn("1 damaged", out)
        cut = pathlib.Path(self.write_tmx("cut.tmx", good)).read_text(encoding="utf-8")[:-2000]
        pathlib.Path(self.path("cut.tmx")).write_text(cut, encoding="utf-8")
        self.assertIn("is not well-formed", self.tm("import", self.memory, self.path("cut.tmx"), code=2))

    def test_languages_are_canonical(self):
        for said in (("RU_ru", "EN-gb"), ("rus", "eng-GB"), ("ru-RU", "en_GB")):
            self.tm("import", self.memory, self.write_tmx(said[0] + ".tmx", ["Раз.|One."], langs=said))
        self.assertEqual({pair: row["units"] for pair, row in self.stats().items()}, {("ru-RU", "en-GB"): 2, ("ru", "en-GB"): 1})
        self.tm("import", self.path("in.sqlite"), self.write_tmx("in.tmx", ["Satu.|One."], langs=("in_ID", "en")))
        self.assertIn("id-ID-en", self.tm("stats", self.path("in.sqlite")))

    def test_export_leaves_near_duplicates_out(self):
        self.tm("import", self.memory, self.write_tmx("twice.tmx", ["Раз, два!|One, two!", "раз два|one two", "Раз, два.|One, two.", "Раз, три.|One, three."]), "--confidence", "0.5")
        self.tm("import", self.memory, self.write_tmx("sure.tmx", ["РАЗ ДВА|One two?"]), "--confidence", "0.9")
        self.assertEqual(len(self.export()), 5)
        self.assertEqual([unit["source"] for unit in self.export("--unique")], ["Раз, три.", "РАЗ ДВА"])
        unit = self.search("раз два", "--phrase", "--limit", "10")[-1]["unit"]
        self.tm("verdict", self.memory, str(unit), "approved")
        self.assertEqual(len(self.export("--unique", "--min-confidence", "0.6")), 1)
        self.assertIn("Раз, два!", [unit["source"] for unit in self.export("--unique")])

    def test_paragraphs_become_sentences(self):
        units = ["Порт принял 12 судов в марте. В апреле ожидается 15 судов.|The port received 12 ships in March. It expects 15 ships in April.",
                 "Порт принял 12 судов в марте. В апреле ожидается 15 судов.|The port received 12 ships in March and expects 15 ships in April."]
        file = self.write_tmx("paragraphs.tmx", units, langs=("ru", "en"))
        self.tm("import", self.memory, file, "--split")
        self.assertEqual([(u["source"], u["target"]) for u in self.export()],
                         [("Порт принял 12 судов в марте.", "The port received 12 ships in March."), ("В апреле ожидается 15 судов.", "It expects 15 ships in April."),
                          tuple(units[1].split("|"))])
        self.tm("import", self.path("whole.sqlite"), file)
        self.assertIn(" 2 ", self.tm("stats", self.path("whole.sqlite")))

    def test_import_takes_others_memories(self):
        self.assertIn("4 units, 4 of them new; 1 without text", self.tm("import", self.memory, self.path("others.tmx"), "--outlet", "o", "--date", "2020-01-02"))
        self.assertIn("4 units, 0 of them new", self.tm("import", self.memory, self.path("others.tmx"), "--outlet", "o"))
        stats = self.stats()
        self.assertEqual(stats[("uk", "en-GB")]["units"], 3)
        self.assertEqual(stats[("uk", "en-GB")]["with_errors"], 1)
        self.assertEqual(stats[("uk", "fr")]["units"], 1)
        other = self.path("two.sqlite")
        self.assertIn("1 units", self.tm("import", other, self.path("others.tmx"), "--src-lang", "fr", "--tgt-lang", "uk"))

    def test_what_is_exported_and_imported_is_the_same(self):
        self.tm("add", self.memory, SOURCE, TARGET, "--outlet", "a & b")
        self.tm("import", self.memory, self.path("others.tmx"))
        unit = self.search("Дякуємо!", "--tgt-lang", "en")[0]["unit"]
        self.tm("verdict", self.memory, str(unit), "approved")
        self.tm("export", self.memory, "--all", "--tmx", self.path("one.tmx"))
        self.tm("import", self.path("two.sqlite"), self.path("one.tmx"))
        self.tm("export", self.path("two.sqlite"), "--all", "--tmx", self.path("two.tmx"))
        one, two = (pathlib.Path(self.path(name)).read_text(encoding="utf-8") for name in ("one.tmx", "two.tmx"))
        self.assertEqual(one, two)
        self.assertEqual(len(xml.etree.ElementTree.fromstring(one.encode()).findall(".//tu")), 16)
        self.assertIn('<prop type="x-verdict">approved</prop>', one)

    def test_filters_choose_what_is_exported(self):
        self.tm("add", self.memory, SOURCE, TARGET, "--outlet", "desk", "--date", "2025-03-13")
        self.tm("import", self.memory, self.path("others.tmx"), "--date", "2020-01-02", "--confidence", "0.5")
        for filters, units in ((["--all"], 16), ([], 15), (["--src-lang", "uk"], 3), (["--tgt-lang", "en"], 14), (["--tgt-lang", "en-GB"], 2),
                               (["--outlet", "desk"], 12), (["--outlet", "nobody"], 0), (["--from", "2025-01-01"], 12), (["--to", "2020-01-02"], 3),
                               (["--to", "2020-01-01"], 0), (["--document", "*visit*"], 12), (["--min-confidence", "0.5", "--src-lang", "uk"], 3),
                               (["--min-confidence", "0.51", "--src-lang", "uk"], 0), (["--without-issues", "--all", "--src-lang", "uk"], 3)):
            out = self.tm("export", self.memory, "--tmx", "-", *filters)
            self.assertEqual(len(re.findall("<tu ", out)), units, filters)
        unit = self.search("Дякуємо!", "--tgt-lang", "en")[0]["unit"]
        self.tm("verdict", self.memory, str(unit), "rejected")
        self.assertEqual(self.search("Дякуємо!", "--tgt-lang", "en"), [])
        self.assertEqual(len(re.findall("<tu ", self.tm("export", self.memory, "--tmx", "-"))), 14)
        self.tm("verdict", self.memory, str(unit), "none")
        self.assertEqual(len(self.search("Дякуємо!", "--tgt-lang", "en")), 1)

    def test_a_batch_fills_the_memory_and_may_be_killed(self):
        manifest = subprocess.run([sys.executable, str(ROOT / "tests/batch/manifest.py"), str(ROOT / "samples"), "150"], capture_output=True, check=True).stdout
        pathlib.Path(self.path("manifest.jsonl")).write_bytes(manifest)
        words = lambda name: [CONCORD, "batch", self.path("manifest.jsonl"), "--fail-on", "never", "--output", self.path(name + ".jsonl"), "--memory", self.path(name + ".sqlite")]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
        subprocess.run(words("one"), check=True, env=environment, stderr=subprocess.DEVNULL)
        for records in (10, 40, 90):
            run = subprocess.Popen([*words("two"), "--resume"], env=environment, stderr=subprocess.DEVNULL)
            while run.poll() is None and (not os.path.exists(self.path("two.jsonl")) or pathlib.Path(self.path("two.jsonl")).read_bytes().count(b"\n") < records):
                time.sleep(0.01)
            run.send_signal(signal.SIGKILL)
            run.wait()
        subprocess.run([*words("two"), "--resume"], check=True, env=environment, stderr=subprocess.DEVNULL)
        one, two = (self.tm("export", self.path(name + ".sqlite"), "--all", "--tmx", "-") for name in ("one", "two"))
        self.assertGreater(one.count("<tu "), 100)
        self.assertEqual(one, two)
        with sqlite3.connect(self.path("two.sqlite")) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            # The index agrees with the units: every word is counted as often as it stands there.
            self.assertEqual(database.execute("SELECT count(*) FROM terms WHERE units < 1").fetchone()[0], 0)

    def test_two_may_write_at_once(self):
        runs = [subprocess.Popen([CONCORD, "tm", "import", self.memory, self.path("others.tmx"), "--outlet", name], stdout=subprocess.DEVNULL) for name in "abcd"]
        self.assertEqual([run.wait() for run in runs], [0, 0, 0, 0])
        self.assertEqual(self.stats()[("uk", "fr")]["units"], 1)

    def test_wrong_usage_and_broken_files_are_one_line(self):
        pathlib.Path(self.path("text")).write_text("no database", encoding="utf-8")
        with sqlite3.connect(self.path("other.sqlite")) as database:
            database.execute("CREATE TABLE x (y)")
        pathlib.Path(self.path("bad.tmx")).write_text("<tmx><body><tu>", encoding="utf-8")
        pathlib.Path(self.path("bad.xml")).write_text("<html/>", encoding="utf-8")
        for words, error in ((["nonsense"], "unknown command 'tm nonsense'"), (["search"], "name a translation memory"), (["search", self.memory, "x"], "there is no such file"),
                             (["stats", self.path("text")], "is not a"), (["stats", self.path("other.sqlite")], "not a translation memory of concord"),
                             (["import", self.memory], "name TMX files"), (["import", self.memory, self.path("bad.tmx")], "is not well-formed XML"),
                             (["import", self.memory, self.path("bad.xml")], "is not TMX"), (["import", self.memory, self.path("nosuch")], "there is no such file"),
                             (["export", self.memory], "--tmx"), (["export", self.memory, "--tmx", "-", "--from", "x"], "x"),
                             (["verdict", self.memory, "1", "fine"], "unknown verdict"), (["verdict", self.memory, "1", "approved"], "no unit 1"),
                             (["export", self.memory, "--tmx", self.path("no/folder.tmx")], "no/folder.tmx"),
                             (["search", self.memory, "x", "--min-score", "2"], "must be from 0 to 1")):
            error_text = self.tm(*words, code=2)
            self.assertIn(error, error_text, words)
            self.assertEqual(len(error_text.splitlines()), 1, error_text)
        self.tm("import", self.memory, self.path("others.tmx"))
        self.assertIn("is not a segment", self.tm("search", self.memory, "word " * 3000, code=2))
        for words in (["--help"], ["search", "--help"]):
            self.assertIn("Usage: concord tm", self.tm(*words))

    def test_a_full_disk_is_told_and_the_memory_stays_whole(self):
        self.tm("import", self.memory, self.path("others.tmx"))
        before = self.stats()
        with open(self.path("large.tmx"), "w", encoding="utf-8") as out:
            out.write(OTHERS[:OTHERS.index("<tu ")])
            for i in range(20000):
                out.write(f'<tu><tuv xml:lang="uk"><seg>слово {i} та {i * 7919} діло</seg></tuv><tuv xml:lang="en"><seg>word {i} and deed {i * 7919}</seg></tuv></tu>\n')
            out.write("</body></tmx>")
        limit = ("import resource,signal,os,sys;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);resource.setrlimit(resource.RLIMIT_FSIZE,(1000000,1000000));"
                 "os.execv(sys.argv[1],sys.argv[1:])")
        done = subprocess.run([sys.executable, "-c", limit, CONCORD, "tm", "import", self.memory, self.path("large.tmx")], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("memory.sqlite", done.stderr)
        self.assertEqual(self.stats(), before)
        self.assertIn("20000 of them new", self.tm("import", self.memory, self.path("large.tmx")))


if __name__ == "__main__":
    unittest.main()
