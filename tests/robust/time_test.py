#!/usr/bin/env python3
"""No text takes long or much memory, whatever is in it: hostile text for every reader and stage, by processor time.

    [CONCORD_HOSTILE_BYTES=64000000 CONCORD_HOSTILE_SECONDS=60] time_test.py PROGRAM SOURCE_FOLDER [TEST...]

What is printed names the inputs that take most. The largest input of all commands has 64 MiB.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

program = sys.argv[1]
SIZE = int(os.environ.get("CONCORD_HOSTILE_BYTES", "30000"))
# What is not linear in a long sentence or a long line takes minutes at this size.
SECONDS = int(os.environ.get("CONCORD_HOSTILE_SECONDS", "10"))
MEGABYTES = 2000
TOLD = 5  # inputs that take most
RU = "Министр Иван Петров прибыл в Киев 5 мая 2024 года. В переговорах приняли участие 120 человек.\n"
LANGUAGES = ["--src-lang", "ru", "--tgt-lang", "en"]


def filled(piece, end="."):
    return piece * (SIZE // len(piece.encode())) + end + "\n"


HOSTILE = {
    "dots": filled("."), "dots and spaces": filled(". "), "marks": filled(".!?"), "quotes": filled("\""), "brackets": filled("("), "closing": filled(".»)"),
    "letters": filled("a"), "capitals": filled("A. "), "initials": filled("A.B."), "hyphens": filled("a-"), "dashes": filled(" - "), "apostrophes": filled("a'"),
    "digits": filled("1"), "groups": filled("1,"), "numbers": filled("1 "), "thousands": filled("1 000 "), "dates": filled("5.5.", "5"), "slashes": filled("1/"),
    "ranges": filled("1-"), "money": filled("$1 "), "percents": filled("%"), "combining": filled("a" + "\u0301\u0327\u0330" * 50 + " "),
    "only combining": filled("\u0301"), "quoted lines": filled("> «\"a\"» said.\n"), "empty lines": filled("\n\n", "a."), "short lines": filled("A\n"),
    "bullets": filled("- a\n"), "spaces": filled(" ", "a."), "no-break spaces": filled("\u00a0", "a."), "addresses": filled("http://a.b/"), "names": filled("Ivan "),
    "names in a row": filled("Ivan Petrov, "), "ampersands": filled("&"), "angles": filled("<"), "cyrillic": filled("а"), "mixed": filled("аa"), "emoji": filled("\U0001F642"),
    "flags": filled("\U0001F1F7\U0001F1FA"), "joiners": filled("\u200d"), "numerals": filled("one hundred "), "months": filled("May "), "units": filled("5 km "),
    "and": filled("and "), "said": filled("said "), "not": filled("not "),
}
PAGES = {
    "divs": "<html><body>" + filled("<div>") + "</body>", "paragraphs": "<html><body>" + filled("<p>a.") + "</body>", "tables": "<html><body>" + filled("<table><td>"),
    "formatting": "<html><body>" + filled("<b><i>"), "links": "<html><body>" + filled("<a href=x>"), "comments": "<html><body>" + filled("<!--"),
    "attributes": "<html><body><p " + filled("a=1 ") + ">", "entities": "<html><body>" + filled("&amp;"), "lists": "<html><body>" + filled("<ul><li>"),
}
FEEDS = {
    "items.xml": '<rss version="2.0"><channel>' + filled("<item>", ""), "many.xml": '<rss version="2.0"><channel>' + filled("<item><title>a</title><guid>1</guid><link>/a</link><description>b c.</description></item>", "") + "</channel></rss>",
    "title.xml": '<rss version="2.0"><channel><item><title>' + filled("&lt;b>") + "</title><description>A.</description></item></channel></rss>",
    "array.json": filled("[", ""), "object.json": filled('{"a":', ""), "dates.xml": '<rss version="2.0"><channel>' + filled("<item><title>a</title><pubDate>1 b 2024</pubDate><description>b.</description></item>", "") + "</channel></rss>",
}
MEMORIES = {
    "deep.tmx": '<tmx version="1.4"><header srclang="ru"/><body><tu><tuv xml:lang="ru"><seg>' + filled("<g>", ""), "references.tmx": '<tmx version="1.4"><header srclang="ru"/><body><tu><tuv xml:lang="ru"><seg>' + filled("&#1;&", ""),
    "variants.tmx": '<tmx version="1.4"><header srclang="ru"/><body><tu>' + filled('<tuv xml:lang="en"><seg>a</seg></tuv>', "") + "</tu></body></tmx>",
    "props.tmx": '<tmx version="1.4"><header srclang="ru"/><body><tu>' + filled("<prop>a</prop>", "") + "</tu></body></tmx>",
    "tabs.tsv": filled("\t", "\n"), "strings.po": 'msgid "a"\nmsgstr "b"\n' + filled('"a"\n', ""), "notes.xlf": '<xliff version="1.2"><file source-language="ru"><body>' + filled("<trans-unit><source>а</source>", ""),
}


class Time(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.root = Path(self.temporary.name)
        (self.root / "a.txt").write_text(RU)
        (self.root / "e.txt").write_text("The minister arrived in Kyiv on May 5, 2024. 120 people took part.\n")
        self.took = []

    def tearDown(self):
        for what, order in (("s", 0), ("MB", 1)):
            most = sorted(self.took, key=lambda one: -one[order])[:TOLD]
            print("most: " + ", ".join(f"{one[2]} {one[order]:.1f} {what}" for one in most), file=sys.stderr)
        self.temporary.cleanup()

    def take(self, name, words):
        limits = lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen([program, *words], cwd=self.root, stdout=subprocess.DEVNULL, stderr=told, preexec_fn=limits)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            told.seek(0)
            error = told.read()[-300:]
        took, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        self.took.append((took, peak, name))
        with self.subTest(name=name):
            self.assertIn(process.returncode, (0, 1, 2), (words, error, f"{took:.1f} s"))
            self.assertLess(peak, MEGABYTES, words)

    def test_texts(self):
        for name, text in HOSTILE.items():
            (self.root / "t.txt").write_text(text)
            self.take(name, ["check", "a.txt", "t.txt", *LANGUAGES, "--format", "json"])

    def test_both_sides(self):
        for name in ["dots", "letters", "short lines", "capitals", "quotes"]:
            (self.root / "t.txt").write_text(HOSTILE[name])
            self.take(name + " twice", ["check", "t.txt", "t.txt", *LANGUAGES])

    def test_languages(self):
        for lang in ["ru", "uk", "id", "vi"]:
            for name in ["dots", "hyphens", "combining", "initials", "numbers", "and"]:
                (self.root / "t.txt").write_text(HOSTILE[name])
                self.take(f"{name} ({lang})", ["check", "t.txt", "e.txt", "--src-lang", lang, "--tgt-lang", "en"])

    def test_pages(self):
        for name, page in PAGES.items():
            (self.root / "t.html").write_text(page)
            self.take(name, ["check", "a.txt", "t.html", *LANGUAGES])

    def test_feeds_and_memories(self):
        for name, text in {**FEEDS, **MEMORIES}.items():
            (self.root / name).write_text(text)
            self.take(name, ["pair", name] if name in FEEDS else ["check", "--aligned", name, *LANGUAGES])

    def test_sentences_that_are_given(self):
        for name in ["dots", "hyphens", "combining", "numbers", "names", "letters"]:
            (self.root / "s.tsv").write_text("1\t" + RU.strip() + "\t" + HOSTILE[name])
            self.take(name + " as a segment", ["check", "--aligned", "s.tsv", *LANGUAGES])
        for name, source in {"numbers": "1 ", "names": "Иван ", "names in a row": "Иван Петров, ", "not": "не ", "said": "сказал "}.items():
            (self.root / "s.tsv").write_text("1\t" + filled(source).strip() + "\t" + HOSTILE[name])
            self.take(name + " on both sides", ["check", "--aligned", "s.tsv", *LANGUAGES])

    def test_many_names(self):
        names = [a + b + c for a in ("Ka", "Mi", "So", "Ru") for b in ("ri", "lo", "na", "ve") for c in ("mov", "nin", "ko", "tes")]
        text = "".join(f"{a} {b}in came. " for a in names for b in names)[:SIZE * 4] + "\n"
        (self.root / "s.txt").write_text(text)
        (self.root / "t.txt").write_text(text.replace("came", "went"))
        self.take("many names", ["check", "s.txt", "t.txt", "--src-lang", "id", "--tgt-lang", "en"])

    def test_settings(self):
        (self.root / "p.toml").write_text("boilerplate = [%s]\n" % json.dumps(r"(\w+ ?)+ contributed to this report"))
        (self.root / "t.txt").write_text(HOSTILE["names"] + "\n" + RU)
        self.take("a pattern without end", ["check", "a.txt", "t.txt", *LANGUAGES, "--config", "p.toml"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
