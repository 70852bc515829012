#!/usr/bin/env python3
"""The translation memory in the store of the desk: the commands, the API and the page, over both stores.

  memory_test.py PROGRAM SOURCE_FOLDER [sqlite|postgres]
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.parse

from service_harness import Service, fresh_store, pair_of

program, source_folder = sys.argv[1:3]
kind = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
SAMPLES = [[os.path.join(source_folder, "samples", folder, name) for name in ("source.ru.txt", "target.en.txt")] for folder in ("01-parliament", "02-visit")]
RU = "Порт принял первое судно. Объем экспорта составил 2,8 млрд долларов США."
EN = "The port received its first ship. Exports reached $2.8 billion."


def tm(*words, code=0):
    done = subprocess.run([program, "tm", *words], capture_output=True, text=True, timeout=120, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    assert done.returncode == code, (words, done.stdout, done.stderr)
    return done.stdout if code == 0 else done.stderr


def fill(memory):
    for source, target in SAMPLES:
        tm("add", memory, source, target, "--outlet", "desk")
    tm("add", memory, *SAMPLES[1], "--outlet", "desk")  # again: nothing twice
    tm("verdict", memory, "1", "rejected")
    tm("verdict", memory, "2", "approved")


def everything(memory):
    """What each command says of a memory."""
    sentence = json.loads(tm("search", memory, "Parliament", "--phrase", "--format", "jsonl", "--limit", "1"))["target"]
    return [tm(*words) for words in (
        ["stats", memory], ["export", memory, "--tmx", "-"], ["export", memory, "--all", "--unique", "--tmx", "-"],
        ["search", memory, sentence, "--format", "jsonl", "--limit", "20", "--min-score", "0.2"], ["search", memory, sentence.upper(), "--context", "2"],
        ["search", memory, "prime minister", "--phrase"], ["search", memory, "the", "--limit", "100", "--format", "jsonl", "--lang", "en"],
        ["export", memory, "--document", "*/0[12]-*/source.??.txt", "--min-confidence", "0.5", "--src-lang", "ru", "--outlet", "desk", "--tmx", "-"],
        ["export", memory, "--document", "*/0[^1]-*", "--without-issues", "--from", "2020-01-01", "--to", "2030-01-01", "--tmx", "-"])]


def test_commands(store, folder):
    """Every command says the same of a memory in either database."""
    plain = os.path.join(folder, "memory.sqlite")
    for memory in (store, plain):
        fill(memory)
    for here, there in zip(everything(store), everything(plain)):
        assert here == there, (here[:2000], there[:2000])
    assert len(everything(store)[0].splitlines()) > 1
    assert "has no unit 999" in tm("verdict", store, "999", "approved", code=2)


def test_writers(store):
    """Several processes that add the same units leave each of them once."""
    before = tm("stats", store)
    runs = [threading.Thread(target=tm, args=("add", store, *SAMPLES[i % 2], "--outlet", "desk")) for i in range(6)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert tm("stats", store) == before


def search(service, text, **more):
    found, _ = service.call("GET", "/api/v1/memory?" + urllib.parse.urlencode({"q": text, **more}), expect=200)
    return found["matches"]


def test_service(store):
    """What is declared done is found, by every process on the store; what has an error is not."""
    with Service(program, store) as one, Service(program, store) as two:
        wanted = "The port received its first ship."
        assert not [match for match in search(one, wanted) if match["target"] == wanted]
        added, _ = one.call("POST", "/api/v1/pairs", pair_of(RU, EN, outlet="VNA"), expect=201)
        path = f"/api/v1/pairs/{added['id']}"
        one.call("PATCH", path, {"state": "done"}, expect=200)
        match = search(two, wanted)[0]
        assert match["score"] == 1 and match["source"] == "Порт принял первое судно." and match["side"] == "target", match
        assert match["source_document"].startswith(f"pairs/{added['id']}/") and match["outlet"] == "VNA"
        assert search(two, "первого судна", lang="ru")  # another form of the same words
        assert search(two, "first ships", phrase="1")[0]["phrase"]["text"] == "first ship"
        assert search(two, "first ships", **{"tgt-lang": "vi"}) == [] and search(two, "") == []
        page, _ = two.call("GET", "/memory?q=" + urllib.parse.quote(wanted), expect=200)
        assert f'href="/pairs/{added["id"]}"' in page and "100%" in page
        assert "<mark>first ship</mark>" in two.call("GET", "/memory?q=first+ships", expect=200)[0]
        for hostile in ("<script>alert(1)</script>", "'; DROP TABLE units; --", "%' OR ?1 $2", "\" * NEAR ("):
            page, _ = two.call("GET", "/memory?q=" + urllib.parse.quote(hostile), expect=200)
            assert "<script>alert" not in page
        one.call("GET", "/api/v1/memory?q=" + "x" * 10_001, expect=400)
        one.call("GET", "/api/v1/memory?q=%ff", expect=400)
        test_verdicts(one)
        assert search(one, wanted)
        for service in (one, two):
            service.stop()


def test_verdicts(service):
    """A unit with an error is offered when somebody says that the error is none."""
    wrong = EN.replace("2.8 billion", "2.8 million")
    added, _ = service.call("POST", "/api/v1/pairs", pair_of(RU, wrong), expect=201)
    path = f"/api/v1/pairs/{added['id']}"
    service.call("PATCH", path, {"state": "done"}, expect=200)
    text = "Exports reached $2.8 million."
    assert not [match for match in search(service, text) if match["target"] == text]
    assert [match for match in search(service, text, all="1") if match["target"] == text]
    issues = service.call("POST", "/api/v1/check", pair_of(RU, wrong), expect=200)[0]["report"]["pairs"][0]["issues"]
    service.call("PUT", f"{path}/verdicts/{issues[0]['id']}", {"verdict": "real", "check": issues[0]["check"]}, expect=200)
    assert not [match for match in search(service, text) if match["target"] == text]
    service.call("PUT", f"{path}/verdicts/{issues[0]['id']}", {"verdict": "intended", "check": issues[0]["check"]}, expect=200)
    assert [match for match in search(service, text) if match["target"] == text]


def test_batch(store, folder):
    """A batch fills the queue and the memory of one store."""
    manifest = os.path.join(folder, "manifest.jsonl")
    with open(manifest, "w", encoding="utf-8") as file:
        file.write(json.dumps({"id": "a", "source": SAMPLES[0][0], "target": SAMPLES[0][1]}) + "\n")
    done = subprocess.run([program, "batch", manifest, "--fail-on", "never", "--output", os.path.join(folder, "out.jsonl"), "--memory", store, "--desk", store], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with Service(program, store) as service:
        assert service.call("GET", "/api/v1/pairs?limit=200", expect=200)[0]["pairs"][0]["key"] == "a"
        service.stop()


def test_earlier_files(folder):
    """A memory and a desk that earlier versions wrote are read, and brought up to date."""
    memory, desk = os.path.join(folder, "old.sqlite"), os.path.join(folder, "desk-old.db")
    tm("add", memory, *SAMPLES[0])
    said = tm("stats", memory)
    with Service(program, desk) as service:
        added, _ = service.call("POST", "/api/v1/pairs", pair_of(RU, EN), expect=201)
        service.stop()
    # As they were: one store in a file, its version in SQLite's header.
    with sqlite3.connect(memory) as database:
        database.executescript("DROP TABLE concord_versions; PRAGMA application_id=0x6363746d; PRAGMA user_version=1")
    with sqlite3.connect(desk) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE name IN ('units','documents','terms','words')").fetchall():
            database.execute(f"DROP TABLE {table}")
        database.executescript("ALTER TABLE pair_words RENAME TO words; DROP TABLE concord_versions; PRAGMA application_id=0x6363646b; PRAGMA user_version=5")
    assert tm("stats", memory) == said
    assert "is not a translation memory" in tm("stats", desk, code=2)
    with Service(program, desk) as service:
        assert service.call("GET", "/api/v1/pairs?q=ship", expect=200)[0]["total"] == 1
        service.call("PATCH", f"/api/v1/pairs/{added['id']}", {"state": "done"}, expect=200)
        assert search(service, "The port received its first ship.")
        service.stop()
    assert tm("stats", desk).count("ru-en") == 1
    with Service(program, memory) as service:  # a memory becomes a desk, too
        service.call("GET", "/api/v1/pairs", expect=200)
        service.stop()
    assert tm("stats", memory) == said
    with sqlite3.connect(memory) as database:
        database.execute("UPDATE concord_versions SET version=99")
    assert "later version" in tm("stats", memory, code=2)


with fresh_store(kind) as store, tempfile.TemporaryDirectory() as folder:
    test_commands(store, folder)
    test_writers(store)
    test_service(store)
    test_batch(store, folder)
    if kind == "sqlite":
        test_earlier_files(folder)
print(f"the memory of a {kind} store: ok")
