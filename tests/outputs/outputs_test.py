#!/usr/bin/env python3
"""Kills check at random moments and takes its disk away while it writes every format: each file is complete or untouched.

    outputs_test.py PROGRAM SOURCE_FOLDER
"""
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
environment = dict(os.environ, SOURCE_DATE_EPOCH="1731715200")
SUFFIXES = ["txt", "line", "jsonl", "json", "sarif", "xml", "csv", "html", "xlf"]
NAMES = ["a." + suffix for suffix in SUFFIXES] + ["a.tmx", "memory.tmx"]
MEMORY = ('<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
          'adminlang="en" srclang="ru" datatype="plaintext"/><body>\n<tu><tuv xml:lang="ru"><seg>A</seg></tuv>'
          '<tuv xml:lang="en"><seg>B</seg></tuv></tu>\n</body></tmx>\n').encode()


def before(folder):
    """Something of an earlier run under every name."""
    for name in NAMES:
        (folder / name).write_bytes(MEMORY if name == "memory.tmx" else b"old\n")


def command(folder, segments):
    words = [program, "check", "--aligned", str(segments), "--src-lang", "ru", "--tgt-lang", "en", "--fail-on", "never", "--format", "line"]
    for suffix in SUFFIXES:
        words += ["--report", str(folder / ("a." + suffix))]
    return words + ["--tmx", str(folder / "a.tmx"), "--tmx-append", str(folder / "memory.tmx")]


def states(folder, whole):
    """How many files are complete; fails for one that is neither complete nor as it was."""
    complete = 0
    for name in NAMES:
        bytes_now = (folder / name).read_bytes()
        if bytes_now == whole[name]:
            complete += 1
        else:
            assert bytes_now == (MEMORY if name == "memory.tmx" else b"old\n"), f"{name} is half written: {len(bytes_now)} bytes"
    return complete


def main():
    random.seed(20241116)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        sample = source / "samples" / "01-parliament"
        beads = subprocess.run([program, "align", str(sample / "source.ru.txt"), str(sample / "target.en.txt"), "--format", "tsv"],
                               capture_output=True, check=True).stdout.decode().splitlines()
        segments = root / "segments.tsv"
        segments.write_text("".join(f"{copy}-{bead}\n" for copy in range(60) for bead in beads if "\t\t" not in bead and not bead.endswith("\t")))
        work = root / "work"
        work.mkdir()

        before(work)
        started = time.monotonic()
        run = subprocess.run(command(work, segments), capture_output=True, env=environment, text=True)
        took = time.monotonic() - started
        assert run.returncode == 0, run.stderr
        assert "already there" in run.stderr and "units added" in run.stderr, run.stderr
        whole = {name: (work / name).read_bytes() for name in NAMES}
        assert all(bytes_now not in (b"old\n", MEMORY) for bytes_now in whole.values())
        print(f"one run: {took:.2f} s, {sum(map(len, whole.values())) / 1e6:.1f} MB in {len(NAMES)} files")

        # Killed: early, late, and often around the end, where the files are renamed.
        met = set()
        for round_number in range(30):
            before(work)
            process = subprocess.Popen(command(work, segments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            time.sleep(took * (random.uniform(0.85, 1.1) if round_number % 2 else random.uniform(0, 1)))
            process.kill()
            process.wait()
            met.add(states(work, whole))
            for left in work.glob("*.tmp*"):
                left.unlink()
        print(f"killed 30 times: {sorted(met)} of {len(NAMES)} files were complete")

        # No space: a limit on the size of files works without privileges, and so does a device that is always full.
        sizes = sorted(len(bytes_now) for bytes_now in whole.values())
        for limit in [0, 1, 4096, sizes[0], sizes[len(sizes) // 2], sizes[-1] - 1]:
            before(work)
            run = subprocess.run(command(work, segments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, text=True,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            assert run.returncode == 2, (limit, run.returncode, run.stderr)
            told = [line for line in run.stderr.splitlines() if "already there" not in line]
            assert len(told) == 1 and told[0].startswith("concord: ") and "free space" in told[0], run.stderr
            complete = states(work, whole)
            assert complete < len(NAMES), limit
            left = [path.name for path in work.iterdir() if path.name not in NAMES]
            assert left == [], left
            print(f"files of at most {limit} bytes: {told[0]}")
        if os.path.exists("/dev/full"):
            before(work)
            with open("/dev/full", "wb") as full:
                run = subprocess.run(command(work, segments), stdout=full, stderr=subprocess.PIPE, env=environment, text=True)
            assert run.returncode == 2 and "standard output" in run.stderr, (run.returncode, run.stderr)
            assert states(work, whole) == 0


main()
