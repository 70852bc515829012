#!/usr/bin/env python3
"""Runs the commands of docs/FEEDS.md, docs/SCALING.md and docs/TM.md as they stand there: docs_test.py CONCORD SOURCE_DIR

Addresses become files of the same name, for nothing leaves this machine; a command with "..." in it shows an option and is no whole
command. Everything runs in one folder, in the order of the page, which is filled with what the pages speak of."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

CONCORD, ROOT = pathlib.Path(sys.argv.pop(1)), pathlib.Path(sys.argv.pop(1))
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if (p / "target.en.txt").exists())


def blocks(page):
    """The fenced blocks of a page that hold commands, backslash-joined lines together."""
    for block in re.findall(r"^```\n(.*?)^```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.S | re.M):
        if re.match(r"(concord|parallel|#!/bin/bash)", block):
            yield block


def rss(lang, name):
    items = ""
    for folder in SAMPLES:
        for text in folder.glob(name):
            lines = text.read_text(encoding="utf-8").strip().split("\n\n")
            body = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in lines[1:])
            items += f"<item><guid>{folder.name}-{lang}</guid><title>{lines[0]}</title><pubDate>Thu, 13 Mar 2025 09:00:00 GMT</pubDate><description>{body}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><language>{lang}</language>{items}</channel></rss>'


class DocsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.here = pathlib.Path(self.folder.name)
        (self.here / "bin").mkdir()
        os.symlink(CONCORD.resolve(), self.here / "bin/concord")
        (self.here / "archive").mkdir()
        for folder in SAMPLES[:4]:
            for text in folder.glob("*.txt"):
                if text.name.startswith(("source", "target")):
                    shutil.copy(text, self.here / "archive" / f"{folder.name}.{text.name}")
        shutil.copytree(ROOT / "samples", self.here / "DIR")
        shutil.copytree(ROOT / "samples", self.here / "samples")
        for side in ("source.ru.txt", "target.en.txt"):
            shutil.copy(ROOT / "samples/02-visit" / side, self.here / side)
        shutil.copy(ROOT / "samples/02-visit/source.ru.txt", self.here / "17.ru.txt")
        for name, lang, glob in (("feed.xml", "ru", "source.ru.txt"), ("ru.xml", "ru", "source.ru.txt"), ("en.xml", "en", "target.en.txt")):
            (self.here / name).write_text(rss(lang, glob), encoding="utf-8")
        manifest = subprocess.run([sys.executable, str(ROOT / "tests/batch/manifest.py"), str(ROOT / "samples"), "60"], capture_output=True, check=True).stdout
        (self.here / "manifest.jsonl").write_bytes(manifest)

    def tearDown(self):
        self.folder.cleanup()

    def test_paths(self):
        """Every source file that a page names exists."""
        for page in sorted((ROOT / "docs").rglob("*.md")) + [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
            for path in re.findall(r"`([a-z]+/[\w/-]+\.(?:h|cpp|py|sh))`", page.read_text(encoding="utf-8")):
                self.assertTrue((ROOT / path).exists(), f"{page.name}: {path}")

    def run_page(self, page, skip=()):
        ran = 0
        environment = {**os.environ, "PATH": f"{self.here / 'bin'}:{os.environ['PATH']}", "HOME": str(self.here), "CONCORD_DATA": os.environ.get("CONCORD_DATA", "")}
        if not environment["CONCORD_DATA"]:
            del environment["CONCORD_DATA"]
        for block in blocks(page):
            if block.startswith("#!"):
                # A Slurm array: every task once, as Slurm starts it.
                (self.here / "array.sh").write_text(block)
                tasks = int(re.search(r"--array=1-(\d+)", block).group(1))
                commands = [f"SLURM_CPUS_PER_TASK=1 SLURM_ARRAY_TASK_ID={task} bash array.sh" for task in range(1, tasks + 1)]
            else:
                commands = block.replace("\\\n", " ").strip().split("\n")
                commands = [c.split("   #")[0] for c in commands if c.startswith(("concord", "parallel")) and "..." not in c]
            for command in commands:
                command = re.sub(r"https://news.example/", "", command).replace("parallel ", "parallel --will-cite ")
                if any(tool in command and shutil.which(tool) is None for tool in ("jq", "parallel")):
                    continue
                done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=self.here, env=environment, capture_output=True, text=True, timeout=120)
                # 1 tells of issues or of changes; 2 is an error.
                self.assertIn(done.returncode, (0, 1), f"{page}: {command}\n{done.stderr}")
                self.assertNotIn("command not found", done.stderr)
                ran += 1
        return ran

    def test_feeds(self):
        self.assertGreaterEqual(self.run_page("FEEDS.md"), 4)
        pairs = [json.loads(line) for line in (self.here / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertTrue(any(pair["source"] and pair["target"] for pair in pairs))
        self.assertTrue((self.here / "store/feed.sqlite").exists())
        self.assertTrue((self.here / "DIR/02-visit/pinned.ladder").exists())

    def test_scaling(self):
        self.assertGreaterEqual(self.run_page("SCALING.md"), 3)
        self.assertEqual(len((self.here / "records.jsonl").read_text(encoding="utf-8").splitlines()), len((self.here / "manifest.jsonl").read_text(encoding="utf-8").splitlines()))

    def test_tm(self):
        self.assertGreaterEqual(self.run_page("TM.md"), 4)
        self.assertIn("<tu ", (self.here / "all.tmx").read_text(encoding="utf-8"))


    def test_guides(self):
        """Every command of the guides, in the order of the pages, then those of the README but for the service, which does not end."""
        parliament = ROOT / "samples/01-parliament"
        for name, lang in (("port.ru.txt", "ru"), ("port.en.txt", "en")):
            shutil.copy(next(parliament.glob(f"*.{lang}.txt")), self.here / name)
        (self.here / "house.tsv").write_text("визит\tvisit\n", encoding="utf-8")
        (self.here / "reviewed.jsonl").write_text('{"id":"0000000000000000","verdict":"false-alarm"}\n')
        (self.here / "others.tmx").write_text('<tmx version="1.4"><header srclang="ru"/><body><tu><tuv xml:lang="ru"><seg>Раз. Два.</seg></tuv><tuv xml:lang="en"><seg>One. Two.</seg></tuv></tu></body></tmx>', encoding="utf-8")
        (self.here / "agency.conf").write_text("SOURCE=ru.xml\nTARGET=en.xml\nFOLDER=kept\n")
        os.symlink(ROOT / "deploy", self.here / "deploy")
        for name, of in (("russian.txt", "port.ru.txt"), ("english.txt", "port.en.txt"), ("news/port.ru.txt", "port.ru.txt"), ("news/port.en.txt", "port.en.txt")):
            (self.here / name).parent.mkdir(exist_ok=True)
            shutil.copy(self.here / of, self.here / name)
        for name, of in (("original.vi.txt", "1.vi.txt"), ("version.ru.txt", "2.ru.txt"), ("version.en.txt", "3.en.txt")):
            shutil.copy(ROOT / "samples/more/17-gas-power" / of, self.here / name)
        (self.here / "first.txt").write_text((self.here / "port.en.txt").read_text(encoding="utf-8"), encoding="utf-8")
        (self.here / "corrected.txt").write_text((self.here / "port.en.txt").read_text(encoding="utf-8").replace("25", "23"), encoding="utf-8")
        (self.here / "segments.tsv").write_text("1\tПришло 12 судов.\t12 ships arrived.\n", encoding="utf-8")
        environment = {**os.environ, "PATH": f"{self.here / 'bin'}:{os.environ['PATH']}", "HOME": str(self.here)}
        subprocess.run([CONCORD, "tm", "add", "memory.db", "source.ru.txt", "target.en.txt"], cwd=self.here, check=True, capture_output=True)
        for page in [*sorted((ROOT / "docs/guide").glob("*.md")), ROOT / "README.md"]:
            text = page.read_text(encoding="utf-8")
            commands = [c for c in re.findall(r"^    (\S.*)$", text, re.M) if not c.startswith(("tools/", "concord serve"))]
            self.assertGreaterEqual(len(commands), 5, page.name)
            for command in commands:
                if command.startswith("jq") and shutil.which("jq") is None:
                    continue
                done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=self.here, env=environment, input="a password for the tests\n",
                                      capture_output=True, text=True, timeout=120)
                self.assertIn(done.returncode, (0, 1), f"{page.name}: {command}\n{done.stderr}")
                self.assertNotIn("command not found", done.stderr)
            for link in re.findall(r"\]\(([^)#]+)\)", text):
                self.assertTrue((page.parent / link).exists(), f"{page.name}: {link}")


if __name__ == "__main__":
    unittest.main()
