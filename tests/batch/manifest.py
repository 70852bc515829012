#!/usr/bin/env python3
"""Writes a batch manifest of N lines that goes round the sample pairs: manifest.py SAMPLES N"""
import json
import pathlib
import sys

samples, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
pairs = []
for folder in sorted(p for p in samples.iterdir() if (p / "target.en.txt").exists()):
    source = next(p for p in sorted(folder.glob("source.*.txt")))
    pairs.append((folder.name, source, folder / "target.en.txt", source.name.split(".")[1]))
for i in range(count):
    name, source, target, lang = pairs[i % len(pairs)]
    line = {"id": f"{name}/{i}", "src_lang": lang, "tgt_lang": "en"}
    if i % 3 == 0:
        line["source"] = {"text": source.read_text(encoding="utf-8"), "lang": lang}
        line["target"] = {"text": target.read_text(encoding="utf-8"), "lang": "en"}
    else:
        line["source"], line["target"] = str(source), str(target)
    if i % 50 == 17:
        line["source"] = str(folder / "missing.txt")
    print(json.dumps(line, ensure_ascii=False))
    if i % 70 == 33:
        print("this line is no JSON")
