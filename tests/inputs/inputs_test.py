#!/usr/bin/env python3
"""check, batch and the pipeline of pair read what feeds have: inputs_test.py CONCORD SOURCE_DIR"""
import functools
import html
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import xml.etree.ElementTree
import zipfile

CONCORD, ROOT = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
SAMPLE = ROOT / "samples/05-typhoon"
TEXTS = {lang: next(SAMPLE.glob(f"*.{lang}.txt")).read_text(encoding="utf-8").strip().split("\n\n") for lang in ("ru", "en")}
DAY = "2025-03-13"


def markup(lang):
    return "".join(f"<p>{html.escape(p)}</p>" for p in TEXTS[lang][1:])


def rss(lang):
    """The report among others."""
    items = ""
    for folder in (SAMPLE, ROOT / "samples/02-visit", ROOT / "samples/03-seafood-exports"):
        for text in folder.glob(f"*.{lang}.txt"):
            lines = text.read_text(encoding="utf-8").strip().split("\n\n")
            body = "".join(f"&lt;p&gt;{html.escape(html.escape(p))}&lt;/p&gt;" for p in lines[1:])
            items += (f"<item><guid isPermaLink='false'>tag:{folder.name}:{lang}</guid><title>{html.escape(lines[0])}</title>"
                      f"<pubDate>Thu, 13 Mar 2025 09:00:00 GMT</pubDate><description>{body}</description></item>")
    return f'<?xml version="1.0"?><rss version="2.0"><channel><language>{lang}</language>{items}</channel></rss>'


def ninjs(lang):
    return json.dumps({"uri": f"tag:grain:{lang}", "language": lang, "versioncreated": DAY + "T09:00:00Z", "headline": TEXTS[lang][0], "body_xhtml": markup(lang)})


def nitf(lang):
    return (f'<nitf><head><docdata><date.issue norm="{DAY.replace("-", "")}T090000Z"/></docdata></head><body xml:lang="{lang}"><body.head><hedline><hl1>{html.escape(TEXTS[lang][0])}</hl1></hedline>'
            f"</body.head><body.content>{markup(lang)}</body.content></body></nitf>")


def newsml(lang):
    return (f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:grain:{lang}" version="1" xml:lang="{lang}"><itemMeta><versionCreated>{DAY}T09:00:00Z</versionCreated></itemMeta>'
            f'<contentMeta><headline>{html.escape(TEXTS[lang][0])}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{markup(lang)}</body></html></inlineXML></contentSet></newsItem>')


def docx(path, lang):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = "<w:p>{}<w:r><w:t>{}</w:t></w:r></w:p>"
    body = paragraph.format('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', html.escape(TEXTS[lang][0])) + "".join(paragraph.format("", html.escape(p)) for p in TEXTS[lang][1:])
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("word/document.xml", f"<w:document {w}><w:body>{body}</w:body></w:document>")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


class InputsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.here = pathlib.Path(cls.folder.name)
        for lang in ("ru", "en"):
            (cls.here / f"{lang}.txt").write_text("\n\n".join(TEXTS[lang]) + "\n", encoding="utf-8")
            for ending, make in (("json", ninjs), ("nitf.xml", nitf), ("newsml.xml", newsml), ("rss.xml", rss)):
                (cls.here / f"{lang}.{ending}").write_text(make(lang), encoding="utf-8")
            docx(cls.here / f"{lang}.docx", lang)
        cls.expected = cls.issues(cls, "ru.txt", "en.txt", "--date", DAY)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_concord(self, *words, code=None, **more):
        done = subprocess.run([CONCORD, *words], cwd=self.here, capture_output=True, text=True, timeout=120, **more)
        if code is not None:
            self.assertEqual(done.returncode, code, done.stderr)
        return done

    def issues(self, *words):
        done = subprocess.run([CONCORD, "check", *words, "--format", "jsonl", "--min-severity", "warning"], cwd=self.here, capture_output=True, text=True, timeout=120)
        assert done.returncode in (0, 1), done.stderr
        return sorted(json.loads(line)["id"] for line in done.stdout.splitlines())

    def test_check_reads_every_format_as_the_same_report(self):
        self.assertTrue(self.expected)
        for ending in ("json", "nitf.xml", "newsml.xml", "docx"):
            self.assertEqual(self.issues(f"ru.{ending}", f"en.{ending}", "--date", DAY), self.expected, ending)
        self.assertEqual(self.issues("ru.docx", "en.json", "--date", DAY), self.expected)

    def test_one_item_of_a_feed(self):
        self.assertEqual(self.issues("ru.rss.xml#tag:05-typhoon:ru", "en.rss.xml#tag:05-typhoon:en"), self.expected)
        error = self.run_concord("check", "ru.rss.xml", "en.rss.xml", code=2).stderr
        self.assertIn("ru.rss.xml: has 3 reports: tag:05-typhoon:ru, tag:02-visit:ru", error)
        self.assertIn("FILE#ID", error)
        self.assertIn("has no report 'x'", self.run_concord("check", "ru.rss.xml#x", "en.txt", code=2).stderr)

    def test_addresses(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(self.here)))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            at = f"http://127.0.0.1:{server.server_address[1]}/"
            self.assertEqual(self.issues(at + "ru.json", at + "en.txt", "--date", DAY), self.expected)
            self.assertIn("404", self.run_concord("check", at + "none", "en.txt", code=2).stderr)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def test_other_documents_are_refused_with_the_way_out(self):
        for name, begin, words in (("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "pdftotext"), ("a.rtf", b"{\\rtf1\\ansi{", "DOCX"),
                                   ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "DOCX"), ("a.odt", b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "DOCX")):
            (self.here / name).write_bytes(begin)
            error = self.run_concord("check", name, "en.txt", code=2).stderr
            self.assertRegex(error, f"^concord: {name}: is .*{words}")
            self.assertEqual(error.count("\n"), 1)
            self.assertIn(words, self.run_concord("pair", name, "en.txt", code=2).stderr)

    def test_a_report_may_begin_with_a_bracket(self):
        (self.here / "bracket.txt").write_text("[Обновлено] " + "\n\n".join(TEXTS["ru"]), encoding="utf-8")
        self.assertTrue(set(self.issues("bracket.txt", "en.txt", "--date", DAY)) & set(self.expected))

    def test_src_lang_overrides_what_the_file_says(self):
        wrong = json.loads(ninjs("ru")) | {"language": "en"}
        (self.here / "wrong.json").write_text(json.dumps(wrong), encoding="utf-8")
        self.assertNotEqual(self.issues("wrong.json", "en.json", "--date", DAY), self.expected)
        self.assertEqual(self.issues("wrong.json", "en.json", "--date", DAY, "--src-lang", "ru"), self.expected)

    def batch(self, manifest, *words):
        done = self.run_concord("batch", "-", "--min-severity", "warning", *words, input="".join(json.dumps(line) + "\n" for line in manifest))
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def test_batch_reads_them_too(self):
        lines = [{"id": ending, "source": f"ru.{ending}", "target": f"en.{ending}", "date": DAY} for ending in ("json", "nitf.xml", "newsml.xml", "docx")]
        lines += [{"id": "item", "source": {"path": "ru.rss.xml", "item": "tag:05-typhoon:ru"}, "target": "en.rss.xml#tag:05-typhoon:en"}]
        code, records, _ = self.batch(lines)
        self.assertEqual(code, 1)
        for record in records:
            self.assertEqual(sorted(issue["id"] for issue in record["issues"]), self.expected, record["id"])

    def test_a_batch_that_compared_nothing_is_an_error(self):
        lines = [{"id": 1, "source": "none.txt", "target": "en.txt"}, {"id": 2, "source": "ru.txt", "target": "none.txt"}]
        for more in ((), ("--fail-on", "never")):
            code, records, error = self.batch(lines, *more)
            self.assertEqual((code, len(records)), (2, 2))
            self.assertIn("none of its 2 pairs could be compared", error)
        # A part of a manifest may be all broken; the whole is judged when it is merged.
        self.assertEqual(self.batch(lines, "--fail-on", "never", "--shard", "1/2")[0], 0)

    def test_pair_then_batch(self):
        """The pipeline of docs/FEEDS.md, over a folder of DOCX, ninjs, NITF and RSS."""
        archive = self.here / "archive"
        archive.mkdir()
        for name in ("ru.rss.xml", "en.rss.xml"):
            shutil.copy(self.here / name, archive)
        done = self.run_concord("pair", "archive", "--date-window", "3", code=0)
        pairs = [json.loads(line) for line in done.stdout.splitlines()]
        pairs = [pair for pair in pairs if pair["source"] and pair["target"]]
        self.assertEqual({(p["source_file"], p["target_file"]) for p in pairs}, {("archive/ru.rss.xml", "archive/en.rss.xml")})
        code, records, error = self.batch(pairs)
        self.assertEqual((code, error), (1, ""))
        self.assertEqual(len(records), 3)
        found = {record["source"]["name"]: sorted(issue["id"] for issue in record["issues"]) for record in records}
        self.assertEqual(found["tag:05-typhoon:ru"], self.expected)
        mixed = self.here / "mixed"
        mixed.mkdir()
        shutil.copy(self.here / "ru.docx", mixed)
        shutil.copy(self.here / "en.json", mixed)
        pairs = [json.loads(line) for line in self.run_concord("pair", "mixed", code=0).stdout.splitlines()]
        code, records, error = self.batch([p for p in pairs if p["source"] and p["target"]])
        self.assertEqual((len(records), error), (1, ""))
        self.assertNotIn("error", records[0])

    def test_lines_are_those_of_the_file(self):
        """What line, gitlab and checkstyle print leads an editor or a server to the words themselves."""
        words = self.run_concord("check", "ru.txt", "en.txt", "--date", DAY, "--format", "jsonl", "--min-severity", "error", code=1)
        target = json.loads(words.stdout.splitlines()[0])["target"]["text"]
        text = (self.here / "en.txt").read_text(encoding="utf-8").split("\n")
        common = ("check", "ru.txt", "en.txt", "--date", DAY, "--min-severity", "error", "--format")
        line, column = self.run_concord(*common, "line", code=1).stdout.splitlines()[0].split(":")[1:3]
        self.assertTrue(text[int(line) - 1][int(column) - 1:].startswith(target))
        issue = json.loads(self.run_concord(*common, "gitlab", code=1).stdout)[0]
        self.assertEqual((issue["location"]["path"], issue["location"]["lines"]["begin"]), ("en.txt", int(line)))
        self.assertEqual({"description", "check_name", "fingerprint", "severity", "location"}, set(issue))
        file = xml.etree.ElementTree.fromstring(self.run_concord(*common, "checkstyle", code=1).stdout).find("file")
        self.assertEqual((file.get("name"), file.find("error").get("line"), file.find("error").get("column")), ("en.txt", line, column))
        self.assertEqual(json.loads(self.run_concord("check", "en.txt", "ru.txt", "--format", "gitlab", "--min-severity", "error", "--fail-on", "never",
                                                     "--report", "gl-code-quality-report.json", "--report", "a.checkstyle.xml", code=0).stdout), json.loads((self.here / "gl-code-quality-report.json").read_text()))
        xml.etree.ElementTree.parse(self.here / "a.checkstyle.xml")

    def test_glossaries_of_omegat(self):
        (self.here / "pairs.tsv").write_text("1\tУчастники саммита встретились.\tThe participants of the meeting met.\n2\tУчастники саммита встретились.\tThe participants of the gathering met.\n", encoding="utf-8")
        (self.here / "glossary.txt").write_text("# ours\n\nсаммит\tsummit\tnot: meeting\nсаммит\tgathering\nпримечание переводчика\n", encoding="utf-8")
        run = lambda *words: [json.loads(line)["pair"] for line in self.run_concord("check", "--aligned", "pairs.tsv", "--src-lang", "ru", "--tgt-lang", "en", "--format", "jsonl", *words).stdout.splitlines()
                              if json.loads(line)["check"] == "term"]
        # The comment forbids nothing, and both renderings will do.
        self.assertEqual(run("--terms", "glossary.txt"), ["1"])
        self.assertEqual(run(), [])

    def test_tags_that_name_no_language(self):
        unit = '<tu><tuv xml:lang="{}"><seg>Пришло 12 судов.</seg></tuv><tuv xml:lang="{}"><seg>15 ships arrived.</seg></tuv></tu>'
        for source, target, compared in (("und", "en", True), ("ru", "x-none", True), ("mul", "und", True), ("", "", True), ("fr", "en", False), ("ru", "de", False)):
            (self.here / "tags.tmx").write_text(f'<tmx version="1.4"><header srclang="*all*"/><body>{unit.format(source, target)}</body></tmx>', encoding="utf-8")
            done = self.run_concord("check", "--aligned", "tags.tmx", "--src-lang", "ru", "--tgt-lang", "en", "--format", "jsonl")
            if compared:
                self.assertEqual((done.returncode, '"check":"number"' in done.stdout), (1, True), (source, target, done.stderr))
            else:
                self.assertEqual(done.returncode, 2, (source, target))
                self.assertIn("has nothing to compare", done.stderr)

    def test_comments_in_segments(self):
        (self.here / "comments.tsv").write_text("# ours\nid\tsource\ttarget\n1\tПришло 12 судов.\t15 ships arrived.\n# not yet\n2\t#Хештег\t#Hashtag\n", encoding="utf-8")
        out = self.run_concord("check", "--aligned", "comments.tsv", "--src-lang", "ru", "--tgt-lang", "en", "--format", "line", "--min-severity", "error", code=1).stdout
        self.assertRegex(out, r"^comments.tsv:3:\d+: error number")

    def test_xliff_1_2(self):
        first = self.run_concord("check", "ru.txt", "en.txt", "--date", DAY, "--format", "xliff12", "--report", "a.1.2.xlf", code=1).stdout
        self.assertEqual(first, (self.here / "a.1.2.xlf").read_text(encoding="utf-8"))
        space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
        document = xml.etree.ElementTree.fromstring(first)
        self.assertEqual(document.get("version"), "1.2")
        file = document.find("x:file", space)
        self.assertEqual((file.get("source-language"), file.get("target-language"), file.get("original")), ("ru", "en", "ru.txt"))
        units = document.findall(".//x:trans-unit", space)
        notes = [note.text for note in document.findall(".//x:note", space)]
        self.assertTrue(any(note.startswith("error number: ") for note in notes), notes)
        # Read again, it has the units and the figure that is wrong.
        again = self.run_concord("check", "--aligned", "a.1.2.xlf", "--format", "jsonl", code=1).stdout
        self.assertIn('"check":"number","severity":"error"', again)
        self.assertGreater(len(units), 8)
        # Segments in several files and languages, and no pair at all.
        unit = '<tu tuid="u{}"><tuv xml:lang="{}"><seg>Раз &amp; два.</seg></tuv><tuv xml:lang="en"><seg>One &amp; two.</seg></tuv></tu>'
        (self.here / "three.tmx").write_text('<tmx version="1.4"><header srclang="*all*"/><body>' + "".join(unit.format(i, lang) for i, lang in enumerate(("ru", "uk", "uk"))) + "</body></tmx>", encoding="utf-8")
        several = xml.etree.ElementTree.fromstring(self.run_concord("check", "--aligned", "three.tmx", "--format", "xliff12", code=0).stdout)
        self.assertEqual([[u.get("resname") for u in file.iter("{%s}trans-unit" % space["x"])] for file in several], [["u0"], ["u1", "u2"]])
        python = next((p for p in ("/usr/bin/python3", sys.executable) if subprocess.run([p, "-c", "import translate.storage.xliff"], capture_output=True).returncode == 0), None)
        if python:
            script = "import sys; from translate.storage import xliff; print(len([u for u in xliff.xlifffile.parsefile(sys.argv[1]).units if u.source and u.target]))"
            read = subprocess.run([python, "-c", script, str(self.here / "a.1.2.xlf")], capture_output=True, text=True, check=True).stdout
            self.assertGreater(int(read), 8)

    def test_outputs_do_not_destroy_a_feed(self):
        before = (self.here / "ru.rss.xml").read_bytes()
        error = self.run_concord("check", "ru.rss.xml#tag:05-typhoon:ru", "en.txt", "--tmx", "ru.rss.xml", code=2).stderr
        self.assertIn("is an input", error)
        self.assertEqual((self.here / "ru.rss.xml").read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
