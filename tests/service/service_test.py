#!/usr/bin/env python3
"""The service as programs use it: the API and its limits, hostile requests, a killed process; over both stores.

  service_test.py PROGRAM SOURCE_FOLDER [postgres]
"""
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

from service_harness import EN, RU, Service, fresh_store, pair_of

program, source_folder = sys.argv[1:3]
kind = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
SAMPLE = os.path.join(source_folder, "samples", "01-parliament")


def test_check(service):
    answer, _ = service.call("POST", "/api/v1/check", pair_of(), expect=200)
    issues = answer["report"]["pairs"][0]["issues"]
    assert {issue["check"] for issue in issues} == {"number", "date"}, issues
    for issue in issues:
        for side, text in (("source", RU), ("target", EN)):
            assert text[issue[side]["start"]:issue[side]["end"]] == issue[side]["text"]
    assert sorted(answer["suggestions"].values()) == ["$2.8 billion", "October 23, 2024"], answer["suggestions"]
    assert "sentences" in answer["compared"]
    same, _ = service.call("POST", "/api/v1/check", pair_of(en=EN.replace("million", "billion").replace("25", "23")), expect=200)
    assert same["report"]["pairs"][0]["issues"] == []
    russian, _ = service.call("POST", "/api/v1/check", pair_of(), {"Accept-Language": "ru-RU,ru;q=0.9"}, expect=200)
    assert re.search("[а-я]", russian["summary"])
    sarif, _ = service.call("POST", "/api/v1/check", pair_of(format="sarif"), expect=200)
    assert sarif["version"] == "2.1.0"
    page, response = service.call("POST", "/api/v1/check", pair_of(format="html"), expect=200)
    assert page.startswith("<!DOCTYPE html>"), page[:200]
    assert response.headers.get_content_type() == "text/html"


def test_refusals(service):
    for body, words in ((b"{", "JSON"), ([], "JSON object"), ({"source": {"text": RU}}, "target"),
                        ({"source": "/etc/passwd", "target": "/etc/passwd"}, "source"),
                        (pair_of(date="tomorrow"), "date"), (pair_of(format="doc"), "doc"),
                        (pair_of(en=" "), ""), (b"\xff\xfe" * 20, "")):
        answer, response = service.call("POST", "/api/v1/check", body, expect=400)
        assert response.headers.get_content_type() == "application/problem+json"
        assert words in answer["detail"], (body, answer)
    service.call("GET", "/nowhere", expect=404)
    service.call("GET", "/static/../desk_store.h", expect=404)
    service.call("GET", "/static/openapi.json", expect=404)
    _, response = service.call("PUT", "/api/v1/check", {}, expect=405)
    assert response.headers["Allow"] == "POST"
    service.call("GET", "/api/v1/pairs/99999999", expect=404)
    service.call("GET", "/api/v1/pairs/99999999999999999999", expect=404)
    service.call("POST", "/api/v1/check", b" " * (5 << 20), expect=413)
    # Another site's page: by its origin, by a form, by its own name for our address.
    service.call("POST", "/api/v1/check", pair_of(), {"Origin": "http://evil.example"}, expect=403)
    service.call("POST", "/api/v1/check", pair_of(), {"Origin": "null"}, expect=403)
    service.call("POST", "/api/v1/check", json.dumps(pair_of()).encode(), {"Content-Type": "text/plain"}, expect=403)
    service.call("GET", "/api/v1/pairs", headers={"Host": "evil.example"}, expect=403)
    service.call("POST", "/api/v1/check", pair_of(), {"Origin": f"http://127.0.0.1:{service.port}"}, expect=200)
    # What is no HTTP, and a client that never finishes, harm nobody.
    for raw in (b"\0\1\2\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"a: " + b"x" * 20000 + b"\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as raw_client:
            raw_client.sendall(raw)
            assert raw_client.recv(100).startswith(b"HTTP/1.1 4"), raw[:30]
    slow = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(50)]
    for client in slow:
        client.sendall(b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
    service.call("GET", "/api/v1/health", expect=200)
    for client in slow:
        client.close()


def test_queue(service):
    first, response = service.call("POST", "/api/v1/pairs", pair_of(key="a-1", outlet="VNA"), expect=201)
    assert response.headers["Location"] == f"/api/v1/pairs/{first['id']}"
    assert first["counts"]["error"] == 2 and first["worst_severity"] == "error" and first["state"] == "new"
    again, _ = service.call("POST", "/api/v1/pairs", pair_of(key="a-1"), expect=201)
    assert again["id"] == first["id"] and again["revision"] == 1
    second, _ = service.call("POST", "/api/v1/pairs", pair_of("В Киеве открыли музей.", "A museum opened in Kyiv."), expect=201)
    assert second["id"] != first["id"] and second["counts"]["error"] == 0
    for query, ids in (("", {first["id"], second["id"]}), ("severity=error", {first["id"]}), ("q=экспорта", {first["id"]}),
                       ("q=MUSEU", {second["id"]}), ("q=%22OR%20NOT%20(", set()), ("outlet=VNA", {first["id"]}), ("lang=vi", set()),
                       ("changed=day", {first["id"]}), ("state=done", set())):
        listed, _ = service.call("GET", "/api/v1/pairs?" + urllib.parse.quote(query, safe="=&%"), expect=200)
        assert {pair["id"] for pair in listed["pairs"]} == ids, (query, listed)
        assert listed["total"] == len(ids)
    path = f"/api/v1/pairs/{first['id']}"
    service.call("PATCH", path, {"state": "review", "assignee": "Olena"}, expect=200)
    service.call("PATCH", path, {"state": "lost"}, expect=400)
    listed, _ = service.call("GET", "/api/v1/pairs?assignee=Olena&state=review", expect=200)
    assert listed["total"] == 1

    # A verdict: a false alarm is silenced and stays so; a real error stands, and its unit stays out of the memory.
    answer, _ = service.call("POST", "/api/v1/check", pair_of(pair=first["id"]), expect=200)
    number, date = sorted(answer["report"]["pairs"][0]["issues"], key=lambda issue: issue["check"] != "number")
    service.call("PUT", f"{path}/verdicts/{date['id']}", {"verdict": "false-alarm", "note": "two <b>legs</b>", "who": "Olena", "check": "date"}, expect=200)
    service.call("PUT", f"{path}/verdicts/{number['id']}", {"verdict": "real", "who": "Olena", "check": "number"}, expect=200)
    service.call("PUT", f"{path}/verdicts/{number['id']}", {"verdict": "right"}, expect=400)
    whole, _ = service.call("GET", path, expect=200)
    assert whole["counts"] == {"error": 1, "warning": 0, "info": 0, "silenced": 1}, whole["counts"]
    assert {(v["issue"], v["verdict"], v["who"]) for v in whole["verdicts"]} == {(date["id"], "false-alarm", "Olena"), (number["id"], "real", "Olena")}
    page, _ = service.call("GET", path + "/report", expect=200)
    assert "two &lt;b&gt;legs" in page and "<b>legs" not in page
    tmx, _ = service.call("GET", path + "/report?format=tmx", expect=200)
    assert "2.8 million" not in tmx and "arrived in Hanoi" in tmx
    reviewed, _ = service.call("GET", "/api/v1/verdicts", expect=200)
    assert {json.loads(line)["verdict"] for line in reviewed.splitlines()} == {"real", "false-alarm"}
    checks, _ = service.call("GET", "/api/v1/checks", expect=200)
    assert {row["check"]: row["false_alarms"] for row in checks["checks"]} == {"date": 1, "number": 0}

    # Texts: the second of two who change the same revision is told.
    fixed = EN.replace("million", "billion")
    kept, _ = service.call("PUT", path + "/texts", {"revision": 1, "target": fixed}, expect=200)
    assert kept["revision"] == 2 and kept["counts"]["error"] == 0, kept
    service.call("PUT", path + "/texts", {"revision": 1, "target": EN}, expect=409)
    whole, _ = service.call("GET", path, expect=200)
    assert whole["target"]["text"] == fixed

    for page_path in ("/", "/new", f"/pairs/{first['id']}", "/checks", "/static/desk.js", "/static/desk.css", "/static/editor.js"):
        text, response = service.call("GET", page_path, expect=200)
        assert "{{" not in text or page_path.startswith("/static"), page_path
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    service.call("DELETE", f"/api/v1/pairs/{second['id']}", {}, expect=204)
    service.call("GET", f"/pairs/{second['id']}", expect=404)


def test_openapi(service):
    """Every path and method of the description exists, and every answer has the members it names."""
    document, _ = service.call("GET", "/api/v1/openapi.json", expect=200)
    added, _ = service.call("POST", "/api/v1/pairs", pair_of(), expect=201)
    for path, item in document["paths"].items():
        for method in item:
            if method == "parameters":
                continue
            real = path.replace("{id}", str(added["id"])).replace("{issue}", "0123456789abcdef")
            _, response = service.call(method.upper(), real, {} if method not in ("get",) else None)
            assert response.status not in (404, 405, 500), (method, path, response.status)
            if method == "delete":
                added, _ = service.call("POST", "/api/v1/pairs", pair_of(), expect=201)
    one, _ = service.call("GET", f"/api/v1/pairs/{added['id']}", expect=200)
    assert set(one) <= set(document["components"]["schemas"]["Pair"]["properties"]), one.keys()
    checked, _ = service.call("POST", "/api/v1/check", pair_of(), expect=200)
    assert set(checked) == set(document["components"]["schemas"]["Checked"]["properties"])


def test_metrics(service):
    text, _ = service.call("GET", "/metrics", expect=200)
    assert re.search(r"^concord_checks_total [1-9]\d*$", text, re.M), text


def test_start(folder):
    """Bad options and files are one line and exit code 2."""
    def refused(*words, port="0"):
        done = subprocess.run([program, "serve", "--port", port, *words], capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and done.stderr.count("\n") == 1, (words, done)
        return done.stderr
    other = os.path.join(folder, "other.db")
    import sqlite3
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE mine (a)")
    assert "another program" in refused("--store", other)
    store = os.path.join(folder, "s.db")
    assert "log in" in refused("--store", store, "--address", "0.0.0.0")
    assert "not an IP address" in refused("--store", store, "--address", "127.nowhere")
    manifest = os.path.join(folder, "bad.jsonl")
    open(manifest, "w").write("{\"id\": 1}\n")
    assert "bad.jsonl:1" in refused("--store", store, "--add", manifest)
    with Service(program, store) as service:
        message = refused("--store", store, port=str(service.port))
        assert "cannot be listened on" in message
    manifest = os.path.join(folder, "good.jsonl")
    with open(manifest, "w", encoding="utf-8") as out:
        out.write(json.dumps({"id": "s-1", "source": SAMPLE + "/source.ru.txt", "target": SAMPLE + "/target.en.txt", "date": "2024-10-22"}) + "\n")
    with Service(program, store, "--add", manifest, "--outlet", "Sample") as service:
        listed, _ = service.call("GET", "/api/v1/pairs?outlet=Sample", expect=200)
        assert listed["total"] == 1 and listed["pairs"][0]["key"] == "s-1" and listed["pairs"][0]["counts"]["error"] > 0
        service.stop()


with fresh_store(kind) as url:
    with Service(program, url) as running:
        for test in (test_check, test_refusals, test_queue, test_openapi, test_metrics):
            begin = time.time()
            test(running)
            print(f"{test.__name__} ok ({time.time() - begin:.1f} s)", flush=True)
        running.stop()
if kind == "sqlite":
    with tempfile.TemporaryDirectory() as work:
        test_start(work)
        print("test_start ok")
