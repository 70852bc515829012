#!/usr/bin/env python3
"""Measures concord pair on synthetic archives: time, memory, precision, recall, and how the cost grows.

    bench/pairing.py --concord build/release/bin/concord [--articles 2000 20000] [--dates]

Articles are made by recombining the aligned sentences of samples/ of one language pair, fifteen to an article; figures below a
hundred are exchanged for random ones on both sides alike, as every report has its own. Order and ids tell nothing.
"""
import argparse
import json
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def sentence_pairs(concord, lang):
    """Sentences of the samples that the program aligns one to one."""
    pairs = []
    for source in sorted((ROOT / "samples").glob(f"*/source.{lang}.txt")):
        words = [concord, "align", str(source), str(source.parent / "target.en.txt"), "--src-lang", lang, "--tgt-lang", "en", "--format", "jsonl"]
        for line in subprocess.run(words, capture_output=True, check=True).stdout.splitlines():
            bead = json.loads(line)
            if len(bead["source"]) == 1 and len(bead["target"]) == 1:
                pairs.append((bead["source_text"], bead["target_text"]))
    return pairs


def exchange_figures(source, target, rng):
    """The same figures of two digits on both sides become others, the same on both sides."""
    shared = set(re.findall(r"(?<![\d.,])\d\d(?![\d.,])", source)) & set(re.findall(r"(?<![\d.,])\d\d(?![\d.,])", target))
    for figure in sorted(shared):
        other = str(rng.randint(32, 99))
        source, target = (re.sub(rf"(?<![\d.,]){figure}(?![\d.,])", other, side) for side in (source, target))
    return source, target


def write_archive(path, pairs, lang, articles, dates, seed):
    rng = random.Random(seed)
    lines = []
    for i in range(articles // 2):
        chosen = [exchange_figures(*pair, rng) for pair in rng.sample(pairs, 15)]
        date = f"2024-{1 + i // 280 % 12:02}-{1 + i // 10 % 28:02}"
        for side, code in ((0, lang), (1, "en")):
            item = {"id": f"{code}-{rng.getrandbits(48):x}", "lang": code, "text": "\n\n".join(c[side] for c in chosen), "gold": i}
            if dates:
                item["date"] = date
            lines.append(item)
    rng.shuffle(lines)
    gold = {item["id"]: item.pop("gold") for item in lines}
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in lines), encoding="utf-8")
    return gold


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concord", default=str(ROOT / "build/release/bin/concord"))
    parser.add_argument("--articles", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--lang", default="ru")
    parser.add_argument("--dates", action="store_true", help="give every article its day, ten pairs a day")
    parser.add_argument("--jobs", default="2")
    arguments = parser.parse_args()
    pairs_of_samples = sentence_pairs(arguments.concord, arguments.lang)
    if len(pairs_of_samples) < 20:
        sys.exit(f"only {len(pairs_of_samples)} sentence pairs for {arguments.lang}")
    print("articles  wall s  cpu s  peak MB  precision  recall")
    for articles in arguments.articles:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "archive.jsonl"
            gold = write_archive(path, pairs_of_samples, arguments.lang, articles, arguments.dates, articles)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            begin = time.time()
            done = subprocess.run([arguments.concord, "pair", str(path), "--jobs", arguments.jobs], capture_output=True, check=True)
            wall = time.time() - begin
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            pairs = [json.loads(line) for line in done.stdout.splitlines()]
            pairs = [p for p in pairs if p["source"] and p["target"]]
            right = sum(gold[p["source"]] == gold[p["target"]] for p in pairs)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{articles:8}  {wall:6.1f}  {cpu:5.1f}  {after.ru_maxrss / 1024:7.0f}  {right / max(1, len(pairs)):9.4f}  {right / (articles // 2):6.4f}",
                  flush=True)


if __name__ == "__main__":
    main()
