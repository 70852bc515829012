#!/usr/bin/env python3
"""Changes a number, a date or a name in the target of aligned segments and prints which of the changes are found.

  changed_facts.py --concord PROGRAM --pair vi-ru [--count 100] [--date YYYY-MM-DD] [--misses] SEGMENTS.tsv

SEGMENTS.tsv holds id, source, target. A number or date is changed where `concord entities` reads the same value on both
sides: a figure becomes another of the same length, a day of the month or a year another; a date in words becomes one of
another segment that is as exact and ends alike ("вторник", "четверг"); days that count from the publication stay. A name
is changed where both sides have one, `concord names` takes them for the same, and no word of it is anywhere written
small: it becomes a name of another segment, of the same kind (place, organisation, one word, several). Exchanged are the
first two figures of one kind of a segment. A change is found when the check of its kind raises an issue on the changed
segment that it did not raise on the clean one. Prints a line for each kind: changes, found, found as an error or a
warning.

Two kinds more take something away, as single edits of metrics for translation do: a name, and, from an English target, a
phrase of a preposition and up to six words before a comma or the end of the sentence.
"""
import argparse
import datetime
import json
import random
import re
import subprocess
import sys
import tempfile

KINDS = {"number": {"number", "money", "percent", "unit", "ordinal"}, "date": {"date"}, "name": {"name"},
         "exchanged": {"number", "money", "percent", "unit"}, "name removed": {"name"}, "phrase removed": set()}
CLAUSES = {"dropped-clause", "dropped-sentence"}
ACCEPTED = {"number": {"number", "date"}, "date": {"date", "number"}, "name": {"name"},
            "exchanged": {"swapped", "number"}, "name removed": {"name"} | CLAUSES,
            "phrase removed": {"name", "number", "date", "attribution"} | CLAUSES}
PHRASE = re.compile(r" (?:in|on|at|with|by|from|for|after|before|during|against|under|between|among|through|near|since|"
                    r"across|within|without|into|toward|towards)(?: [\w'-]+){1,6}(?=[,.;](?: |$))", re.IGNORECASE)


def run(command, text=None):
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit("%s: %s" % (" ".join(command), done.stderr.strip()))
    return done.stdout


def entities(program, lang, date, texts):
    found = [[] for _ in texts]
    for line in run([program, "entities", "--lang", lang, "--date", date], "\n".join(texts) + "\n").splitlines():
        mention = json.loads(line)
        found[mention["line"] - 1].append(mention)
    return found


def check(program, pair, date, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        for row in rows:
            file.write("\t".join(row) + "\n")
        file.flush()
        source, target = pair.split("-")
        out = run([program, "check", "--aligned", file.name, "--src-lang", source, "--tgt-lang", target, "--date", date,
                   "--format", "jsonl", "--min-severity", "info"])
    issues = {}
    for line in out.splitlines():
        issue = json.loads(line)
        if "pair" in issue and "check" in issue:
            issues.setdefault(issue["pair"], []).append((issue["check"], issue["severity"], issue["message"]))
    return issues


def other_figure(text, rng):
    """The text with one digit of its first figure changed, so that its length and separators stay."""
    places = [m.start() for m in re.finditer(r"\d", text)]
    if not places:
        return None
    at = places[0] if len(places) < 3 else rng.choice(places[:2])
    digits = [d for d in "123456789" if d != text[at]]
    return text[:at] + rng.choice(digits) + text[at + 1:]


def other_date(mention, dates, rng):
    """The date with another day or year, or another date in words that is as exact and ends alike."""
    text = mention["text"]
    if day := re.search(r"(?<!\d)([1-9]|1\d|2[0-8])(?!\d)", text):
        days = [d for d in range(1, 29) if str(d) != day.group(1)]
        return text[:day.start()] + str(rng.choice(days)) + text[day.end():]
    if year := re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text):
        return text[:year.start()] + str(int(year.group()) + rng.choice([-3, -2, -1, 1, 2, 3])) + text[year.end():]
    others = [d["text"] for d in dates if len(d["value"]) == len(mention["value"]) and d["value"] != mention["value"]
              and d["text"][-2:] == text[-2:] and not re.search(r"\d", d["text"])]
    return rng.choice(others) if others else None


def kind_of(mention):
    """What a name names: "place", "org" where a table knows it, else a person of several words or another name."""
    value = mention.get("value") or ""
    return value.split(":")[0] if re.match(r"[a-z]+:", value) else "words" if " " in mention["text"] else "word"


def proper_names(found, rows):
    """The names none of whose words is anywhere written small: "Cup" of a title is an ordinary word."""
    small = {word for row in rows for word in re.findall(r"\w+", row[2]) if word[0].islower()}
    return [one for one in found if not small & {word.lower() for word in re.findall(r"\w+", one[1]["text"])}]


def other_name(mention, names, text, rng):
    """Another name of the same kind, with a capital, of which the text has no trace."""
    others = [n["text"] for n in names if kind_of(n) == kind_of(mention) and n["text"][0].isupper()
              and n.get("value") != mention.get("value") and n["text"].lower()[:3] not in text.lower()]
    return rng.choice(others) if others and mention["text"][0].isupper() else None


def candidates(kind, rows, sources, targets):
    """(row, mention of the target) where both sides have the same value once; for names where both have names."""
    for row, source, target in zip(rows, sources, targets):
        for mention in target:
            if mention["type"] not in KINDS[kind]:
                continue
            there = [m for m in source if m["type"] in KINDS[kind]]
            same = [m for m in target if m.get("value") == mention.get("value")]
            if kind.startswith("name"):
                if there and len(mention["text"]) > 3:
                    yield row, mention, [m["text"] for m in there]
            elif len(same) == 1 and [m.get("value") for m in there].count(mention.get("value")) == 1:
                yield row, mention, []


def same_names(program, pair, found):
    source, target = pair.split("-")
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        index = []
        for i, (_, mention, names) in enumerate(found):
            for name in names:
                index.append(i)
                file.write("\t".join((source, name, target, mention["text"])) + "\n")
        file.flush()
        lines = run([program, "names", "--pairs", file.name]).splitlines() if index else []
    kept = {i for i, line in zip(index, lines) if line.startswith("1")}
    return [one for i, one in enumerate(found) if i in kept]


def without_relative(found, date, program, lang, rows):
    """The dates that do not count from the publication day: "tomorrow" is another day a day later, "Monday" is not."""
    day = datetime.date.fromisoformat(date)
    later = entities(program, lang, str(day + datetime.timedelta(1)), [row[2] for row in rows])
    values = {(row[0], m["start"]): m.get("value") for row, mentions in zip(rows, later) for m in mentions}

    def is_relative(row, mention):
        try:
            moved = datetime.date.fromisoformat(values.get((row[0], mention["start"])) or "")
            return moved - datetime.date.fromisoformat(mention["value"]) == datetime.timedelta(1)
        except ValueError:
            return False
    return [one for one in found if not is_relative(one[0], one[1])]


def without(text, start, end):
    """The text without what stands in [start, end), its spaces and marks in order."""
    rest = text[:start].rstrip() + " " + text[end:].lstrip()
    return re.sub(r" ('s\b|[,.;:])", lambda m: "" if m.group(1) == "'s" else m.group(1), rest).strip()


def phrases_removed(rows, count, rng):
    """Segments without their last phrase of a preposition, where half of the segment is left at least."""
    done = []
    for row in rng.sample(rows, len(rows)):
        found = [m for m in PHRASE.finditer(row[2]) if 2 * (m.end() - m.start()) < len(row[2])]
        if found and len(done) < count:
            done.append((row[0], row[1], without(row[2], found[-1].start(), found[-1].end())))
    return done


def changed(kind, found, count, rng):
    rng.shuffle(found)
    names = [mention for _, mention, _ in found]
    done = []
    seen = set()
    for row, mention, there in found:
        if len(done) == count or row[0] in seen:
            continue
        text = mention["text"]
        if kind == "name removed":
            seen.add(row[0])
            done.append((row[0], row[1], without(row[2], mention["start"], mention["end"])))
            continue
        if kind == "name":
            new = other_name(mention, names, row[2], rng)
        else:
            new = other_date(mention, names, rng) if kind == "date" else other_figure(text, rng)
        if new is None or new == text:
            continue
        seen.add(row[0])
        done.append((row[0], row[1], row[2][:mention["start"]] + new + row[2][mention["end"]:]))
    return done


def exchanged(rows, sources, targets, count, rng):
    """Segments in which the digits of two figures of one kind, which both sides have once, changed places."""
    done = []
    order = list(range(len(rows)))
    rng.shuffle(order)
    for i in order:
        figures = [m for m in targets[i] if m["type"] in KINDS["exchanged"] and re.search(r"\d", m["text"])
                   and [t.get("value") for t in targets[i]].count(m.get("value")) == 1
                   and [t.get("value") for t in sources[i]].count(m.get("value")) == 1]
        pairs = [(a, b) for a, b in zip(figures, figures[1:]) if a["type"] == b["type"] and a["end"] + 3 < b["start"]]
        if not pairs or len(done) == count:
            continue
        (a, b), text = pairs[0], rows[i][2]
        digits = r"\d[\d.,\u00a0]*\d|\d"
        x, y = re.search(digits, a["text"]).group(), re.search(digits, b["text"]).group()
        new = (text[:a["start"]] + a["text"].replace(x, y, 1) + text[a["end"]:b["start"]] + b["text"].replace(y, x, 1)
               + text[b["end"]:])
        done.append((rows[i][0], rows[i][1], new))
    return done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True)
    parser.add_argument("--pair", required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--date", default="2018-10-01")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("segments")
    options = parser.parse_args()
    with open(options.segments, encoding="utf-8") as file:
        rows = [tuple(line.rstrip("\n").split("\t")[:3]) for line in file if line.count("\t") >= 2]
    source, target = options.pair.split("-")
    sources = entities(options.concord, source, options.date, [row[1] for row in rows])
    targets = entities(options.concord, target, options.date, [row[2] for row in rows])
    clean = check(options.concord, options.pair, options.date, rows)
    for kind in KINDS:
        rng = random.Random(options.seed)
        if kind == "exchanged":
            bad = exchanged(rows, sources, targets, options.count, rng)
        elif kind == "phrase removed":
            bad = phrases_removed(rows, options.count, rng) if target == "en" else []
        else:
            found = list(candidates(kind, rows, sources, targets))
            if kind.startswith("name"):
                found = proper_names(same_names(options.concord, options.pair, found), rows)
            if kind == "date":
                found = without_relative(found, options.date, options.concord, target, rows)
            bad = changed(kind, found, options.count, rng)
        issues = check(options.concord, options.pair, options.date, bad)
        new = {}
        for row in bad:
            before = {(c, m) for c, _, m in clean.get(row[0], [])}
            new[row[0]] = [s for c, s, m in issues.get(row[0], []) if c in ACCEPTED[kind] and (c, m) not in before]
        hits = [i for i in new if new[i]]
        sure = [i for i in hits if set(new[i]) & {"error", "warning"}]
        print("%s %s: %d changes, found %.1f, as an error or a warning %.1f" %
              (options.pair, kind, len(bad), 100 * len(hits) / max(1, len(bad)), 100 * len(sure) / max(1, len(bad))))
        if options.misses:
            for row in bad:
                if not new[row[0]]:
                    print("  missed:", *row, sep="\n    ")


if __name__ == "__main__":
    main()
