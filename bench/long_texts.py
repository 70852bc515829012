#!/usr/bin/env python3
"""Time and memory of `concord align` on long texts, and of hunalign where it is installed, in one run.

  bench/long_texts.py [--concord PATH] [--lines 1000,10000,20000,50000,100000] [--lang ru]

The texts repeat the sentences of samples/ (1-1 beads of the gold alignments) in random order with changed numbers; one sentence in ten is
missing on one side. Prints one row a program and size: CPU seconds, peak memory, beads found, share of right beads.
"""
import argparse, glob, os, random, re, resource, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def sentence_pairs(concord, lang):
    """Aligned sentences of the samples, as `concord align --format tsv` gives them."""
    pairs = []
    for folder in sorted(glob.glob(os.path.join(HERE, "samples", "*"))):
        source = os.path.join(folder, "source.%s.txt" % lang)
        if not os.path.exists(source):
            continue
        out = subprocess.run([concord, "align", source, os.path.join(folder, "target.en.txt"), "--format", "tsv"],
                             stdout=subprocess.PIPE, text=True, check=True).stdout
        pairs += [tuple(line.split("\t")[-2:]) for line in out.splitlines() if line.count("\t") >= 1]
    return [p for p in pairs if all(len(x) > 20 for x in p)]


def write_texts(pairs, lines, folder):
    """Both sides and the gold beads."""
    rng = random.Random(lines)
    source, target, gold = [], [], set()
    while len(source) < lines:
        s, t = pairs[rng.randrange(len(pairs))]
        number = str(rng.randrange(10, 99999))
        s, t = re.sub(r"\d+", number, s, 1) + " " + number, re.sub(r"\d+", number, t, 1) + " " + number
        fate = rng.random()
        if fate < 0.05:
            gold.add((len(source), None))
            source.append(s)
        elif fate < 0.1:
            gold.add((None, len(target)))
            target.append(t)
        else:
            gold.add((len(source), len(target)))
            source.append(s)
            target.append(t)
    paths = [os.path.join(folder, name) for name in ("s.txt", "t.txt")]
    for path, text in zip(paths, (source, target)):
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(text) + "\n")
    return paths, gold


def measured(command):
    """Standard output, CPU seconds and peak memory in MB of a command; run in a child so that its peak is its own."""
    with tempfile.TemporaryFile("w+") as out:
        child = os.fork()
        if child == 0:
            code = subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL).returncode
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            out.write("\n@%d %f %d\n" % (code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
            out.flush()
            os._exit(0)
        os.waitpid(child, 0)
        out.seek(0)
        text, _, tail = out.read().rpartition("\n@")
    code, cpu, peak = tail.split()
    if code != "0":
        sys.exit("%s failed" % command[0])
    return text, float(cpu), int(peak) / 1024


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--concord", default=os.path.join(HERE, "build/release/bin/concord"))
    ap.add_argument("--lines", default="1000,10000,20000,50000,100000")
    ap.add_argument("--lang", default="ru")
    a = ap.parse_args()
    pairs = sentence_pairs(a.concord, a.lang)
    print("%-10s %8s %9s %9s %7s" % ("program", "lines", "cpu s", "peak MB", "right"))
    for lines in map(int, a.lines.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            (source, target), gold = write_texts(pairs, lines, folder)
            out, cpu, peak = measured([a.concord, "align", source, target, "--src-lang", a.lang, "--tgt-lang", "en",
                                       "--input-format", "lines", "--format", "ladder"])
            right = 0
            for line in out.splitlines():
                m = re.match(r"\[(\d*)\]:\[(\d*)\]", line)
                right += bool(m) and tuple(int(x) if x else None for x in m.groups()) in gold
            print("%-10s %8d %9.2f %9.0f %7.3f" % ("concord", lines, cpu, peak, right / len(gold)), flush=True)
            if shutil.which("hunalign") and lines <= 20000:
                empty = os.path.join(folder, "empty.dic")
                open(empty, "w").close()
                _, cpu, peak = measured(["hunalign", empty, source, target])
                print("%-10s %8d %9.2f %9.0f %7s" % ("hunalign", lines, cpu, peak, "-"), flush=True)


if __name__ == "__main__":
    main()
