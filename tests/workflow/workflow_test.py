#!/usr/bin/env python3
"""The workflow of deploy/workflow, on this machine and on a Slurm of its own, killed and resumed: workflow_test.py CONCORD SOURCE_DIR

CONCORD_SLOW=1: ten kills each and Slurm; otherwise two kills on this machine. Skipped where snakemake or Slurm is not installed."""
import html
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

CONCORD, ROOT = pathlib.Path(sys.argv.pop(1)).resolve(), pathlib.Path(sys.argv.pop(1)).resolve()
WORKFLOW = ROOT / "deploy/workflow"
SLOW = os.environ.get("CONCORD_SLOW") == "1"
COPIES = 6  # of every sample, a month apart


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@unittest.skipUnless(shutil.which("snakemake"), "snakemake is not installed")
@unittest.skipUnless(shutil.which("jq"), "jq is not installed")
class WorkflowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.here = pathlib.Path(cls.folder.name)
        (cls.here / "bin").mkdir()
        # The program is slowed down, so that kills find it at work.
        (cls.here / "bin/concord").write_text(f'#!/bin/sh\n[ "$1" = --version ] || sleep 0.$(($$ % 5))\nexec {CONCORD} "$@"\n')
        (cls.here / "bin/concord").chmod(0o755)
        cls.environment = {**os.environ, "PATH": f"{cls.here / 'bin'}:/usr/bin:/bin:{os.environ['PATH']}", "SOURCE_DATE_EPOCH": "1700000000", "HOME": str(cls.here), "XDG_CACHE_HOME": str(cls.here / "cache")}
        cls.archive = cls.here / "archive"
        cls.archive.mkdir()
        for lang in ("ru", "uk", "en"):
            (cls.archive / f"feed.{lang}.xml").write_text(cls.feed(lang), encoding="utf-8")
        shutil.copy(next((ROOT / "samples/12-electric-train").glob("source.*")), cls.archive / "train.ru.txt")
        shutil.copy(ROOT / "samples/12-electric-train/target.en.txt", cls.archive / "train.en.txt")
        (cls.here / "concord.toml").write_text("[checks]\nquote = \"off\"\n")
        (cls.here / "archive.yaml").write_text(f"sources: [{cls.archive}]\nsettings: {cls.here}/concord.toml\nshards: 4\nthreads: 1\nfiles_per_part: 1\npartitions: 3\n")
        cls.single = cls.here / "single"
        cls.single.mkdir()
        for command in (f"concord pair {cls.archive} --jobs 2 --config ../concord.toml > pairs.jsonl", "jq -c 'select(.source and .target)' pairs.jsonl > manifest.jsonl",
                        "concord batch manifest.jsonl --fail-on never --config ../concord.toml --output records.jsonl --tmx all.tmx --report report"):
            subprocess.run(["bash", "-c", command], cwd=cls.single, env=cls.environment, check=True, timeout=120)
        assert len((cls.single / "records.jsonl").read_text(encoding="utf-8").splitlines()) > 20

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def feed(lang):
        items = ""
        for folder in sorted((ROOT / "samples").iterdir()):
            for path in folder.glob(f"*.{lang}.txt") if folder.is_dir() and not folder.name.startswith("12") else ():
                lines = path.read_text(encoding="utf-8").strip().split("\n\n")
                for copy in range(COPIES):
                    body = "".join(f"&lt;p&gt;{html.escape(html.escape(p))}&lt;/p&gt;" for p in lines[1:])
                    items += (f"<item><guid>{folder.name}/{copy}/{lang}</guid><title>{html.escape(lines[0])}</title><pubDate>13 {'Jan Mar May Jul Sep Nov'.split()[copy]} 2025 09:00:00 GMT</pubDate>"
                              f"<description>{body}</description></item>")
        return f'<?xml version="1.0"?><rss version="2.0"><channel><language>{lang}</language>{items}</channel></rss>'

    def snakemake(self, work, profile, environment=None, rules=WORKFLOW):
        work.mkdir(exist_ok=True)
        return subprocess.Popen(["snakemake", "--snakefile", str(rules / "Snakefile"), "--directory", str(work), "--configfile", str(self.here / "archive.yaml"),
                                 "--profile", str(WORKFLOW / profile)], env=environment or self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)

    def finish(self, work, profile, environment=None, rules=WORKFLOW):
        run = self.snakemake(work, profile, environment, rules)
        out, _ = run.communicate(timeout=400)
        self.assertEqual(run.returncode, 0, out)
        return out

    def same_as_single(self, work):
        for name in ("pairs.jsonl", "records.jsonl", "all.tmx"):
            self.assertEqual((work / name).read_bytes(), (self.single / name).read_bytes(), name)
        pages = lambda folder: {p.name: p.read_bytes() for p in (folder / "report").iterdir()}
        self.assertEqual(pages(work), pages(self.single))
        self.assertIn("<tu ", (work / "memory.tmx").read_text(encoding="utf-8"))

    def kill_and_resume(self, work, profile, kills, between, environment=None):
        """Kills all of a run at random moments, then lets it end."""
        moments = random.Random(20)
        for _ in range(kills):
            run = self.snakemake(work, profile, environment)
            try:
                run.communicate(timeout=moments.uniform(*between))
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.communicate()
            self.kill_jobs(environment)
        self.finish(work, profile, environment)
        self.same_as_single(work)

    def kill_jobs(self, environment):
        if environment and "SLURM_CONF" in environment:
            subprocess.run(["scancel", "--signal=KILL", "--full", "--user=root"], env=environment, capture_output=True, timeout=60)
            subprocess.run(["scancel", "--user=root"], env=environment, capture_output=True, timeout=60)

    def test_killed_at_random_moments(self):
        work = self.here / "local"
        self.kill_and_resume(work, "local", 10 if SLOW else 2, (0.5, 6))
        # Nothing is left to do.
        self.assertIn("Nothing to be done", self.finish(work, "local"))

    def test_only_what_changes_is_checked_again(self):
        work = self.here / "changed"
        self.finish(work, "local")
        written = self.kept(work / "shards", "*.jsonl")
        read = self.kept(work / "profiles", "*.profiles")
        text = self.archive / "train.en.txt"
        before = text.read_bytes()
        try:
            text.write_bytes(before + b"\nThe railway will carry 77 passengers.\n")
            self.finish(work, "local")
            changed = {p.name for p in written if not p.samefile(work / "shards" / p.name)}
            records = {p.name: p.read_text(encoding="utf-8") for p in (work / "shards").glob("*.jsonl")}
            self.assertEqual(changed, {name for name, lines in records.items() if '"id":"%s' % (self.archive / "train.ru.txt") in lines})
            # Of the readings only that of the changed file was done again.
            self.assertEqual(sum(not p.samefile(work / "profiles" / p.name) for p in read), 1)
            self.assertIn("77", (work / "records.jsonl").read_text(encoding="utf-8"))
        finally:
            text.write_bytes(before)

    def kept(self, folder, pattern):
        """Further links to the files of a folder: while they stand, no file written later is given the number of one of these."""
        links = self.here / "kept" / folder.name
        links.mkdir(parents=True)
        for path in folder.glob(pattern):
            (links / path.name).hardlink_to(path)
        return sorted(links.iterdir())

    def test_a_changed_rule_runs_again_with_what_depends_on_it(self):
        rules, work = self.here / "rules", self.here / "ruled"
        shutil.copytree(WORKFLOW, rules)
        self.finish(work, "local", rules=rules)
        text = (rules / "Snakefile").read_text(encoding="utf-8")
        self.assertIn("--unique --tmx", text)
        (rules / "Snakefile").write_text(text.replace("--unique --tmx", "--tmx"), encoding="utf-8")
        out = self.finish(work, "local", rules=rules)
        self.assertEqual(set(re.findall(r"^rule (\w+):", out, re.MULTILINE)), {"memory"}, out)
        text = (rules / "Snakefile").read_text(encoding="utf-8")
        (rules / "Snakefile").write_text(text.replace("--date-window {config[date_window]}", "--date-window 3"), encoding="utf-8")
        out = self.finish(work, "local", rules=rules)
        self.assertEqual(out.count("rule candidates:"), 3, out)
        self.assertNotIn("rule read:", out)
        self.assertNotIn("rule index:", out)
        self.same_as_single(work)

    def test_slurm(self):
        if not SLOW:
            self.skipTest("takes minutes; set CONCORD_SLOW=1")
        if os.getuid() != 0 or not shutil.which("slurmctld") or not shutil.which("slurmd"):
            self.skipTest("Slurm is not installed, or nobody is root")
        state = self.here / "slurm"
        state.mkdir()
        host = socket.gethostname().split(".")[0]
        (state / "slurm.conf").write_text(f"""ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
SlurmctldPidFile={state}/slurmctld.pid
SlurmdPidFile={state}/slurmd.pid
StateSaveLocation={state}/state
SlurmdSpoolDir={state}/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
MpiDefault=none
SchedulerParameters=batch_sched_delay=0,sched_interval=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=4 RealMemory=64000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
        environment = {**self.environment, "SLURM_CONF": str(state / "slurm.conf")}
        (state / "state").mkdir()
        (state / "spool").mkdir()
        daemons = []
        try:
            for daemon in ("slurmctld", "slurmd"):
                with open(state / f"{daemon}.log", "w") as log:
                    program = shutil.which(daemon, path="/usr/sbin:" + self.environment["PATH"])
                    daemons.append(subprocess.Popen([program, "-D"], env=environment, stdout=subprocess.DEVNULL, stderr=log))
            for _ in range(100):
                idle = subprocess.run(["sinfo", "-h", "-o", "%T"], env=environment, capture_output=True, text=True).stdout.strip()
                if idle == "idle":
                    break
                time.sleep(0.3)
            if idle != "idle":
                self.skipTest("Slurm does not start here: " + (state / "slurmd.log").read_text()[-300:])
            work = self.here / "cluster"
            self.kill_and_resume(work, "slurm", 10, (2, 20), environment)
            self.assertGreaterEqual(len(list((work / "logs").iterdir())), 8)
        finally:
            self.kill_jobs(environment)
            for daemon in reversed(daemons):
                daemon.terminate()
            for daemon in daemons:
                try:
                    daemon.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    daemon.kill()
                    daemon.wait()


if __name__ == "__main__":
    unittest.main()
