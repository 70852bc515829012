#!/usr/bin/env python3
"""Prints a key of all that the records of one shard depend on: shard.py MANIFEST [SETTINGS...] I/N

The lines of the shard, the texts they name, the settings, the version of concord and the date of the run: while the key is the same,
unfinished records can be continued and finished ones stand."""
import hashlib
import json
import os
import subprocess
import sys

MASK = (1 << 64) - 1


def shard_of(text, parts):
    """As concord batch --shard decides: FNV-1a of the id, its bits mixed (SplitMix64)."""
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 & MASK
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & MASK
    return (value ^ value >> 31) % parts


def add_file(key, path):
    try:
        with open(path, "rb") as file:
            key.update(hashlib.file_digest(file, "sha256").digest() if hasattr(hashlib, "file_digest") else hashlib.sha256(file.read()).digest())
    except OSError as error:
        key.update(error.__class__.__name__.encode())


def main(manifest, *rest):
    *settings, shard = rest
    part, parts = (int(n) for n in shard.split("/"))
    key = hashlib.sha256(subprocess.run(["concord", "--version"], capture_output=True, check=True).stdout)
    key.update(f"{shard} {os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    for path in settings:
        add_file(key, path)
    seen = {}
    with open(manifest, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            pair = json.loads(line)
            if shard_of(str(pair["id"]), parts) != part - 1:
                continue
            key.update(f"{number} {line}".encode())
            for side in ("source", "target"):
                path = pair.get(side + "_file") or pair[side]
                if path not in seen:
                    seen[path] = hashlib.sha256()
                    add_file(seen[path], path)
                key.update(seen[path].digest())
    print(key.hexdigest()[:16])


if __name__ == "__main__":
    main(*sys.argv[1:])
