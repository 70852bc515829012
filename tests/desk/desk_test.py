#!/usr/bin/env python3
"""What a desk sets once: every key of concord.toml, baselines through their life, explain and config, as the program is used.

    desk_test.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
RUSSIAN = """Мост через реку откроют осенью

Город построил 14 школ за последние два года.

Бюджет города вырос на 25 процентов, сообщил мэр.

Справка бюро: новый стадион примет 40 тысяч зрителей.

В парке посадили 300 деревьев, работы закончили в срок.
"""
ENGLISH = """A bridge over the river will open in autumn

The city has built 16 schools over the last two years.

The city's budget grew by 35 percent, the mayor said.

Bureau note: the new stadium will hold 50 thousand spectators.

In the park 300 trees were planted, and the work ended on time.
"""


def run(folder, *words, code=None):
    done = subprocess.run([program, *map(str, words)], cwd=folder, capture_output=True, text=True,
                          env=dict(os.environ, SOURCE_DATE_EPOCH="1731715200"))
    if code is not None:
        assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
    return done


def issues(folder, *words):
    out = run(folder, "check", "a.ru.txt", "a.en.txt", "--format", "jsonl", *words).stdout
    return [line for line in map(json.loads, out.splitlines()) if "id" in line]


def marks(found, check=None):
    return sorted((issue["target"] or issue["source"])["text"] for issue in found if check in (None, issue["check"]))


def configure(folder, text):
    (folder / "concord.toml").write_text(text)


def test_keys(folder):
    """Each key changes what it says, for all, for the pair and for the outlet; others stay."""
    configure(folder, "")
    plain = issues(folder)
    assert marks(plain, "number") == ["16", "35 percent", "50 thousand"], marks(plain, "number")
    for section in ("", "[pair.ru-en]\n", '[outlet.town]\ndocuments = ["a.*"]\n'):
        name = re.sub(r"\[|\]\n.*", "", section, flags=re.S) + "." if section else ""
        rows = [
            ('[%schecks]\nnumber = "off"\n', []),
            ('[[%signore]]\ncheck = "number"\nbefore = "built"\n', ["35 percent", "50 thousand"]),
            ('[[%signore]]\ncheck = "number"\ninside = "^35"\n', ["16", "50 thousand"]),
            ('[[%signore]]\nafter = "spectators"\n', ["16", "35 percent"]),
            ('[[%signore]]\ncheck = "number"\nafter = "школ"\n', ["35 percent", "50 thousand"]),
            ('[[%signore]]\ncheck = "date"\ninside = "16"\n', ["16", "35 percent", "50 thousand"]),
        ]
        for text, wanted in rows:
            configure(folder, section + text % name)
            assert marks(issues(folder), "number") == wanted, (section + text, marks(issues(folder), "number"))
        configure(folder, section + 'boilerplate = ["Справка бюро: .*", "Bureau note: .*"]\n')
        assert marks(issues(folder), "number") == ["16", "35 percent"], section
        configure(folder, section + '[%schecks]\nnumber = "info"\n' % name)
        assert {issue["severity"] for issue in issues(folder) if issue["check"] == "number"} == {"info"}, section
        configure(folder, section + 'terms = "house.tsv"\n')
        assert any(issue["check"] == "term" for issue in issues(folder)), section
        configure(folder, section + 'ui-lang = "ru"\n')
        assert any("в исходном тексте" in issue["message"] for issue in issues(folder)), section
        assert not any("в исходном тексте" in issue["message"] for issue in issues(folder, "--ui-lang", "en")), section
    configure(folder, '[pair.uk-en.checks]\nnumber = "off"\n[outlet.x]\ndocuments = ["b.*"]\n[outlet.x.checks]\nnumber = "off"\n')
    assert marks(issues(folder), "number") == ["16", "35 percent", "50 thousand"]
    # The more special section counts, and the command line before all.
    configure(folder, 'fail-on = "never"\nmin-severity = "error"\n[checks]\nnumber = "info"\n[pair.ru-en.checks]\nnumber = "warning"\n'
                      '[outlet.x]\ndocuments = ["*.ru.txt"]\n[outlet.x.checks]\nnumber = "error"\n')
    assert {issue["severity"] for issue in issues(folder)} == {"error"}
    run(folder, "check", "a.ru.txt", "a.en.txt", code=0)
    run(folder, "check", "a.ru.txt", "a.en.txt", "--fail-on", "error", code=1)
    configure(folder, "tmx-min-score = 1.0\n")
    run(folder, "check", "a.ru.txt", "a.en.txt", "--tmx", "a.tmx", "--tmx-all")
    assert "<tu " not in (folder / "a.tmx").read_text()
    # Segments and batches know the rules, too.
    configure(folder, '[pair.ru-en.checks]\nnumber = "off"\n')
    (folder / "s.tsv").write_text("1\tГород построил 14 школ.\tThe city built 16 schools.\n")
    segments = ("check", "--aligned", "s.tsv", "--src-lang", "ru", "--tgt-lang", "en", "--format", "jsonl")
    assert run(folder, *segments).stdout == ""
    configure(folder, '[outlet.town]\ndocuments = ["s.*"]\n[outlet.town.checks]\nnumber = "info"\n')
    assert '"severity":"info"' in run(folder, *segments, code=0).stdout


def test_errors(folder):
    """What is wrong in the file is said in one line with its number and what to do."""
    rows = [
        ('ui-lnag = "ru"\n', "concord.toml:1: unknown key 'ui-lnag'; did you mean 'ui-lang'?"),
        ('[pair.ru-en]\nterm = "x"\n', "concord.toml:2: unknown key 'term'; did you mean 'terms'?"),
        ('[checks]\nnegatoin = "off"\n', "concord.toml:2: unknown key 'negatoin'; did you mean 'negation'?"),
        ('boilerplate = ["("]\n', "concord.toml:1: '(' is not a regular expression; see ICU's regular expressions"),
        ('terms = "none.tsv"\n', "none.tsv: there is no such file; check the path"),
        ('baseline = ["none.jsonl"]\n', "none.jsonl: there is no such file; check the path"),
        ('ui-lang = "xx"\n', "there are no messages in the language 'xx'; use en, id, ru, uk, vi"),
        ('fail-on = "loud"\n', "unknown severity 'loud'; use error, warning, info or never"),
    ]
    for text, wanted in rows:
        configure(folder, text)
        done = run(folder, "check", "a.ru.txt", "a.en.txt", code=2)
        assert done.stderr.count("\n") == 1 and done.stderr.rstrip().endswith(wanted), (text, done.stderr)
    configure(folder, "")


def test_config(folder):
    """concord config tells every value with its origin, as TOML that gives the same configuration again."""
    text = ('ui-lang = "ru"\nbaseline = "known.jsonl"\nboilerplate = ["Read \\"also\\": .*"]\nterms = "house.tsv"\n[checks]\nquote = "off"\n'
            '[[ignore]]\ncheck = "number"\nbefore = "No\\\\."\n[pair.ru-en]\nui-lang = "vi"\n[outlet.a]\ndocuments = ["a.*", "b.*"]\n'
            '[outlet.a.checks]\nname = "info"\n')
    (folder / "known.jsonl").write_text("")
    configure(folder, text)
    shown = run(folder, "config", "--fail-on", "warning", code=0).stdout
    path = re.escape(str((folder / "concord.toml").resolve()))
    for wanted in (r'ui-lang = "ru"  # PATH:1', r'fail-on = "warning"  # command line', r'color = "auto"  # default', r'quote = "off"  # PATH:6',
                   r'known\.jsonl",  # PATH:2', r'\[pair\.ru-en\]\nui-lang = "vi"  # PATH:11', r'"b\.\*",  # PATH:13', r'name = "info"  # PATH:15'):
        assert re.search(wanted.replace("PATH", path), shown), (wanted, shown)
    other = folder / "again"
    other.mkdir()
    configure(other, shown)
    strip = lambda out: re.sub(r"#.*", "", out)
    assert strip(run(other, "config", code=0).stdout) == strip(shown)
    below = folder / "below" / "deep"
    below.mkdir(parents=True)
    nearest = run(below, "config", code=0).stdout
    assert "concord.toml:1\n" in nearest, nearest  # the nearest one upwards
    configure(folder, "")


def test_explain(folder):
    checks = re.search(r"Checks: (.*)", run(folder, "explain", "--help", code=0).stdout).group(1).split(", ")
    assert len(checks) >= 15, checks
    for check in checks:
        page = run(folder, "explain", check, code=0).stdout
        assert page.startswith("# ") and len(page.splitlines()) >= 4, check
    assert "did you mean 'number'?" in run(folder, "explain", "numer", code=2).stderr


def test_baselines(folder):
    """A baseline silences what it holds in every format, survives edits elsewhere, and tells what is stale."""
    configure(folder, "")
    known = "known2.jsonl"
    added = run(folder, "baseline", "update", known, "a.ru.txt", "a.en.txt", code=0).stdout
    count = int(added.split()[0])
    assert count == len(issues(folder)) > 2, added
    assert issues(folder, "--baseline", known) == []
    run(folder, "check", "a.ru.txt", "a.en.txt", "--baseline", known, "--fail-on", "info", code=0)
    run(folder, "baseline", "check", known, "a.ru.txt", "a.en.txt", code=0)
    # Counted in every format.
    for suffix in ("txt", "line", "jsonl", "json", "sarif", "xml", "csv", "html", "xlf"):
        run(folder, "check", "a.ru.txt", "a.en.txt", "--baseline", known, "--report", "out." + suffix, code=0)
        text = (folder / ("out." + suffix)).read_text()
        assert str(count) in text and re.search("silenced|baseline|known|skipped", text), (suffix, text[:2000])
    github = run(folder, "check", "a.ru.txt", "a.en.txt", "--baseline", known, "--format", "github", code=0).stdout
    assert "silenced" in github and f"{count} issues" in github, github
    # A paragraph more before, between and behind changes no fingerprint.
    for name, text, more in (("a.ru.txt", RUSSIAN, "Вечером на площади играл оркестр.\n\n"), ("a.en.txt", ENGLISH, "An orchestra played on the square in the evening.\n\n")):
        parts = text.split("\n\n")
        (folder / name).write_text("\n\n".join([parts[0], more.strip(), *parts[1:3], more.strip(), *parts[3:]]) + "\n" + more)
    assert marks(issues(folder, "--baseline", known), "number") == []
    # One figure mended: its entry is stale, named, and pruned; the others stay.
    (folder / "a.ru.txt").write_text(RUSSIAN)
    (folder / "a.en.txt").write_text(ENGLISH.replace("16 schools", "14 schools"))
    done = run(folder, "check", "a.ru.txt", "a.en.txt", "--baseline", known, code=0)
    assert "does not come any more" in done.stderr and "16" in done.stderr, done.stderr
    told = run(folder, "baseline", "check", known, "a.ru.txt", "a.en.txt", code=1).stdout
    assert told.startswith("stale ") and f"0 new, 1 stale, {count - 1} known" in told, told
    assert run(folder, "baseline", "prune", known, "a.ru.txt", "a.en.txt", code=0).stdout == f"1 removed, {count - 1} kept\n"
    # A new one is new in spite of the baseline; the baseline comes before the gate.
    (folder / "a.en.txt").write_text(ENGLISH.replace("16 schools", "19 schools"))
    assert marks(issues(folder, "--baseline", known), "number") == ["19"]
    (folder / "a.en.txt").write_text(ENGLISH)


def test_batch(folder):
    """A batch applies configuration, glossary and baselines, and its records and index count what they silenced."""
    configure(folder, 'baseline = ["known3.jsonl"]\nui-lang = "vi"\n[pair.ru-en]\nterms = "house.tsv"\n[checks]\nname = "off"\n')
    (folder / "known3.jsonl").write_text("")
    first = run(folder, "check", "a.ru.txt", "a.en.txt", "--format", "jsonl").stdout.splitlines()
    first = [line for line in first if '"id"' in line]
    (folder / "known3.jsonl").write_text(first[0] + "\n" + '{"id":"0000","check":"number","source_document":"a.ru.txt","target_document":"a.en.txt"}\n')
    (folder / "m.jsonl").write_text('{"id":1,"source":"a.ru.txt","target":"a.en.txt"}\n{"id":2,"source":"none","target":"a.en.txt"}\n')
    done = run(folder, "batch", "m.jsonl", "--report", "pages", "--tmx-append", "all.tmx", "--jobs", "2")
    record = json.loads(done.stdout.splitlines()[0])
    assert record["counts"]["silenced"] == 1 and len(record["issues"]) == len(first) - 1, record
    assert any(issue["check"] == "term" for issue in record["issues"])
    assert "bản gốc" in done.stdout and "0000" in done.stderr and "units added" in done.stderr, done.stderr
    index = (folder / "pages" / "index.html").read_text()
    assert '<html lang="vi">' in index and "Đã ẩn 1" in index, index[-3000:]
    assert index.index('class="unread"') < index.index('href="1.html"'), "what needs a look comes first"
    again = run(folder, "batch", "m.jsonl", "--tmx-append", "all.tmx")
    assert re.search(r"all\.tmx: 0 units added, \d+ already there", again.stderr), again.stderr
    assert not (folder / "all.tmx.part").exists()
    configure(folder, "")


with tempfile.TemporaryDirectory() as temporary:
    work = Path(temporary)
    (work / "a.ru.txt").write_text(RUSSIAN)
    (work / "a.en.txt").write_text(ENGLISH)
    (work / "house.tsv").write_text("ru\ten\nмэр\tcity head\n")
    for name, test in [(name, test) for name, test in globals().items() if name.startswith("test_")]:
        test(work)
        print(name, "ok")
