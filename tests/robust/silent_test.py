#!/usr/bin/env python3
"""Nothing is silent: what cannot be compared, read or written is told, and what is told cannot harm who reads it.

    silent_test.py PROGRAM SOURCE_FOLDER
"""
import http.server
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
environment = dict(os.environ, SOURCE_DATE_EPOCH="1731715200", NO_COLOR="1")
RU = "Министр Иван Петров прибыл в Киев 5 мая 2024 года. В переговорах приняли участие 120 человек.\n"
EN = "Minister Ivan Petrov arrived in Kyiv on May 5, 2024. 150 people took part in the talks.\n"
LANGUAGES = ["--src-lang", "ru", "--tgt-lang", "en"]
HARM = "x\x1b[31m\n::set-output name=a::b\n##[error]\u202eabc\u009b1m"


class Silent(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name)
        self.write("a.txt", RU)
        self.write("b.txt", EN)

    def tearDown(self):
        self.temporary.cleanup()

    def write(self, name, text):
        (self.root / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def run_(self, *words, **more):
        more = {"capture_output": True, **more} if "stdout" not in more else more
        return subprocess.run([program, *map(str, words)], cwd=self.root, env=environment, timeout=60, **more)

    def refused(self, *words, says=""):
        run = self.run_(*words)
        told = run.stderr.decode().splitlines()
        self.assertEqual(2, run.returncode, (words, run))
        self.assertEqual(1, len(told), (words, told))
        self.assertIn(says, told[0], words)
        return told[0]

    def good(self, *words):
        run = self.run_(*words)
        self.assertEqual(0, run.returncode, (words, run.stderr))
        return run

    # What is missing

    def test_a_version_without_text(self):
        for name, text in {"line.txt": "\n", "dot.txt": ".\n", "mark.txt": "\ufeff\n", "page.html": "<html><body></body></html>",
                           "credit.txt": "Фото: ТАСС\n"}.items():
            self.write(name, text)
            self.refused("check", name, "b.txt", *LANGUAGES, says="has no text")
            self.refused("align", name, "b.txt", *LANGUAGES, says="has no text")
            self.write("m.jsonl", json.dumps({"id": "1", "source": name, "target": "b.txt", "src_lang": "ru", "tgt_lang": "en"}) + "\n")
            run = self.run_("batch", "m.jsonl")
            self.assertIn("has no text", json.loads(run.stdout)["error"])
            self.assertEqual(2, run.returncode)
        self.write("concord.toml", 'boilerplate = [".*"]\n')
        self.refused("check", "a.txt", "b.txt", *LANGUAGES, says="has no text")

    def test_a_few_words_in_no_language(self):
        for text in ["Photo: AP\n", "Фото: REUTERS\n"]:
            self.write("credit.txt", text)
            for words in (["credit.txt", "b.txt"], ["a.txt", "credit.txt"]):
                for command in ["check", "align"]:
                    self.refused(command, *words, says="")
        self.write("other.txt", "Ο υπουργός έφτασε στις 5 Μαΐου 2024 και είδε 120 ανθρώπους εκεί.\n")
        self.assertIn(self.run_("check", "other.txt", "b.txt").returncode, (0, 1))

    def test_a_text_that_is_too_long(self):
        self.write("long.txt", EN * (5_000_000 // len(EN.encode())))
        self.write("many.txt", "A went.\n" * 60_000)
        for name, says in {"long.txt": "bytes of text, at most 4194304 can be read", "many.txt": "sentences, at most 50000 can be read"}.items():
            told = self.refused("check", "a.txt", name, *LANGUAGES, says=says)
            self.assertIn("concord check --aligned", told)
            self.refused("check", "a.txt", name, *LANGUAGES, "--input-format", "lines", says=says)
            self.write("m.jsonl", json.dumps({"id": "1", "source": "a.txt", "target": name}) + "\n")
            self.assertIn(says, json.loads(self.run_("batch", "m.jsonl").stdout)["error"])
        self.assertEqual(0, self.run_("align", "a.txt", "many.txt", *LANGUAGES, "--format", "ladder").returncode)

    def test_a_manifest_that_is_a_pipe(self):
        os.mkfifo(self.root / "pipe")
        line = json.dumps({"id": "1", "source": "a.txt", "target": "b.txt"}) + "\n"
        writer = threading.Thread(target=lambda: (self.root / "pipe").write_text(line * 3))
        writer.start()
        run = self.good("batch", "pipe", "--fail-on", "never")
        writer.join()
        self.assertEqual(3, len(run.stdout.splitlines()))

    def test_nothing_to_compare(self):
        self.write("one.tmx", tmx('<tu><tuv xml:lang="ru"><seg>Да.</seg></tuv></tu>'))
        self.write("empty.tsv", "")
        self.write("empty.jsonl", "")
        self.refused("check", "--aligned", "one.tmx", says="nothing to compare")
        self.refused("check", "--aligned", "one.tmx", "--src-lang", "uk", "--tgt-lang", "vi", says="nothing to compare")
        self.refused("check", "--aligned", "empty.tsv", *LANGUAGES, says="nothing to compare")
        self.refused("tm", "import", "m.sqlite", "one.tmx", says="has no unit to take")
        self.refused("batch", "empty.jsonl", says="has no pair")
        self.refused("pair", "empty.jsonl", says="is empty")
        (self.root / "none").mkdir()
        self.refused("pair", "none", says="has no report")
        self.good("batch", "empty.jsonl", "--shard", "1/2")
        self.write("i.jsonl", json.dumps({"id": "1", "lang": "fr", "text": "Le ministre est là."}) + "\n")
        self.assertIn(b"1 of 1 items are in other languages", self.good("pair", "i.jsonl", "--src-lang", "ru").stderr)

    # What is told

    def harmless(self, words, run):
        for stream in (run.stdout, run.stderr):
            text = stream.decode()
            for bad in ["\x1b", "\u202e", "\u009b", "##[error]"]:
                self.assertNotIn(bad, text, (words, bad))
            for line in text.splitlines():
                self.assertFalse(line.strip().startswith("::set-output"), (words, line))
        self.assertTrue(run.stdout or run.stderr, words)

    def test_what_others_wrote_is_printed_plain(self):
        self.write("known.jsonl", json.dumps({"id": "a", "check": HARM, "message": HARM}) + "\n")
        self.write("verdict.jsonl", json.dumps({"id": "a", "verdict": HARM}) + "\n")
        self.write("evil.toml", '[checks]\n%s = "off"\n' % json.dumps(HARM))
        self.write("pattern.toml", "boilerplate = [%s]\n" % json.dumps(HARM + "("))
        self.write("outlet.toml", "[outlet.%s]\ndocuments = [%s]\n" % (json.dumps(HARM), json.dumps(HARM)))
        for side, lang, text in [("s", "ru", RU), ("t", "en", EN)]:
            self.write(side + ".jsonl", json.dumps({"id": HARM, "lang": lang, "date": "2024-05-06", "text": text}) + "\n")
        evil = HARM.replace("\n", " ") + ".txt"
        starts = "::set-output name=a::b.txt"
        for name in [evil, starts]:
            self.write(name, RU)
        for words in [
            ["feed", "--source", "s.jsonl", "--target", "t.jsonl", "--store", "st"],
            ["feed", "--store", "st", "--accept", HARM],
            ["baseline", "check", "known.jsonl", "a.txt", "b.txt", *LANGUAGES],
            ["baseline", "check", "verdict.jsonl", "a.txt", "b.txt", *LANGUAGES],
            ["config", "--config", "evil.toml"], ["config", "--config", "pattern.toml"], ["config", "--config", "outlet.toml"],
            ["config", "--config", HARM], [HARM], ["check", "--" + HARM], ["check", "a.txt", "b.txt", "--color", HARM],
            ["check", "a.txt", "b.txt", "--report", HARM], ["explain", HARM], ["entities", "--lang", "ru", "--date", HARM],
            ["tm", HARM], ["tm", "search", HARM, "x"], ["lexicon", "verify", HARM], ["names", "--pairs", HARM], ["regress", HARM],
            ["merge", HARM], ["batch", HARM], ["pair", HARM], ["lexicon", "show", *LANGUAGES, HARM, "министр"],
            *[["check", name, "b.txt", *LANGUAGES, "--format", form] for form in ["text", "line", "github", "junit"] for name in [evil, starts]],
        ]:
            with self.subTest(words=words):
                self.harmless(words, self.run_(*words))

    # What may not be

    def test_values_that_make_no_sense(self):
        for words in [["pair", "a.txt", "-j", v] for v in ["0", "-1", "1025", "nan", "x", ""]] + \
                     [["pair", "a.txt", "--min-score", v] for v in ["nan", "-1", "2", "inf", "x"]] + \
                     [["pair", "a.txt", "--date-window", v] for v in ["-1", "99999999999", "nan"]] + \
                     [["feed", "--source", "a", "--target", "b", "--store", "s", "--timeout", v] for v in ["0", "-1", "nan"]] + \
                     [["feed", "--source", "a", "--target", "b", "--store", "s", "--max-bytes", v] for v in ["0", "-1", "nan"]] + \
                     [["check", "a.txt", "b.txt", "--tmx-min-score", v] for v in ["nan", "-1", "1.5"]] + \
                     [["tm", "search", "m", "x", "--limit", v] for v in ["0", "-1"]] + \
                     [["tm", "search", "m", "x", "--min-score", v] for v in ["nan", "-0.1"]] + \
                     [["tm", "import", "m", "x", "--confidence", v] for v in ["nan", "-1"]] + \
                     [["batch", "a.txt", "-j", v] for v in ["0", "-1"]] + \
                     [["batch", "a.txt", "--shard", v] for v in ["0/1", "2/1", "-1/2", "nan/1", "1"]]:
            with self.subTest(words=words):
                self.refused(*words)
                self.assertFalse((self.root / "s").exists() or (self.root / "m").exists())

    def test_a_full_output_is_told(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        self.write("names.tsv", "ru\tИван\tIvan\n")
        self.write("s.tsv", "1\tНовый договор.\tNew treaty.\n")
        self.write("m.jsonl", json.dumps({"id": "1", "source": "a.txt", "target": "b.txt"}) + "\n")
        self.good("tm", "add", "m.sqlite", "--aligned", "s.tsv", *LANGUAGES)
        self.good("batch", "m.jsonl", "-o", "r.jsonl", "--fail-on", "never")
        for words, given in [(["entities", "--lang", "en"], EN.encode()), (["names", "--pairs", "names.tsv"], b""),
                             (["check", "a.txt", "b.txt", *LANGUAGES], b""), (["align", "a.txt", "b.txt", *LANGUAGES], b""),
                             (["batch", "m.jsonl"], b""), (["merge", "r.jsonl"], b""), (["pair", "a.txt", "b.txt"], b""),
                             (["config"], b""), (["explain", "number"], b""), (["tm", "search", "m.sqlite", "New treaty."], b""),
                             (["tm", "stats", "m.sqlite"], b""), (["tm", "export", "m.sqlite", "--tmx", "-"], b""),
                             (["tm", "search", "m.sqlite", "-"], b"New treaty.\n"),
                             (["lexicon", "show", *LANGUAGES, "год"], b""), (["--help"], b""), (["check", "--help"], b"")]:
            with open("/dev/full", "wb") as full:
                run = self.run_(*words, input=given, stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(2, run.returncode, (words, run.stderr))
            self.assertIn(b"standard output", run.stderr, words)

    # Feeds and memories that are not what they should be

    def items(self, name):
        """The items of a feed as pair prints them, and what it notes."""
        run = self.run_("pair", name)
        self.assertEqual(0, run.returncode, run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines()], run.stderr.decode()

    def test_damaged_feeds(self):
        good = rss(item("1", "Министр открыл мост", RU.strip()))
        for name, bytes_ in {"raw.xml": good.replace("открыл", "открыл\x0b\x01").encode(),
                             "reference.xml": good.replace("открыл", "открыл&#11;").encode(),
                             "wrong.xml": good.encode("windows-1251"),
                             "right.xml": good.replace("UTF-8", "windows-1251").encode("windows-1251")}.items():
            self.write(name, bytes_)
            found, _ = self.items(name)
            self.assertEqual([("https://e.example/1", "ru")], [(one["source"], one["src_lang"]) for one in found], name)

    def test_dates_in_our_languages(self):
        self.write("en.jsonl", json.dumps({"id": "e", "lang": "en", "date": "2025-03-14", "text": EN}) + "\n")
        for stamp in ["Thu, 13 Mar 2025 10:00:00 +0300", "Чт, 13 мар 2025 10:00:00 +0300", "13 марта 2025 г., 10:00", "13 березня 2025 10:00",
                      "Чт, 13 бер 2025 10:00:00 +0200", "Kam, 13 Maret 2025 10:00:00 +0700", "Thứ Năm, 13 Tháng 3 2025 10:00:00 +0700",
                      "13 thg 3 2025", "2025-03-13T10:00:00+03:00", "thu, 13 mar 25 10:00:00 gmt"]:
            store = "st" + str(len(list(self.root.glob("st*"))))
            self.write("ru.xml", rss(item("1", "", RU.strip(), stamp=stamp)))
            run = self.good("feed", "--source", "ru.xml", "--target", "en.jsonl", "--store", store, "--fail-on", "never")
            self.assertEqual(b"", run.stderr, stamp)
            with sqlite3.connect(self.root / store / "feed.sqlite") as database:
                days = [day for (day,) in database.execute("SELECT day FROM items WHERE side='source'")]
            self.assertEqual(["2025-03-13"], days, stamp)
        self.write("ru.xml", rss(item("1", "", RU.strip(), stamp="gestern")))
        self.assertIn("has a date that cannot be read: gestern", self.items("ru.xml")[1])

    def test_one_id_for_two_items(self):
        two = [item("same", "Министр", RU.strip(), link="https://e.example/1"), item("same", "Урожай", "Аграрии собрали 250 тысяч тонн зерна.", link="https://e.example/2")]
        self.write("ru.xml", rss(*two))
        self.write("en.jsonl", json.dumps({"id": "e", "lang": "en", "date": "2025-03-13", "text": EN}) + "\n")
        found, notes = self.items("ru.xml")
        self.assertEqual({"https://e.example/1", "https://e.example/2"}, {one["source"] for one in found})
        self.assertIn("has the id same for several items", notes)
        feed = ["feed", "--source", "ru.xml", "--target", "en.jsonl", "--store", "st", "--fail-on", "never"]
        self.assertIn(b"3 items new, 0 changed", self.good(*feed).stdout)
        # The second alone, the next day, is the one that is known.
        self.write("ru.xml", rss(two[1]))
        self.assertIn(b"0 items new, 0 changed", self.good(*feed).stdout)

    def test_memories(self):
        unit = '<tu tuid="{}"><tuv xml:lang="{}"><seg>Построено 640 домов.</seg></tuv><tuv xml:lang="{}"><seg>460 houses were built.</seg></tuv></tu>'
        many = "".join(unit.format(i, "ru", "en").replace("460", str(1000 + i)) for i in range(50))
        for name, text in {"raw.tmx": tmx(many + unit.format("x", "ru", "en").replace("домов", "до\x01мов")),
                           "reference.tmx": tmx(many + unit.format("x", "ru", "en").replace("домов", "до&#x1;мов"))}.items():
            self.write(name, text)
            run = self.run_("check", "--aligned", name, "--format", "jsonl")
            self.assertEqual(50, len({json.loads(line)["pair"] for line in run.stdout.splitlines() if "pair" in json.loads(line)}))
            self.assertIn(b"1 units of", run.stderr)
            self.assertIn(b"50 units, 50 of them new; 0 without text in two languages; 1 damaged, left out", self.good("tm", "import", name + ".sqlite", name).stdout)
        self.write("case.tmx", tmx(unit.format("1", "RU", "en_us")))
        self.good("tm", "import", "case.sqlite", "case.tmx")
        stats = json.loads(self.good("tm", "stats", "case.sqlite", "--format", "jsonl").stdout)
        self.assertEqual(("ru", "en-US"), (stats["src_lang"], stats["tgt_lang"]))
        self.write("twice.tmx", tmx('<tu tuid="1"><tuv xml:lang="ru"><seg>Построено 640 домов.</seg></tuv><tuv xml:lang="en"><seg>640 houses were '
                                    'built.</seg></tuv><tuv xml:lang="en-GB"><seg>460 houses were built.</seg></tuv></tu>'))
        run = self.run_("check", "--aligned", "twice.tmx", "--format", "line")
        self.assertEqual(1, run.returncode, run)
        self.write("three.tmx", tmx('<tu tuid="1"><tuv xml:lang="ru"><seg>Построено 640 домов.</seg></tuv><tuv xml:lang="ar"><seg>x 640</seg></tuv>'
                                    '<tuv xml:lang="en"><seg>460 houses were built.</seg></tuv></tu>'))
        run = self.run_("check", "--aligned", "three.tmx", "--format", "line")
        self.assertEqual((1, b""), (run.returncode, run.stderr), run)
        self.write("default.xlf", '<xliff version="1.2"><file original="x" source-language="en-US" datatype="plaintext"><body><trans-unit id="1"><source>'
                   'Экспорт составил 2,8 млрд долларов.</source><target>Exports reached $2.8 million.</target></trans-unit></body></file></xliff>')
        self.assertEqual(1, self.run_("check", "--aligned", "default.xlf", *LANGUAGES).returncode)

    def test_deep_nesting(self):
        deep = "<g>" * 100000 + "t" + "</g>" * 100000
        self.write("d.tbx", '<martif type="TBX" xml:lang="en"><text><body><termEntry><langSet xml:lang="ru"><tig><term>' + deep +
                   '</term></tig></langSet><langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry></body></text></martif>')
        self.write("d.tmx", tmx('<tu><tuv xml:lang="ru"><seg>' + deep + '</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>'))
        self.write("d.html", "<html><body>" + "<div>" * 100000 + "<p>" + RU + "</p>")
        self.write("d.json", "[" * 1000000)
        self.write("d.toml", "a = " + "[" * 100000)
        for words in [["check", "a.txt", "b.txt", "--terms", "d.tbx", *LANGUAGES], ["lexicon", "compile", "d.tbx", *LANGUAGES, "--output", "o"],
                      ["lexicon", "train", "d.tmx", *LANGUAGES, "--output", "o"], ["check", "--aligned", "d.tmx"], ["tm", "import", "m", "d.tmx"],
                      ["check", "d.html", "b.txt", *LANGUAGES], ["pair", "d.json"], ["batch", "d.json"], ["config", "--config", "d.toml"],
                      ["check", "a.txt", "b.txt", *LANGUAGES, "--tmx-append", "d.tmx"]]:
            run = self.run_(*words)
            self.assertIn(run.returncode, (0, 1, 2), (words, run.stderr))


def tmx(units):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" datatype="plaintext" '
            f'segtype="sentence" adminlang="en" srclang="ru" o-tmf="x"/><body>{units}</body></tmx>\n')


def item(guid, title, text, stamp="Thu, 13 Mar 2025 10:00:00 +0300", link=None):
    link = link or "https://e.example/" + guid
    return (f"<item><title>{title}</title><link>{link}</link>" + (f"<guid isPermaLink=\"false\">{guid}</guid>" if guid == "same" else "") +
            f"<pubDate>{stamp}</pubDate><description><![CDATA[<p>{text}</p>]]></description></item>")


def rss(*items):
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>N</title><link>https://e.example/</link>'
            f'<description>d</description><language>ru</language>{"".join(items)}</channel></rss>')


class Server(http.server.BaseHTTPRequestHandler):
    feed = rss(item("1", "Министр", RU.strip())).encode()
    other = 0  # port of the second server

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path == "/page":
            self.reply(200, b"<!DOCTYPE html><html><body><form>Log in</form></body></html>", "text/html")
        elif self.path == "/unasked":
            self.reply(304, b"", "text/plain")
        elif self.path == "/inside":
            self.reply(302, b"", "text/plain", Location=f"http://127.0.0.1:{self.other}/feed")
        elif self.path == "/same":
            self.reply(302, b"", "text/plain", Location="/feed")
        else:
            self.reply(200, self.feed, "application/rss+xml", ETag='"1"')

    def reply(self, status, body, kind, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Http(unittest.TestCase):
    def setUp(self):
        self.servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) for _ in range(2)]
        Server.other = self.servers[1].server_port
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name)
        (self.root / "en.jsonl").write_text(json.dumps({"id": "e", "lang": "en", "date": "2025-03-13", "text": EN}) + "\n")

    def tearDown(self):
        for server in self.servers:
            server.shutdown()
            server.server_close()
        self.temporary.cleanup()

    def feed(self, path, user=""):
        plain = {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}
        return subprocess.run([program, "feed", "--source", f"http://{user}127.0.0.1:{self.servers[0].server_port}{path}", "--target", "en.jsonl",
                               "--store", "st", "--fail-on", "never", "--timeout", "5"], cwd=self.root, env=plain, capture_output=True, timeout=60)

    def test_answers(self):
        for path, says in [("/page", "not with a feed"), ("/unasked", "status 304"), ("/inside", "redirects into a private network")]:
            run = self.feed(path)
            self.assertEqual(2, run.returncode, run)
            self.assertIn(says, run.stderr.decode(), path)
        for path in ["/same", "/feed", "/feed"]:
            self.assertEqual(0, self.feed(path).returncode, path)

    def test_passwords(self):
        for path in ["/feed", "/feed", "/unasked"]:
            run = self.feed(path, "desk:s3cret@")
            self.assertNotIn(b"s3cret", run.stdout + run.stderr)
            for file in self.root.rglob("*"):
                if file.is_file():
                    self.assertNotIn(b"s3cret", file.read_bytes(), file)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
