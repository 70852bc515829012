#!/usr/bin/env python3
"""What one article pair costs a process of its own, and what the second of two costs in the same process.

    bench/startup.py [--concord PATH[,PATH...]] [--runs 40] [--sample 05-typhoon]

Several programs are run in turn, so that what else the machine does touches all alike. CPU is user and system time, the
least and the median of the runs; memory is the peak, of which pages of mapped files are a part. The second pair is what
`concord batch` takes for two different samples beyond what it takes for the first of them.
"""
import argparse
import json
import os
import statistics
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLES = os.path.join(HERE, "samples")


def run(command):
    """CPU milliseconds and peak memory in MB of a command."""
    nothing = [(os.POSIX_SPAWN_OPEN, file, os.devnull, os.O_WRONLY, 0) for file in (1, 2)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=nothing)
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit("failed: " + " ".join(command))
    return 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024


def pair(sample):
    folder = os.path.join(SAMPLES, sample)
    source = next(name for name in sorted(os.listdir(folder)) if name.startswith("source."))
    target = next(name for name in sorted(os.listdir(folder)) if name.startswith("target."))
    return [os.path.join(folder, name) for name in (source, target)]


def manifest(folder, samples):
    path = os.path.join(folder, "%d.jsonl" % len(samples))
    with open(path, "w", encoding="utf-8") as f:
        for sample in samples:
            source, target = pair(sample)
            f.write(json.dumps({"id": sample, "source": source, "target": target}) + "\n")
    return path


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--concord", default=os.path.join(HERE, "build/release/bin/concord"))
    ap.add_argument("--runs", type=int, default=40)
    ap.add_argument("--sample", default="05-typhoon")
    ap.add_argument("--second", default="01-parliament", help="the sample that is checked after it")
    a = ap.parse_args()
    programs = a.concord.split(",")
    with tempfile.TemporaryDirectory() as folder:
        batch = ["--jobs", "1", "--fail-on", "never", "--output", "-"]
        works = {
            "--version": ["--version"],
            "check": ["check", *pair(a.sample), "--format", "jsonl"],
            "batch of one": ["batch", manifest(folder, [a.sample]), *batch],
            "batch of two": ["batch", manifest(folder, [a.sample, a.second]), *batch],
        }
        taken = {(program, name): [] for program in programs for name in works}
        for _ in range(a.runs):
            for name, words in works.items():
                for program in programs:
                    taken[program, name].append(run([program, *words]))
    print("%-14s %8s %8s %6s  %s" % ("", "least ms", "median", "MB", "program"))
    for name in works:
        for program in programs:
            cpu = [ms for ms, _ in taken[program, name]]
            print("%-14s %8.1f %8.1f %6.1f  %s" % (name, min(cpu), statistics.median(cpu), taken[program, name][0][1], program))
    for program in programs:
        least = {name: min(ms for ms, _ in taken[program, name]) for name in works}
        print("%-14s %8.1f %24s" % ("second pair", least["batch of two"] - least["batch of one"], program))


if __name__ == "__main__":
    main()
