#!/usr/bin/env python3
"""What has to hold for any pair of reports, tried on documents, and how often it does.

  bench/properties.py --concord PROGRAM [--data FOLDER] [--trials N] [--only swap figure sentence self] [--show]

figure    one figure of the target, which its counterpart has too, is changed: exactly one issue more
sentence  a sentence about something else is put into the target: exactly one issue more, or one that says "the source ends here: 4
          sentences of the target follow" says 5: all that follows is one issue, and the editor has to read it all; so is what either
          of two reports on one event has alone
swap      the sides change places: the same beads and the same issues, with the sides exchanged
self      a version against itself: no issue but slips of that version by itself

The documents are the folders of samples/ and, where FOLDER (../shared/eval by default) is there, the development documents of
align/ and articles/. --trials is the number of changes in each document; --show prints every trial that fails. A figure is changed
in one of its digits, of a year in one of the last two; what only a rounding tells from the old one is no change. Issues are counted
at every severity.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DATE = "2018-10-01"
# In every language a sentence that has nothing to do with any of the documents; 61 kinds of moss are in none of them.
UNRELATED = {
    "en": "Botanists found 61 kinds of moss on the roofs of the old monastery near Lhasa.",
    "ru": "Ботаники нашли 61 вид мха на крышах старого монастыря близ Лхасы.",
    "uk": "Ботаніки знайшли 61 вид моху на дахах старого монастиря поблизу Лхаси.",
    "id": "Para ahli botani menemukan 61 jenis lumut di atap biara tua dekat Lhasa.",
    "vi": "Các nhà thực vật học tìm thấy 61 loài rêu trên mái tu viện cổ gần Lhasa.",
}
ITSELF = ("inconsistent", "duplicate-word", "mixed-script")  # slips of one version by itself
# A figure: digits with their separators; not a part of a longer word, of an address or of a time zone.
FIGURE = re.compile(r"(?<![\w.,/@:-])\d+(?:[.,]\d+)*(?![\w@/:]|[.,-]\w)")


class Document:
    """Two versions of a report, each with its language; `lines`: a sentence a line."""

    def __init__(self, group, name, sides, langs, form, date, beads=()):
        self.group, self.name, self.sides, self.langs, self.form, self.date = group, name, sides, langs, form, date
        self.beads = beads  # gold, where it is there: the lines of both sides

    def but(self, target):
        return Document(self.group, self.name, [self.sides[0], target], self.langs, self.form, self.date)

    def mirrored(self):
        return Document(self.group, self.name, self.sides[::-1], self.langs[::-1], self.form, self.date)

    def of_itself(self, side):
        return Document(self.group, self.name, [self.sides[side]] * 2, [self.langs[side]] * 2, self.form, self.date)


def read(path):
    return path.read_text(encoding="utf-8")


def samples():
    for folder in sorted((HERE / "samples").glob("*")) + sorted((HERE / "samples" / "more").glob("*")):
        paths = [next(iter(folder.glob(side + ".*.txt")), None) for side in ("source", "target")]
        if all(paths):
            date = read(folder / "about.txt").splitlines()[1]
            yield Document("samples", folder.name, [read(path) for path in paths], [path.name.split(".")[1] for path in paths], "text", date)


def development(data):
    for folder in sorted((data / "align" / "data").glob("*-*/docs")):
        pair = folder.parent.name
        for source in sorted(folder.glob("*.src")):
            sides = [read(source), read(source.with_suffix(".tgt"))]
            yield Document("documents", pair + "/" + source.stem, sides, pair.split("-"), "lines", DATE, beads_in(read(source.with_suffix(".gold"))))
    for folder in sorted((data / "articles" / "data").glob("*-*")):
        for gold in sorted(folder.glob("*.gold.json")):
            stem = gold.name.split(".")[0]
            paths = [next(folder.glob(stem + "." + side + ".*")) for side in ("source", "target")]
            form = "html" if paths[0].suffix == ".html" else "text"
            yield Document("articles", folder.name + "/" + stem, [read(path) for path in paths], folder.name.split("-"), form, DATE)


def beads_in(ladder):
    found = re.findall(r"\[([\d, ]*)\]:\[([\d, ]*)\]", ladder)
    return [tuple(tuple(int(n) for n in side.split(",") if n.strip()) for side in bead) for bead in found]


class Program:
    """Checks or aligns many documents at once."""

    def __init__(self, path, folder):
        self.path, self.folder = path, Path(folder)

    def write(self, documents):
        manifest = []
        for number, document in enumerate(documents):
            sides = {}
            for side, text, lang in zip(("source", "target"), document.sides, document.langs):
                path = self.folder / f"{number}.{side}"
                path.write_text(text, encoding="utf-8")
                sides[side] = {"path": str(path), "lang": lang, "format": document.form}
            manifest.append({"id": str(number), "date": document.date, **sides})
        path = self.folder / "manifest.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in manifest), encoding="utf-8")
        return path

    def check(self, documents):
        """The issues of each document; none for one that was refused."""
        path = self.write(documents)
        run = subprocess.run([self.path, "batch", str(path), "--fail-on", "never"], capture_output=True)
        records = [json.loads(line) for line in run.stdout.splitlines()]
        assert len(records) == len(documents), run.stderr
        return [record.get("issues") for record in records]

    def beads(self, document):
        self.write([document])
        sides = [str(self.folder / ("0." + side)) for side in ("source", "target")]
        words = [self.path, "align", *sides, "--src-lang", document.langs[0], "--tgt-lang", document.langs[1], "--date", document.date,
                 "--input-format", document.form, "--format", "ladder"]
        run = subprocess.run(words, capture_output=True)
        return beads_in(run.stdout.decode())


def figures(text, form):
    """Where text has figures; in a page not inside a tag or before the body."""
    begin = text.find("<body") if form == "html" else 0
    for match in FIGURE.finditer(text, max(begin, 0)):
        inside = form == "html" and text.rfind("<", 0, match.start()) > text.rfind(">", 0, match.start())
        if not inside:
            yield match


def other_figure(figure, rng):
    """The figure with one of its digits changed: of what may be rounded (1,240 or 3.26) one of the first two. None becomes 0."""
    digits = [i for i, c in enumerate(figure) if c.isdigit()]
    if re.fullmatch(r"(19|20)\d\d", figure):
        digits = digits[2:]
    elif len(digits) > 2:
        digits = digits[:2]
    at = rng.choice(digits)
    return figure[:at] + rng.choice([d for d in "123456789" if d != figure[at]]) + figure[at + 1:]


def plain(figure):
    return re.sub("[^0-9]", "", figure)


def counterpart(document, at):
    """The figures of what a place of the target corresponds to: of its bead, else of the whole source."""
    text = document.sides[0]
    if document.beads:
        line = document.sides[1].count("\n", 0, at)
        lines = text.split("\n")
        text = "\n".join(lines[s] for source, target in document.beads if line in target for s in source)
    return {plain(match.group()) for match in figures(text, document.form)}


def changed_figures(documents, trials, rng):
    for document in documents:
        found = [match for match in figures(document.sides[1], document.form) if plain(match.group()) in counterpart(document, match.start())]
        for match in rng.sample(found, min(trials, len(found))):
            text = document.sides[1]
            other = other_figure(match.group(), rng)
            yield document, document.but(text[:match.start()] + other + text[match.end():]), match.start(), \
                "%s -> %s in: %s" % (match.group(), other, text[max(0, match.start() - 60):match.end() + 40].replace("\n", " | "))


def added_sentences(documents, trials, rng):
    for document in documents:
        if document.form == "html":
            continue
        lines = document.sides[1].split("\n")
        # Behind a line that ends a sentence, and not the last such: between sentences of the body. Behind it a page has buttons.
        ends = [i for i, line in enumerate(lines) if line.rstrip().endswith(".")]
        places = [i for i in ends[:-1] if len(lines[i]) > 60]
        for place in rng.sample(places, min(trials, len(places))):
            added = UNRELATED[document.langs[1]]
            more = [added] if document.form == "lines" else ["", added]
            text = "\n".join(lines[:place + 1] + more + lines[place + 1:])
            yield document, document.but(text), None, "behind: " + lines[place][:100]


def told(issue):
    passages = [issue[side] and "%s[%d]" % (issue[side]["text"], issue[side]["start"]) for side in ("source", "target")]
    return "%s %s: %s | %s (%s)" % (issue["severity"], issue["check"], *passages, issue["message"])


def key(issue, mirrored=False):
    """What an issue says: its check, its severity and its words on both sides."""
    check = issue["check"]
    sides = [issue[side] and (issue[side]["start"], issue[side]["end"]) for side in ("source", "target")]
    if mirrored:
        sides.reverse()
        check = re.sub("^(dropped|added)-", lambda m: {"dropped": "added-", "added": "dropped-"}[m.group(1)], check)
    return check, issue["severity"], *sides


def show_difference(before, after, mirrored=False):
    kept = collections.Counter(key(issue) for issue in before)
    now = collections.Counter(key(issue, mirrored) for issue in after)
    for sign, issues, others, turned in (("-", before, now, False), ("+", after, kept, mirrored)):
        others = collections.Counter(others)
        for issue in issues:
            if others[key(issue, turned)] > 0:
                others[key(issue, turned)] -= 1
            else:
                print("   %s %s" % (sign, told(issue)))


def rates(name, results, what):
    """Prints the share of each group, of trials that hold."""
    groups = collections.defaultdict(list)
    for group, value in results:
        groups[group].append(value)
        groups["all"].append(value)
    for group in sorted(groups):
        values = groups[group]
        print("%-9s %-10s %6.2f%% of %d %s" % (name, group, 100 * sum(values) / max(1, len(values)), len(values), what))
    return 100 * sum(groups["all"]) / max(1, len(groups["all"]))


def is_told(issues, at):
    """Whether an issue marks a place of the target: then the figure there has no counterpart already."""
    return at is not None and any(one["target"] and one["target"]["start"] <= at < one["target"]["end"] for one in issues)


FOLLOW = re.compile(r"(?:ends here|two reports on one event rather than a translation): (\d+) sentences?")


def one_more_follows(before, after):
    """Whether nothing changes but the count of an issue about all that follows, or that one report has alone: by one."""
    said = [collections.Counter((issue["check"], issue["severity"], issue["message"]) for issue in issues) for issues in (before, after)]
    went, came = list((said[0] - said[1]).elements()), list((said[1] - said[0]).elements())
    if len(went) != 1 or len(came) != 1 or went[0][:2] != came[0][:2]:
        return False
    counts = [FOLLOW.search(one[0][2]) for one in (went, came)]
    return all(counts) and int(counts[1].group(1)) == int(counts[0].group(1)) + 1


def one_more(name, program, documents, changes, show):
    """Trials that give exactly one issue more."""
    clean = dict(zip([id(d) for d in documents], program.check(documents)))
    results, delta, follow = [], collections.Counter(), 0
    for (document, other, at, what), after in zip(changes, program.check([other for _, other, _, _ in changes])):
        before = clean[id(document)]
        if before is None or after is None or is_told(before, at):
            continue
        more = len(after) - len(before)
        delta[more] += 1
        holds = more == 1 or one_more_follows(before, after)
        follow += holds and more != 1
        results.append((document.group, holds))
        if show and not holds:
            print("%s %+d %s: %s" % (name, more, document.name, what))
            show_difference(before, after)
    print("%-9s issues more: %s; told by a count: %d" % (name, ", ".join("%+d %d" % one for one in sorted(delta.items())), follow))
    return rates(name, results, "changes")


def mirrored_issues(program, documents, show):
    """Documents whose issues are the same when the sides change places."""
    results = []
    for document, before, after in zip(documents, program.check(documents), program.check([d.mirrored() for d in documents])):
        if before is None or after is None:
            results.append((document.group, before is after))
            continue
        same = collections.Counter(map(key, before)) == collections.Counter(key(issue, True) for issue in after)
        results.append((document.group, same))
        if show and not same:
            print("swap " + document.name)
            show_difference(before, after, True)
    return rates("swap", results, "documents")


def mirrored_beads(program, documents, show):
    """Beads that are the same when the sides change places."""
    results = []
    for document in documents:
        there = {(target, source) for source, target in program.beads(document.mirrored())}
        for bead in program.beads(document):
            results.append((document.group, bead in there))
            if show and bead not in there:
                print("swap %s: bead %s" % (document.name, bead))
    return rates("swap", results, "beads")


def selves(program, documents, show):
    results = []
    alike = [(document, document.of_itself(side)) for document in documents for side in (0, 1)]
    for (document, twice), issues in zip(alike, program.check([twice for _, twice in alike])):
        mine = [issue for issue in issues or [] if not issue["check"].startswith(ITSELF)]
        results.append((document.group, issues is not None and not mine))
        if show and mine:
            print("self " + document.name, *map(told, mine), sep="\n   ")
    return rates("self", results, "versions")


def measure(concord, data, trials, only, show=False, groups=()):
    """The rates by name: figure, sentence, swap, swap beads, self."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        program = Program(concord, folder)
        documents = [d for d in [*samples(), *development(data)] if not groups or d.group in groups]
        for name, changes in (("figure", changed_figures), ("sentence", added_sentences)):
            if name in only:
                found[name] = one_more(name, program, documents, list(changes(documents, trials, random.Random(7))), show)
        if "swap" in only:
            found["swap"] = mirrored_issues(program, documents, show)
            found["swap beads"] = mirrored_beads(program, documents, show)
        if "self" in only:
            found["self"] = selves(program, documents, show)
    return found


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--concord", default=str(HERE / "build/release/bin/concord"))
    ap.add_argument("--data", type=Path, default=Path(os.environ.get("CONCORD_SHARED", HERE.parent / "shared")) / "eval")
    ap.add_argument("--trials", type=int, default=3)
    ap.add_argument("--only", nargs="+", choices=["figure", "sentence", "swap", "self"], default=["figure", "sentence", "swap", "self"])
    ap.add_argument("--groups", nargs="+", choices=["samples", "documents", "articles"], default=[])
    ap.add_argument("--show", action="store_true")
    a = ap.parse_args()
    measure(a.concord, a.data, a.trials, a.only, a.show, a.groups)
    return 0


if __name__ == "__main__":
    sys.exit(main())
