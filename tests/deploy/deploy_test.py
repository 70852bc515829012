#!/usr/bin/env python3
"""The recipes of deploy/ as their users run them: deploy_test.py CONCORD SOURCE_DIR"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

CONCORD, ROOT = pathlib.Path(sys.argv.pop(1)).resolve(), pathlib.Path(sys.argv.pop(1)).resolve()
DEPLOY = ROOT / "deploy"
SAMPLE = ROOT / "samples/01-parliament"


class DeployTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.here = pathlib.Path(self.folder.name)
        (self.here / "bin").mkdir()
        os.symlink(CONCORD, self.here / "bin/concord")
        self.environment = {**os.environ, "PATH": f"{self.here / 'bin'}:{os.environ['PATH']}", "HOME": str(self.here), "SOURCE_DATE_EPOCH": "1700000000",
                            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
                            "GIT_CONFIG_GLOBAL": "/dev/null"}

    def tearDown(self):
        self.folder.cleanup()

    def run_(self, *words, code=0, **more):
        done = subprocess.run(words, cwd=more.pop("cwd", self.here), env={**self.environment, **more.pop("env", {})}, capture_output=True, text=True, timeout=120, **more)
        if code is not None:
            self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}\n{done.stderr}")
        return done

    # The man pages and completions

    def manual(self):
        out = self.here / "manual"
        if not out.exists():
            self.run_(str(DEPLOY / "manual/generate.sh"), str(CONCORD), "0.1.0", str(out))
        return out

    def options(self, *command):
        return set(re.findall(r"^  (?:-\w \[ )?(--[a-z-]+)", self.run_("concord", *command, "--help").stdout, re.M))

    def test_every_option_is_in_the_manual_and_is_completed(self):
        manual = self.manual()
        commands = re.findall(r"^  ([a-z]+) ", self.run_("concord", "--help").stdout, re.M)
        self.assertEqual({p.name for p in (manual / "man1").iterdir()}, {"concord.1"} | {f"concord-{c}.1" for c in commands})
        for command in commands:
            page = (manual / f"man1/concord-{command}.1").read_text(encoding="utf-8").replace("\\-", "-")
            options = self.options(command)
            self.assertTrue(options or command in ("tm", "baseline", "lexicon", "explain"), command)
            for option in options:
                self.assertIn(option, page, command)
                for shell in ("concord.bash", "_concord", "concord.fish"):
                    written = option[2:] if shell.endswith("fish") else option
                    self.assertIn(written, (manual / shell).read_text(encoding="utf-8"), shell)
        self.assertIn("Options of tm search", (manual / "man1/concord-tm.1").read_text(encoding="utf-8"))
        if shutil.which("man"):
            for page in (manual / "man1").iterdir():
                self.assertEqual(self.run_("man", "--warnings", "-l", str(page), env={"MANPAGER": "cat", "LC_ALL": "C.UTF-8"}).stderr, "", page.name)

    def test_shells_complete(self):
        manual = self.manual()
        script = f'. {manual}/concord.bash; COMP_WORDS=({{}}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _concord; printf "%s\\n" "${{COMPREPLY[@]}}"'
        complete = lambda words: self.run_("bash", "-c", script.replace("{}", words)).stdout.split()
        self.assertEqual(complete("concord chec"), ["check"])
        self.assertIn("--min-severity", complete("concord check --min"))
        self.assertEqual(complete("concord tm sea"), ["search"])
        self.assertIn("--context", complete("concord tm search --con"))
        (self.here / "a.ru.txt").write_text("x")
        self.assertEqual(complete("concord check a.r"), ["a.ru.txt"])
        if shutil.which("fish"):
            out = self.run_("fish", "--no-config", "-c", f"source {manual}/concord.fish; complete -C 'concord ba'; complete -C 'concord tm search --con'", env={"XDG_CONFIG_HOME": str(self.here)}).stdout
            self.assertIn("batch\t", out)
            self.assertIn("--context\t", out)
        if shutil.which("zsh"):
            self.run_("zsh", "-n", str(manual / "_concord"))

    # Units

    def test_the_unit_runs_the_feed(self):
        unit = (DEPLOY / "systemd/concord-feed@.service").read_text()
        if shutil.which("systemd-analyze"):
            text = unit.replace("/usr/bin/concord", str(CONCORD))
            (self.here / "concord-feed@.service").write_text(text)
            (self.here / "concord-feed@.timer").write_text((DEPLOY / "systemd/concord-feed@.timer").read_text())
            done = self.run_("systemd-analyze", "verify", "--man=no", str(self.here / "concord-feed@.timer"), str(self.here / "concord-feed@.service"), code=None)
            said = [line for line in done.stderr.splitlines() if "concord" in line and str(self.here) in line]
            self.assertEqual(said, [])
        settings = dict(line.split("=", 1) for line in (DEPLOY / "systemd/example.conf").read_text().splitlines() if "=" in line and not line.startswith("#"))
        for lang, side in (("ru", "SOURCE"), ("en", "TARGET")):
            settings[side] = str(next(SAMPLE.glob(f"*.{lang}.txt")))
        command = re.search(r"^ExecStart=(.*)$", unit, re.M).group(1).replace("/usr/bin/", "").replace("/var/lib/concord/%i", str(self.here / "state"))
        settings["OPTIONS"] = settings["OPTIONS"].replace("/var/lib/concord/agency", str(self.here / "state"))
        (self.here / "state").mkdir()
        done = self.run_("bash", "-c", command, code=1, env=settings)
        self.assertIn("1 pairs new", done.stdout)
        self.assertTrue((self.here / "state/store/feed.sqlite").exists())
        self.assertTrue((self.here / "state/memory.sqlite").exists())
        self.assertIn("SuccessExitStatus=1", unit)

    def test_a_night_without_systemd(self):
        source, target = (next(SAMPLE.glob(f"*.{lang}.txt")) for lang in ("ru", "en"))
        (self.here / "agency.conf").write_text(f"SOURCE={source}\nTARGET={target}\nFOLDER={self.here}/kept\nOPTIONS='--outlet agency'\n")
        self.run_(str(DEPLOY / "nightly/nightly.sh"), str(self.here / "agency.conf"), code=1)
        self.assertIn("<tu ", (self.here / "kept/memory.tmx").read_text(encoding="utf-8"))
        old = self.here / "kept/store/reports/000000"
        old.mkdir()
        os.utime(old, (1, 1))
        self.run_(str(DEPLOY / "nightly/nightly.sh"), str(self.here / "agency.conf"))
        self.assertFalse(old.exists())
        self.assertTrue((self.here / "kept/store/reports/000001/index.html").exists())

    # Hooks and actions

    def repository(self):
        """A repository whose last commit changes a report of two versions and a file that is none."""
        here = self.here / "repository"
        for name, lang in (("news/port.ru.txt", "ru"), ("news/port.en.txt", "en")):
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(next(SAMPLE.glob(f"*.{lang}.txt")), here / name)
        (here / "notes.md").write_text("notes\n")
        git = lambda *words: self.run_("git", *words, cwd=here)
        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", "one")
        first = git("rev-parse", "HEAD").stdout.strip()
        with open(here / "news/port.en.txt", "a", encoding="utf-8") as out:
            out.write("\n")
        (here / "notes.md").write_text("more notes\n")
        git("commit", "-qam", "two")
        return here, first

    def test_changed_checks_the_pairs_of_files(self):
        here, _ = self.repository()
        out = self.run_("concord", "changed", "notes.md", "news/port.en.txt", "news/port.ru.txt", "--format", "line", "--min-severity", "error", cwd=here, code=1).stdout
        self.assertEqual(len(set(out.splitlines())), len(out.splitlines()))
        self.assertEqual({line.split(":")[0] for line in out.splitlines()}, {"news/port.en.txt", "news/port.ru.txt"})
        self.assertEqual(self.run_("concord", "changed", "news/port.ru.txt", "--format", "line", "--min-severity", "error", cwd=here, code=1).stdout, out)
        done = self.run_("concord", "changed", "notes.md", cwd=here)
        self.assertEqual((done.stdout, done.stderr), ("", "concord: note: none of the files has another version beside it\n"))
        for source, target in (("ru/port.txt", "en/port.txt"), ("source.ru.txt", "target.en.txt"), ("a.b/port.ru-RU.txt", "a.b/port.en.txt")):
            for name, of in ((source, "ru"), (target, "en")):
                (here / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(here / f"news/port.{of}.txt", here / name)
            self.assertEqual(len(self.run_("concord", "changed", source, "--format", "line", "--min-severity", "error", cwd=here, code=1).stdout.splitlines()), len(out.splitlines()), source)

    def test_pre_commit(self):
        here, _ = self.repository()
        hook = (ROOT / ".pre-commit-hooks.yaml").read_text()
        entry = re.search(r"entry: (.*)", hook).group(1).split()
        self.assertEqual(self.run_(*entry, "notes.md", cwd=here).stdout, "")
        self.run_(*entry, "notes.md", "news/port.ru.txt", cwd=here, code=1)
        if shutil.which("pre-commit"):
            (here / ".pre-commit-config.yaml").write_text("repos:\n- repo: local\n  hooks:\n" + "".join("  " + line + "\n" for line in hook.splitlines() if not line.startswith("#")))
            self.assertIn("concord", self.run_("pre-commit", "run", "--files", "news/port.ru.txt", cwd=here, code=1).stdout)

    def test_github(self):
        here, base = self.repository()
        done = self.run_(str(DEPLOY / "github/compare.sh"), cwd=here, code=1, env={"BASE": base, "SARIF": "concord.sarif"})
        self.assertRegex(done.stdout, r"(?m)^::error file=news/port.en.txt,line=\d+,col=\d+,title=concord")
        sarif = json.loads((here / "concord.sarif").read_text(encoding="utf-8"))
        self.assertTrue(sarif["runs"][0]["results"])
        self.assertEqual(self.run_(str(DEPLOY / "github/compare.sh"), cwd=here, env={"BASE": "HEAD"}).stdout, "no file has changed\n")
        self.assertEqual(self.run_(str(DEPLOY / "github/compare.sh"), cwd=here, env={"BASE": base, "FAIL_ON": "never"}).returncode, 0)
        action = (DEPLOY / "github/action.yml").read_text()
        for name in ("BASE", "TARGET_LANGUAGE", "FAIL_ON", "SARIF"):
            self.assertIn(f"        {name}: ${{{{ inputs.", action)
            self.assertIn(name, (DEPLOY / "github/compare.sh").read_text())

    def test_gitlab(self):
        here, base = self.repository()
        job = (DEPLOY / "gitlab/concord.gitlab-ci.yml").read_text()
        script = re.search(r"^  script:\n    - (.*)$", job, re.M).group(1)
        self.run_("bash", "-c", script, cwd=here, code=123, env={"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
        report = json.loads((here / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        self.assertTrue(report)
        self.assertEqual({issue["location"]["path"] for issue in report} - {"news/port.ru.txt"}, {"news/port.en.txt"})
        self.assertIn("codequality: gl-code-quality-report.json", job)

    def test_recipes_are_yaml(self):
        try:
            import yaml
        except ImportError:
            self.skipTest("PyYAML is not installed")
        for path in (ROOT / ".pre-commit-hooks.yaml", DEPLOY / "github/action.yml", DEPLOY / "gitlab/concord.gitlab-ci.yml"):
            self.assertTrue(yaml.safe_load(path.read_text()), path.name)

    # Editors

    def test_vim_jumps_to_the_words(self):
        if not shutil.which("vim"):
            self.skipTest("vim is not installed")
        here, _ = self.repository()
        (self.here / ".vim/compiler").mkdir(parents=True)
        shutil.copy(DEPLOY / "editors/vim/concord.vim", self.here / ".vim/compiler")
        commands = ["compiler concord", "silent make!", "redir! > list.txt", "silent for e in getqflist() | echo bufname(e.bufnr) . '|' . e.lnum . '|' . e.col . '|' . e.type . '|' . e.text | endfor", "redir END", "qa!"]
        self.run_("vim", "-Nu", "NONE", "-es", *[word for command in commands for word in ("-c", command)], "news/port.en.txt", cwd=here, code=None, env={"TERM": "dumb"})
        listed = [line.split("|", 4) for line in (here / "list.txt").read_text(encoding="utf-8").splitlines() if "|" in line]
        issues = [json.loads(line) for line in self.run_("concord", "check", "news/port.ru.txt", "news/port.en.txt", "--format", "jsonl", cwd=here, code=1).stdout.splitlines()]
        self.assertEqual(len(listed), len(issues))
        text = (here / "news/port.en.txt").read_text(encoding="utf-8").split("\n")
        for (file, line, column, kind, _), issue in zip(listed, issues):
            self.assertEqual(kind, issue["severity"][0])
            if issue["target"]:
                self.assertEqual(file, "news/port.en.txt")
                self.assertTrue(text[int(line) - 1][int(column) - 1:].startswith(issue["target"]["text"].split("\n")[0]))


if __name__ == "__main__":
    unittest.main()
