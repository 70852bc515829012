#!/usr/bin/env python3
"""Errors and warnings on news that professionals translated: most of them are false alarms.

  bench/translated_news.py --concord PROGRAM [--show] [--only CHECKS] FILE...

FILE is a test set of the WMT shared task on translation in its XML form with sources and references, of Russian or Ukrainian and
English: newstest2021.ru-en, wmttest2022.ru-en, wmttest2022.uk-en, wmttest2023.ru-en and wmttest2023.uk-en of
https://github.com/wmt-conference (wmt21-news-systems and the two after it, folder xml/); or txt/documents/en-ru.docs or en-uk.docs in
a checkout of wmt24-news-systems, with the folders beside it. They are not part of concord.

Every document with 450 characters or more is written as two texts, a paragraph of the set a paragraph, and a first segment without
an end mark in both as the headline. Documents whose domain is given and is not news are left out. A table of the errors and
warnings by check is printed, with the documents without any; --show prints each issue with both passages. The exit code is 0 unless
the program fails.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from pathlib import Path

SHORTEST = 450  # characters of both versions together
END = re.compile(r"[.!?…»”\")]$")


def paragraphs(element):
    return [[" ".join((segment.text or "").split()) for segment in p.iter("seg")] for p in element.iter("p")]


def listed_documents(path):
    """The same of a set in lines: a list of the document of each, the lines in English, the lines of the reference."""
    path = Path(path)
    lines = [(path.parent.parent / folder / f"{path.stem}{suffix}").read_text(encoding="utf-8").splitlines()
             for folder, suffix in (("sources", ".txt"), ("references", ".refA.txt"))]
    found = {}
    for row, english, other in zip(path.read_text(encoding="utf-8").splitlines(), *lines):
        domain, name = row.split("\t")
        if domain == "news":
            found.setdefault(name, []).append((other, english))
    for name, pairs in found.items():
        yield name, path.stem.split("-")[1], *("\n\n".join(side) + "\n" for side in zip(*pairs))


def documents(path):
    """The documents of a test set: name, language that is not English, its text, the English text."""
    if path.endswith(".docs"):
        yield from listed_documents(path)
        return
    root = xml.etree.ElementTree.parse(path).getroot()
    for number, doc in enumerate(root.iter("doc")):
        source, reference = doc.find("src"), doc.find("ref")
        if source is None or reference is None or "news" not in doc.get("domain", "news"):
            continue
        versions = {element.get("lang"): paragraphs(element) for element in (source, reference)}
        other = next((lang for lang in versions if lang != "en"), None)
        if other is None or "en" not in versions:
            continue
        both = list(versions.values())
        one_block = all(len(text) == 1 and len(text[0]) > 2 for text in both) and len(both[0][0]) == len(both[1][0])
        if one_block and not any(END.search(text[0][0]) for text in both):
            versions = {lang: [text[0][:1], text[0][1:]] for lang, text in versions.items()}
        texts = {lang: "\n\n".join(" ".join(p) for p in text) + "\n" for lang, text in versions.items()}
        if sum(map(len, texts.values())) >= SHORTEST:
            yield f"{Path(path).stem}/{number}", other, texts[other], texts["en"]


def passage(text, mark):
    if not mark:
        return "-"
    begin, end = mark["start"], mark["end"]
    shown = f"{text[max(0, begin - 100):begin]}[[{text[begin:end]}]]{text[end:end + 100]}"
    return " ".join(shown.split())


def check(program, folder, lang, source, target):
    """The errors and warnings of a pair."""
    for name, text in (("source.txt", source), ("target.txt", target)):
        (Path(folder) / name).write_text(text, encoding="utf-8")
    command = [program, "check", f"{folder}/source.txt", f"{folder}/target.txt", "--src-lang", lang, "--tgt-lang", "en",
               "--format", "jsonl", "--min-severity", "warning"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"translated_news.py: {run.stderr.strip()}")
    return [issue for issue in map(json.loads, run.stdout.splitlines()) if issue.get("severity") in ("error", "warning")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concord", required=True, help="the program")
    parser.add_argument("--show", action="store_true", help="print every issue")
    parser.add_argument("--only", default="", help="checks that are counted, separated by commas")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    only = set(filter(None, options.only.split(",")))
    counts = collections.Counter()
    quiet = total = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files:
            for name, lang, source, target in documents(path):
                issues = [i for i in check(options.concord, folder, lang, source, target) if not only or i["check"] in only]
                total += 1
                quiet += not issues
                for issue in issues:
                    counts[issue["check"], issue["severity"]] += 1
                    if options.show:
                        print(f"{name} {issue['severity']} {issue['check']}: {issue['message']}")
                        print(f"  {passage(source, issue['source'])}\n  {passage(target, issue['target'])}")
    for name in sorted({check for check, _ in counts}):
        print(f"{name:20} {counts[name, 'error']:4} errors {counts[name, 'warning']:4} warnings")
    print(f"{total} documents, {quiet} without an error or warning; "
          f"{sum(n for (_, s), n in counts.items() if s == 'error') / max(total, 1):.2f} errors and "
          f"{sum(n for (_, s), n in counts.items() if s == 'warning') / max(total, 1):.2f} warnings a document")


if __name__ == "__main__":
    main()
