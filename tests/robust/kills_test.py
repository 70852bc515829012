#!/usr/bin/env python3
"""Every command that writes, killed at random moments: each file is what it was or what it was to become.

    [CONCORD_KILLS=200] kills_test.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2]).resolve()
KILLS = int(os.environ.get("CONCORD_KILLS", "22"))
environment = dict(os.environ, SOURCE_DATE_EPOCH="1731715200")
LANGUAGES = ["--src-lang", "ru", "--tgt-lang", "en"]
SAMPLES = [path for path in sorted((source / "samples").iterdir()) if (path / "source.ru.txt").exists()]
OLD_TMX = ('<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
           'srclang="ru" datatype="plaintext"/><body>\n<tu><tuv xml:lang="ru"><seg>А</seg></tuv><tuv xml:lang="en"><seg>B</seg></tuv></tu>\n</body></tmx>\n')


def call(words, folder, check=True):
    run = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True)
    assert not check or run.returncode in (0, 1), (words, run.stderr)
    return run


def prepare(folder):
    """What the commands read, and something old under every name that they write."""
    sample = SAMPLES[0]
    for side, lang in [("source", "ru"), ("target", "en")]:
        shutil.copy(sample / f"{side}.{lang}.txt", folder / f"{side}.txt")
    beads = call(["align", "source.txt", "target.txt", *LANGUAGES, "--format", "tsv"], folder).stdout.decode().splitlines()
    units = [bead for bead in beads if "\t\t" not in bead and not bead.endswith("\t")]
    (folder / "segments.tsv").write_text("".join(f"{copy}-{unit}\n" for copy in range(40) for unit in units))
    call(["check", "--aligned", "segments.tsv", *LANGUAGES, "--tmx", "units.tmx", "--fail-on", "never"], folder)
    pairs = [{"id": f"{round_}-{path.name}", "source": str(path / "source.ru.txt"), "target": str(path / "target.en.txt")}
             for round_ in range(30) for path in SAMPLES]
    (folder / "manifest.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    for part in "12":
        call(["batch", "manifest.jsonl", "-o", f"r{part}.jsonl", "--tmx", f"t{part}.tmx", "--shard", f"{part}/2", "--fail-on", "never"], folder)
    (folder / "terms.tsv").write_text("ru\ten\n" + "".join(f"слово{i}\tword{i}\n" for i in range(20000)))
    for side, lang in [("source", "ru"), ("target", "en")]:
        (folder / f"{side}.jsonl").write_text("".join(json.dumps(
            {"id": f"{side}-{path.name}", "lang": lang, "date": "2024-05-06", "text": (path / f"{side}.{lang}.txt").read_text()}) + "\n" for path in SAMPLES))
    call(["tm", "add", "full.sqlite", "--aligned", "segments.tsv", *LANGUAGES], folder)
    pinned = folder / "pinned" / "one"
    pinned.mkdir(parents=True)
    for side, lang in [("source", "ru"), ("target", "en")]:
        shutil.copy(sample / f"{side}.{lang}.txt", pinned / f"{side}.{lang}.txt")
    for name in ["a.html", "a.jsonl", "m.jsonl", "pinned/one/pinned.ladder", "pinned/one/pinned.jsonl"]:
        (folder / name).write_text("old\n")
    for name in ["a.tmx", "append.tmx", "b.tmx", "m.tmx", "e.tmx"]:
        (folder / name).write_text(OLD_TMX)
    (folder / "o.lexicon").write_text("old\n")
    (folder / "known.jsonl").write_text(json.dumps({"id": "0" * 16, "verdict": "baseline"}) + "\n")
    call(["tm", "add", "memory.sqlite", str(SAMPLES[1] / "source.ru.txt"), str(SAMPLES[1] / "target.en.txt"), *LANGUAGES], folder)
    (folder / "pages").mkdir()


# Words, files that are replaced whole, stores with what counts of them; whether the run can be continued.
COMMANDS = {
    "check": (["check", "--aligned", "segments.tsv", *LANGUAGES, "--report", "a.html", "--report", "a.jsonl", "--tmx", "a.tmx", "--tmx-append",
               "append.tmx", "--fail-on", "never"], ["a.html", "a.jsonl", "a.tmx", "append.tmx"], {}),
    "align": (["align", "source.txt", "target.txt", *LANGUAGES, "--tmx", "a.tmx"], ["a.tmx"], {}),
    "batch": (["batch", "manifest.jsonl", "-o", "b.jsonl", "--tmx", "b.tmx", "--report", "pages", "--fail-on", "never", "--resume"], ["b.jsonl", "b.tmx"], {}),
    "merge": (["merge", "r1.jsonl", "r2.jsonl", "-o", "m.jsonl", "--tmx", "m.tmx", "--tmx-shard", "t1.tmx", "--tmx-shard", "t2.tmx"], ["m.jsonl", "m.tmx"], {}),
    "baseline": (["baseline", "update", "known.jsonl", "--aligned", "segments.tsv", *LANGUAGES], ["known.jsonl"], {}),
    "regress": (["regress", "pinned", "--update"], ["pinned/one/pinned.ladder", "pinned/one/pinned.jsonl"], {}),
    "lexicon": (["lexicon", "compile", "terms.tsv", *LANGUAGES, "--output", "o.lexicon"], ["o.lexicon"], {}),
    "tm export": (["tm", "export", "full.sqlite", "--tmx", "e.tmx"], ["e.tmx"], {}),
    "tm add": (["tm", "add", "memory.sqlite", "--aligned", "segments.tsv", *LANGUAGES], [], {"memory.sqlite": "SELECT count(*) FROM units"}),
    "tm import": (["tm", "import", "memory.sqlite", "units.tmx"], [], {"memory.sqlite": "SELECT count(*) FROM units"}),
    "feed": (["feed", "--source", "source.jsonl", "--target", "target.jsonl", "--store", "store", "--memory", "memory.sqlite", "--fail-on", "never"], [],
             {"store/feed.sqlite": "SELECT (SELECT count(*) FROM items) || ' ' || (SELECT count(*) FROM issues)"}),
}


def counted(folder, stores):
    counts = {}
    for name, sql in stores.items():
        if not (folder / name).exists():
            counts[name] = None
            continue
        database = sqlite3.connect(folder / name)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",), name
        try:
            counts[name] = database.execute(sql).fetchone()[0]
        except sqlite3.OperationalError:  # before the tables are made
            counts[name] = None
        database.close()
    return counts


def state(folder, files, stores):
    return {name: (folder / name).read_bytes() if (folder / name).exists() else b"" for name in files}, counted(folder, stores)


def main():
    random.seed(20250313)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        clean = root / "clean"
        clean.mkdir()
        prepare(clean)
        met = {}
        for number, (name, (words, files, stores)) in enumerate(COMMANDS.items()):
            work = root / "work"
            shutil.copytree(clean, work)
            before = state(work, files, stores)
            began = time.monotonic()
            call(words, work)
            took = time.monotonic() - began
            after = state(work, files, stores)
            assert all(before[0][file] != after[0][file] for file in files), name
            shutil.rmtree(work)
            kills = KILLS // len(COMMANDS) + (number < KILLS % len(COMMANDS))
            complete = 0
            for kill in range(kills):
                shutil.copytree(clean, work)
                process = subprocess.Popen([program, *words], cwd=work, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                # Half of them around the end, where files get their names.
                time.sleep(took * (random.uniform(0.8, 1.1) if kill % 2 else random.uniform(0, 1)))
                process.send_signal(signal.SIGKILL)
                process.wait()
                now = state(work, files, stores)
                for file in files:
                    assert now[0][file] in (before[0][file], after[0][file]), f"{name}: {file} is half written: {len(now[0][file])} bytes"
                    complete += now[0][file] == after[0][file]
                for store in stores:
                    assert now[1][store] in (before[1][store], after[1][store], None, "0 0"), f"{name}: {store}: {now[1]}, not {before[1]} or {after[1]}"
                # Run again, everything is there.
                call(words, work)
                again = state(work, files, stores)
                for file in files:
                    assert again[0][file] == after[0][file], f"{name}: {file} is not complete when it is run again"
                assert again[1] == after[1], (name, again[1], after[1])
                shutil.rmtree(work)
            met[name] = (kills, complete)
        print("kills: " + ", ".join(f"{name} {kills}" for name, (kills, _) in met.items()) + "; files complete at the kill: " +
              str(sum(complete for _, complete in met.values())))


main()
