#!/usr/bin/env python3
"""No text takes long or much memory, whatever is in it: hostile text for every reader and stage, by processor time.

    [CONCORD_HOSTILE_BYTES=64000000 CONCORD_HOSTILE_SECONDS=60 CONCORD_HOSTILE_ONLY=REGEX] time_test.py PROGRAM SOURCE_FOLDER [TEST...]

Prints the processor time and the memory of each input; with REGEX only of those whose names it finds. The largest input of all commands has 64 MiB.
"""
import json
import os
import re
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
ONLY = re.compile(os.environ.get("CONCORD_HOSTILE_ONLY", ""))
MEGABYTES = 2000
# The square of the repeated words or of the open tags is beyond its limit at this size.
TELLING = max(SIZE, 200_000)
TELLING_MEGABYTES = 80 if SIZE < TELLING else MEGABYTES
BOOK = min(SIZE, 32 << 20)  # the longest text that is aligned
CHUNK = 1 << 20
RU = "Министр Иван Петров прибыл в Киев 5 мая 2024 года. В переговорах приняли участие 120 человек.\n"
LANGUAGES = ["--src-lang", "ru", "--tgt-lang", "en"]


class Text:
    """Pieces, each so many times. A child begins with the memory of this process: texts are made when they are written."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def __add__(self, other):
        return Text(*self.pieces, *(other.pieces if isinstance(other, Text) else [(other, 1)]))

    def __radd__(self, other):
        return Text((other, 1), *self.pieces)

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            for piece, times in self.pieces:
                at_once = max(1, CHUNK // max(1, len(piece)))
                for written in range(0, times, at_once):
                    file.write(piece * min(at_once, times - written))


class Distinct(Text):
    """Lines of so many words each, all different; `form` makes a piece of a word."""

    LINES = 40_000  # below what a report may have

    def __init__(self, form, words, end=".\n", size=SIZE):
        super().__init__()
        self.form, self.words, self.end, self.size = form, words, end, size

    @staticmethod
    def word(number):
        letters = ""
        while number or len(letters) < 4:
            number, digit = divmod(number, 26)
            letters += chr(ord("a") + digit)
        return letters

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            written = 0
            for line in range(self.LINES):
                text = " ".join(self.form(self.word(line * self.words + i)) for i in range(self.words)) + self.end
                written += len(text.encode())
                if written > self.size:
                    break
                file.write(text)
            file.write("a.\n")


def filled(piece, end=".", size=SIZE):
    return Text((piece, size // len(piece.encode())), (end + "\n", 1))


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
    "marks out of order": filled("\u0301\u0327"), "open quotations": filled("« a "), "nested quotations": filled("“a ‘b "), "versions": filled("1.1 "), "two scripts": filled("слово word "),
    "words": Distinct(str, 12), "words without end": Distinct(str, 2000, " "), "lines": Distinct(str, 4, "\n"), "captions": Distinct(str, 6, " walks. Photo: Agency\n"),
    "names of their own": Distinct(str.capitalize, 12), "rows of capitals": Distinct(str.capitalize, 300), "one beginning": Distinct(lambda word: "inter" + word, 300),
    "quoted": Distinct(lambda word: f'"{word} is so," said {word.capitalize()}.', 1, "\n"), "tails": Distinct(str, 8, ".\nSee more:\n"),
}
PAGES = {
    "divs": "<html><body>" + filled("<div>") + "</body>", "paragraphs": "<html><body>" + filled("<p>a.") + "</body>", "tables": "<html><body>" + filled("<table><td>"),
    "formatting": "<html><body>" + filled("<b><i>"), "links": "<html><body>" + filled("<a href=x>"), "comments": "<html><body>" + filled("<!--"),
    "attributes": "<html><body><p " + filled("a=1 ") + ">", "repeated": "<html><body><p>" + Text(*((f"<b a={i}>", 1) for i in range(4000))) + "</p>" + filled("<p>x"),
    "unseen": "<html><body>" + filled("<b a=1></p>"), "hidden": "<html><body><!-- --!>" + filled("<i><div>"), "foreign": "<html><body><svg>" + filled("<td>"), "headings": "<html><body>" + Text(("<h1><div>", 200)) + filled("a "), "entities": "<html><body>" + filled("&amp;"), "closed comments": "<html><body>" + filled("<!---->"),
    "deep pictures": "<html><body>" + "<div>" * 300 + filled("<img>"), "deep spans": "<html><body>" + "<span>" * 300 + filled("<i>a</i>"), "many headings": "<html><body>" + filled("<h1>A heading that is long</h1>"),
    "linked data": '<html><head><script type="application/ld+json">' + filled("[", "</script>"), "linked objects": '<html><head><script type="application/ld+json">[' + filled("{},", "{}]</script>"), "lists": "<html><body>" + filled("<ul><li>"),
}
FEEDS = {
    "items.xml": '<rss version="2.0"><channel>' + filled("<item>", ""), "many.xml": '<rss version="2.0"><channel>' + filled("<item><title>a</title><guid>1</guid><link>/a</link><description>b c.</description></item>", "") + "</channel></rss>",
    "short.xml": '<rss version="2.0"><channel>' + filled("<item><description>b.</description></item>", "") + "</channel></rss>",
    "title.xml": '<rss version="2.0"><channel><item><title>' + filled("&lt;b>", size=TELLING) + "</title><description>A.</description></item></channel></rss>",
    "array.json": filled("[", ""), "zeros.json": "[" + filled("0,", "0]"), "objects.json": "[" + filled("{},", "{}]"), "keys.json": "[" + filled('{"":0},', "{}]"), "object.json": filled('{"a":', ""), "dates.xml": '<rss version="2.0"><channel>' + filled("<item><title>a</title><pubDate>1 b 2024</pubDate><description>b.</description></item>", "") + "</channel></rss>",
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

    def tearDown(self):
        self.temporary.cleanup()

    def take(self, name, words, megabytes=MEGABYTES):
        if not ONLY.search(name):
            return
        limits = lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen([program, *words], cwd=self.root, stdout=subprocess.DEVNULL, stderr=told, preexec_fn=limits)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            told.seek(0)
            error = told.read()[-300:]
        took, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(f"{took:6.1f} s {peak:6.0f} MB  {name}", file=sys.stderr)
        with self.subTest(name=name):
            self.assertIn(process.returncode, (0, 1, 2), (words, error, f"{took:.1f} s"))
            self.assertLess(peak, megabytes, words)

    def test_texts(self):
        for name, text in HOSTILE.items():
            text.write(self.root / "t.txt")
            self.take(name, ["check", "a.txt", "t.txt", *LANGUAGES, "--format", "json"])

    def test_both_sides(self):
        for name in ["dots", "letters", "short lines", "quotes", "words", "lines", "names of their own", "one beginning"]:
            HOSTILE[name].write(self.root / "t.txt")
            self.take(name + " twice", ["check", "t.txt", "t.txt", *LANGUAGES])
        filled("A. ", size=TELLING).write(self.root / "t.txt")
        self.take("capitals twice", ["check", "t.txt", "t.txt", *LANGUAGES], TELLING_MEGABYTES)

    def test_books(self):
        for name, piece in {"capitals": "A. ", "letters": "a", "names": "Ivan ", "numbers": "1 ", "quoted lines": "> «\"a\"» said.\n",
                            "list numbers": "1. ", "titles": "Mr. ", "questions": "? A", "abbreviations": "No. Mr. Inc. vs. ", "ellipses": "... ", "dotted": "a.b.", "quotes": '" '}.items():
            filled(piece, "", BOOK - 1).write(self.root / "t.txt")
            self.take(name + " aligned", ["align", "t.txt", "t.txt", *LANGUAGES])

    def test_languages(self):
        for lang in ["ru", "uk", "id", "vi"]:
            for name in ["dots", "hyphens", "combining", "initials", "numbers", "and"]:
                HOSTILE[name].write(self.root / "t.txt")
                self.take(f"{name} ({lang})", ["check", "t.txt", "e.txt", "--src-lang", lang, "--tgt-lang", "en"])

    def test_pages(self):
        for name, page in PAGES.items():
            page.write(self.root / "t.html")
            self.take(name, ["check", "a.txt", "t.html", *LANGUAGES])

    def test_feeds_and_memories(self):
        for name, text in {**FEEDS, **MEMORIES}.items():
            text.write(self.root / name)
            self.take(name, ["pair", name] if name in FEEDS else ["check", "--aligned", name, *LANGUAGES])

    def test_sentences_that_are_given(self):
        for name in ["dots", "hyphens", "combining", "numbers", "names", "letters"]:
            ("1\t" + RU.strip() + "\t" + HOSTILE[name]).write(self.root / "s.tsv")
            self.take(name + " as a segment", ["check", "--aligned", "s.tsv", *LANGUAGES])
        for name, source in {"numbers": "1 ", "names": "Иван ", "names in a row": "Иван Петров, ", "not": "не ", "said": "сказал "}.items():
            ("1\t" + Text((source, SIZE // len(source.encode()))) + ".\t" + HOSTILE[name]).write(self.root / "s.tsv")
            self.take(name + " on both sides", ["check", "--aligned", "s.tsv", *LANGUAGES])

    def test_many_names(self):
        names = [a + b + c for a in ("Ka", "Mi", "So", "Ru") for b in ("ri", "lo", "na", "ve") for c in ("mov", "nin", "ko", "tes")]
        text = "".join(f"{a} {b}in came. " for a in names for b in names)[:SIZE * 4] + "\n"
        (self.root / "s.txt").write_text(text)
        (self.root / "t.txt").write_text(text.replace("came", "went"))
        self.take("many names", ["check", "s.txt", "t.txt", "--src-lang", "id", "--tgt-lang", "en"])

    def test_settings(self):
        for name, key in {"a key without end": filled("a.", "a = 1"), "a table without end": "[" + filled("a.", "a]")}.items():
            key.write(self.root / "k.toml")
            self.take(name, ["check", "a.txt", "e.txt", *LANGUAGES, "--config", "k.toml"])
        lists = {"a list of patterns without end": "boilerplate = [" + filled('"a",', '"b"]'), "ignored without end": filled("[[ignore]]\ninside = 'a'\n", ""),
                 "keys without end": Distinct(lambda word: word + " = 1", 1, "\n")}
        for name, text in lists.items():
            text.write(self.root / "k.toml")
            self.take(name, ["check", "a.txt", "e.txt", *LANGUAGES, "--config", "k.toml"])
        (self.root / "p.toml").write_text("boilerplate = [%s]\n" % ",".join("'.*word.* x%d'" % i for i in range(1000)))
        Distinct(lambda word: "word " + word, 8, size=min(SIZE, 3 << 20)).write(self.root / "t.txt")
        self.take("patterns on every line", ["check", "a.txt", "t.txt", *LANGUAGES, "--config", "p.toml"])
        (self.root / "p.toml").write_text("boilerplate = [%s]\n" % json.dumps(r"(\w+ ?)+ contributed to this report"))
        (HOSTILE["names"] + ("\n" + RU)).write(self.root / "t.txt")
        self.take("a pattern without end", ["check", "a.txt", "t.txt", *LANGUAGES, "--config", "p.toml"])
        # An issue in every sentence, and rules that backtrack on each: as many as a file may have where the size is real.
        word = lambda i: "".join(chr(97 + i * k % 26) for k in (1, 3, 5, 7, 11)).capitalize()
        (self.root / "i.toml").write_text("".join("[[ignore]]\nbefore = '([a-z]|[a-z ]|\\w)*x%d'\n" % i for i in range(min(1000, SIZE // 30_000))))
        (self.root / "s.txt").write_text("".join(f"Министр прибыл в порт {2*i*i+1001}, где {word(i)} ждали {37*i%977+13} человек.\n" for i in range(min(300, SIZE // 1500))))
        (self.root / "t.txt").write_text("".join(f"The minister arrived in port {2*i*i+1001}, where {word(i)} awaited {53*i%911+17} people.\n" for i in range(min(300, SIZE // 1500))))
        self.take("ignore rules on every issue", ["check", "s.txt", "t.txt", *LANGUAGES, "--config", "i.toml"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
