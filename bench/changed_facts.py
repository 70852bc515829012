#!/usr/bin/env python3
"""Changes a number, a date or a name in the target of aligned segments and prints which of the changes are found.

  changed_facts.py --concord PROGRAM --pair vi-ru [--count 100] [--date YYYY-MM-DD] [--misses] SEGMENTS.tsv

SEGMENTS.tsv holds id, source, target. A number or date is changed where `concord entities` reads the same value on both
sides: a figure becomes another of the same length, a month another, a day of the month another. A name is changed where
both sides have one and `concord names` takes them for the same: it becomes a name of another segment, of the same kind
(place, organisation, one word, several). A change is found when the check of its kind raises an issue on the changed segment that it
did not raise on the clean one. Prints a line for each kind: changes, found, found as an error or a warning.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile

KINDS = {"number": {"number", "money", "percent", "unit", "ordinal"}, "date": {"date"}, "name": {"name"}}
ACCEPTED = {"number": {"number", "date"}, "date": {"date", "number"}, "name": {"name"}}


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


def other_day(text, rng):
    day = re.search(r"(?<!\d)([1-9]|1\d|2[0-8])(?!\d)", text)
    if not day:
        return None
    days = [d for d in range(1, 29) if str(d) != day.group(1)]
    return text[:day.start()] + str(rng.choice(days)) + text[day.end():]


def kind_of(mention):
    """What a name names: "place", "org" where a table knows it, else a person of several words or another name."""
    value = mention.get("value") or ""
    return value.split(":")[0] if re.match(r"[a-z]+:", value) else "words" if " " in mention["text"] else "word"


def other_name(mention, names, text, rng):
    """A name of the same kind, with a capital, of which the text has no trace."""
    others = [n["text"] for n in names if kind_of(n) == kind_of(mention) and n["text"][0].isupper()
              and n["text"].lower()[:3] not in text.lower()]
    return rng.choice(others) if others and mention["text"][0].isupper() else None


def candidates(kind, rows, sources, targets):
    """(row, mention of the target) where both sides have the same value once; for names where both have names."""
    for row, source, target in zip(rows, sources, targets):
        for mention in target:
            if mention["type"] not in KINDS[kind]:
                continue
            there = [m for m in source if m["type"] in KINDS[kind]]
            same = [m for m in target if m.get("value") == mention.get("value")]
            if kind == "name":
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


def changed(kind, found, count, rng):
    rng.shuffle(found)
    names = [mention for _, mention, _ in found]
    done = []
    seen = set()
    for row, mention, there in found:
        if len(done) == count or row[0] in seen:
            continue
        text = mention["text"]
        if kind == "name":
            new = other_name(mention, names, row[2], rng)
        else:
            new = other_day(text, rng) if kind == "date" else other_figure(text, rng)
        if new is None or new == text:
            continue
        seen.add(row[0])
        done.append((row[0], row[1], row[2][:mention["start"]] + new + row[2][mention["end"]:]))
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
        found = list(candidates(kind, rows, sources, targets))
        if kind == "name":
            found = same_names(options.concord, options.pair, found)
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
