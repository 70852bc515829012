#!/usr/bin/env python3
"""The service and other programs: keys that make a request once, signed events, uploads, addresses, a queue filled by others, what is
learnt from verdicts, several processes on one store; over both stores.

  programs_test.py PROGRAM SOURCE_FOLDER [postgres]
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

from service_harness import EN, RU, Service, fresh_store, pair_of

program, source_folder = sys.argv[1:3]
kind = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
SECRET = "whsec_" + base64.b64encode(b"a key of twenty-four bytes!!").decode()
NAME_RU = "Министр иностранных дел Иван Петров прибыл в Москву."
NAME_EN = "Foreign Minister Ivan Sidorov arrived in Moscow."


class Receiver(http.server.BaseHTTPRequestHandler):
    """A program that is told of events; refuses the first one, once."""
    events = []
    refuse = 1

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = 204
        if Receiver.refuse > 0:
            Receiver.refuse -= 1
            status = 500
        else:
            Receiver.events.append((dict(self.headers), body))
            assert abs(time.time() - int(self.headers["webhook-timestamp"])) < 60
        self.send_response(status)
        self.end_headers()

    def log_message(self, *words):
        pass


def signed(headers, body):
    """Whether an event carries the signature that Standard Webhooks asks for."""
    headers = {name.lower(): value for name, value in headers.items()}
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET[len("whsec_"):])
    wanted = "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    return headers["webhook-signature"] == wanted


def until(condition, seconds=60):
    end = time.time() + seconds
    while not condition():
        assert time.time() < end, "this never came true"
        time.sleep(0.05)


def test_idempotency(service):
    """The same key is the same request, also at once from many threads; another request is refused."""
    key = {"Idempotency-Key": "key-1"}
    first, response = service.call("POST", "/api/v1/pairs", pair_of(), key, expect=201)
    again, replay = service.call("POST", "/api/v1/pairs", pair_of(), key, expect=201)
    assert again == first and replay.headers["Location"] == response.headers["Location"]
    assert replay.headers["Idempotency-Replayed"] == "true"
    service.call("POST", "/api/v1/pairs", pair_of(outlet="X"), key, expect=422)
    service.call("POST", "/api/v1/pairs", {}, {"Idempotency-Key": "key-2"}, expect=400)
    service.call("POST", "/api/v1/pairs", pair_of(outlet="mended"), {"Idempotency-Key": "key-2"}, expect=201)
    service.call("POST", "/api/v1/pairs", pair_of(), {"Idempotency-Key": "x" * 300}, expect=400)
    before = service.call("GET", "/api/v1/pairs")[0]["total"]
    codes = []
    threads = [threading.Thread(target=lambda: codes.append(service.call("POST", "/api/v1/pairs", pair_of(), {"Idempotency-Key": "key-3"})[1].status)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(codes) <= {201, 409} and 201 in codes, codes
    assert service.call("GET", "/api/v1/pairs")[0]["total"] == before + 1


def test_uploads(service):
    """Files come as bytes; a name that a client gives is never a file of ours."""
    for name, content, words in (("a.txt", EN.encode(), "Exports"), ("b.txt", RU.encode("cp1251"), "Объем"),
                                 ("c.html", b"<html><body><nav><a href=x>Home</a></nav><article><h1>Exports grow</h1><p>" + EN.encode() + b"</p></article></body></html>", "Exports grow")):
        read, _ = service.call("POST", "/api/v1/read", {"version": {"name": name, "file": base64.b64encode(content).decode()}}, expect=200)
        assert words in read["text"], (name, read)
    for version in ({"name": "x.txt", "file": "***"}, {"name": "x.bin", "file": base64.b64encode(b"\0\1\2" * 50).decode()},
                    {"name": "/etc/passwd", "text": ""}, {"name": "/etc/passwd", "format": "html"}, {"name": "/etc/passwd"}, {}):
        answer, _ = service.call("POST", "/api/v1/read", {"version": version}, expect=400)
        assert "root:" not in json.dumps(answer), answer
    empty = {"source": {"name": "/etc/passwd", "text": ""}, "target": {"name": "/etc/passwd", "text": ""}}
    for path in ("/api/v1/check", "/api/v1/pairs"):
        answer, _ = service.call("POST", path, empty, expect=400)
        assert "root:" not in json.dumps(answer), answer
    evil = pair_of()
    evil["target"]["name"] = evil["source"]["name"] = "/etc/passwd"
    added, _ = service.call("POST", "/api/v1/pairs", evil, expect=201)
    path = f"/api/v1/pairs/{added['id']}"
    service.call("PUT", path + "/texts", {"revision": 1, "target": "", "source": ""}, expect=200)
    for view in (path, path + "/report?format=text", f"/pairs/{added['id']}", path + "/report?format=json"):
        answer, _ = service.call("GET", view)
        assert "root:" not in json.dumps(answer), view


def test_addresses(service, guarded):
    """No address is fetched that was not allowed, and none of a private network even then."""
    def read(where, address):
        return where.call("POST", "/api/v1/read", {"version": {"address": address}}, expect=400)[0]["detail"]
    assert "may be asked" in read(service, "https://news.example/1")
    for address in ("http://127.0.0.1:1/", "http://localhost/", "http://localhost:%d/" % guarded.port, "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data",
                    "http://192.168.1.1/", "http://2130706433/", "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/"):
        detail = read(guarded, address)
        assert "private network" in detail or "may be asked" in detail, (address, detail)
    assert "private network" in read(guarded, "http://localhost/")
    assert "private network" in read(guarded, "http://127.0.0.1:%d/api/v1/health" % guarded.port)
    for address in ("file:///etc/passwd", "gopher://127.0.0.1/", "ftp://localhost/x", "/etc/passwd", "http://evil.example/", "http://localhost@evil.example/",
                    "http://evil.example#localhost", "http://", "https://notlocalhost/"):
        detail = read(guarded, address)
        assert "not an address" in detail or "may be asked" in detail, (address, detail)


def test_events(store, folder):
    """New errors and corrected texts are told, signed, again where they were refused, and after a kill."""
    secret = os.path.join(folder, "secret")
    open(secret, "w").write(SECRET + "\n")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    words = ("--webhook", f"http://127.0.0.1:{server.server_port}/hook", "--webhook-secret", secret)
    with Service(program, store, *words) as service:
        added, _ = service.call("POST", "/api/v1/pairs", pair_of(key="event"), expect=201)
        path = f"/api/v1/pairs/{added['id']}"
        until(lambda: len(Receiver.events) == 1)  # the first time it was refused
        until(lambda: 'concord_events{state="delivered"} 1' in service.call("GET", "/metrics", expect=200)[0])
        service.call("PUT", path + "/texts", {"revision": 1, "target": EN.replace("million", "billion")}, expect=200)
        service.call("PUT", path + "/texts", {"revision": 2, "target": EN.replace("million", "billion") + " It rained."}, expect=200)
        service.call("POST", path + "/send", {}, expect=202)
        service.process.kill()
    with Service(program, store, *words) as service:
        until(lambda: len(Receiver.events) == 2, 90)
        # The service notes a delivery after the receiver has answered; killed in between, it tells the event again as late as above.
        until(lambda: 'concord_events{state="delivered"} 2' in service.call("GET", "/metrics", expect=200)[0], 90)
    events = [json.loads(body) for _, body in Receiver.events]
    assert all(signed(headers, body) for headers, body in Receiver.events)
    assert not signed(Receiver.events[0][0], Receiver.events[1][1])
    assert events[0]["type"] == "errors.new" and {issue["check"] for issue in events[0]["data"]["issues"]} == {"number", "date"}
    # The issues that stayed are no news; those that went are none either.
    assert events[1]["type"] == "text.corrected" and "2.8 billion" in events[1]["data"]["target"]["text"], events[1]
    with Service(program, store) as service:
        service.call("POST", f"/api/v1/pairs/{added['id']}/send", {}, expect=409)
    server.shutdown()


def test_learning(store):
    """A false alarm about a name proposes a term; confirmed, it is used by later checks, in inflected forms and other processes."""
    with Service(program, store) as service, Service(program, store) as other:
        def names(where):
            answer, _ = where.call("POST", "/api/v1/check", pair_of(NAME_RU, NAME_EN), expect=200)
            return [issue for issue in answer["report"]["pairs"][0]["issues"] if issue["check"] == "name" and not issue.get("judgement")]
        assert len(names(service)) == 1
        added, _ = service.call("POST", "/api/v1/pairs", pair_of(NAME_RU, NAME_EN), expect=201)
        second, _ = service.call("POST", "/api/v1/pairs", pair_of(NAME_RU + " Шёл дождь.", NAME_EN + " It rained."), expect=201)
        issue = names(service)[0]
        service.call("PUT", f"/api/v1/pairs/{added['id']}/verdicts/{issue['id']}", {"verdict": "false-alarm", "who": "Olena", "check": "name"}, expect=200)
        terms, _ = service.call("GET", "/api/v1/glossary", expect=200)
        term = terms["terms"][0]
        assert (term["source"], term["target"], term["state"], term["proposed_by"]) == (issue["source"]["text"], issue["target"]["text"], "proposed", "Olena"), term
        page, _ = service.call("GET", "/glossary", expect=200)
        assert "Сидоров" not in page and issue["target"]["text"] in page
        assert len(names(service)) == 1  # not before it is confirmed
        service.form("/glossary", {"id": term["id"], "state": "confirmed"}, expect=303)
        assert names(service) == []
        until(lambda: names(other) == [])
        inflected, _ = other.call("POST", "/api/v1/check", pair_of("Президент встретился с Иваном Петровым.", "The president met Ivan Sidorov."), expect=200)
        assert [i for i in inflected["report"]["pairs"][0]["issues"] if i["check"] == "name" and not i.get("judgement")] == [], inflected
        # Pairs of the queue are counted anew.
        until(lambda: service.call("GET", f"/api/v1/pairs/{second['id']}")[0]["counts"]["silenced"] == 1)
        service.call("PUT", f"/api/v1/glossary/{term['id']}", {"state": "rejected"}, expect=200)
        assert len(names(service)) == 1
        service.call("PUT", f"/api/v1/glossary/{term['id']}", {"state": "maybe"}, expect=400)
        service.call("PUT", "/api/v1/glossary/99999", {"state": "confirmed"}, expect=404)
        # A figure is of its report: nothing is learnt from it.
        added, _ = service.call("POST", "/api/v1/pairs", pair_of(), expect=201)
        answer, _ = service.call("POST", "/api/v1/check", pair_of(), expect=200)
        for issue in answer["report"]["pairs"][0]["issues"]:
            service.call("PUT", f"/api/v1/pairs/{added['id']}/verdicts/{issue['id']}", {"verdict": "false-alarm", "check": issue["check"]}, expect=200)
        assert len(service.call("GET", "/api/v1/glossary")[0]["terms"]) == 1


def test_filling(store, folder):
    """batch and feed add pairs to the queue; a running service checks them."""
    manifest = os.path.join(folder, "m.jsonl")
    sample = os.path.join(source_folder, "samples", "01-parliament")
    open(manifest, "w").write(json.dumps({"id": "b-1", "source": sample + "/source.ru.txt", "target": sample + "/target.en.txt", "date": "2024-10-22"}) + "\n")
    sides = {}
    for lang, text in (("ru", RU), ("en", EN)):
        sides[lang] = os.path.join(folder, lang + ".jsonl")
        open(sides[lang], "w").write(json.dumps({"id": "f-1", "lang": lang, "title": {"ru": "Экспорт вырос", "en": "Exports grow"}[lang], "text": text, "date": "2024-10-24"}) + "\n")
    with Service(program, store) as service:
        def known():
            return {pair["key"]: pair for pair in service.call("GET", "/api/v1/pairs?limit=200", expect=200)[0]["pairs"] if pair["key"][:2] in ("b-", "f-")}
        for _ in range(2):  # the second time nothing is new
            done = subprocess.run([program, "batch", manifest, "--desk", store, "--outlet", "VNA", "--fail-on", "never"], capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, done.stderr
            done = subprocess.run([program, "feed", "--source", sides["ru"], "--target", sides["en"], "--store", os.path.join(folder, "nightly"), "--desk", store, "--fail-on", "never"], capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, done.stderr
            until(lambda: len(known()) == 2 and all(pair["title"] for pair in known().values()))
        pairs = known()
        assert pairs["b-1"]["outlet"] == "VNA" and pairs["b-1"]["counts"]["error"] > 0 and pairs["b-1"]["revision"] == 1, pairs["b-1"]
        # Its issues were judged before, in another pair of the same words.
    assert pairs["f-1"]["counts"]["silenced"] == 2, pairs["f-1"]


def test_outside(store, folder):
    """What the desk has decided counts for commands that are told of it, by an option or the configuration."""
    def issues(*words, code=0):
        done = subprocess.run([program, *words], capture_output=True, text=True, timeout=60, cwd=folder)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout
    files = {}
    for name, text in (("name.ru.txt", "Президент встретился с Иваном Петровым."), ("name.en.txt", "The president met Ivan Sidorov."), ("figure.ru.txt", RU), ("figure.en.txt", EN)):
        files[name] = os.path.join(folder, name)
        with open(files[name], "w", encoding="utf-8") as file:
            file.write(text + "\n")
    name, figure = ([files[f"{stem}.{lang}.txt"] for lang in ("ru", "en")] for stem in ("name", "figure"))
    with Service(program, store) as service:
        term = next(term for term in service.call("GET", "/api/v1/glossary", expect=200)[0]["terms"] if term["check"] == "name")
        service.call("PUT", f"/api/v1/glossary/{term['id']}", {"state": "rejected"}, expect=200)
        issues("check", *name, "--from-desk", store, "--fail-on", "info", code=1)
        service.call("PUT", f"/api/v1/glossary/{term['id']}", {"state": "confirmed"}, expect=200)
        # The words are the same, in another form; of the figures, somebody has judged these issues.
        issues("check", *name, "--fail-on", "info", code=1)
        assert "Sidorov" not in issues("check", *name, "--from-desk", store, "--fail-on", "info")
        issues("check", *figure, "--fail-on", "info", code=1)
        issues("check", *figure, "--from-desk", store, "--fail-on", "info")
        with open(os.path.join(folder, "concord.toml"), "w") as file:
            file.write(f'from-desk = "{store}"\n')
        issues("check", *name, "--fail-on", "info")
        with open(os.path.join(folder, "both.jsonl"), "w") as file:
            for pair in (name, figure):
                file.write(json.dumps({"id": pair[0], "source": pair[0], "target": pair[1]}) + "\n")
        issues("batch", "both.jsonl", "--fail-on", "info")
        issues("changed", *name, "--fail-on", "info")
        os.remove(os.path.join(folder, "concord.toml"))
        service.stop()
    issues("check", *name, "--from-desk", os.path.join(folder, "nosuch.db"), code=2)
    issues("check", *name, "--from-desk", "mysql://x/y", code=2)


def test_several(store):
    """Two processes on one store: what one writes the other reads; of two who change a revision, one is told."""
    with Service(program, store) as one, Service(program, store) as two:
        added, _ = one.call("POST", "/api/v1/pairs", pair_of(key="shared"), expect=201)
        path = f"/api/v1/pairs/{added['id']}"
        assert two.call("GET", path, expect=200)[0]["target"]["text"] == EN
        codes = []
        def change(where, number):
            codes.append(where.call("PUT", path + "/texts", {"revision": 1, "target": f"{EN} {number}"})[1].status)
        threads = [threading.Thread(target=change, args=((one, two)[i % 2], i)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(codes) == [200] + [409] * 7, codes
        same = [threading.Thread(target=lambda where=where: where.call("POST", "/api/v1/pairs", pair_of(key="race"), expect=201)) for where in (one, two) * 4]
        for thread in same:
            thread.start()
        for thread in same:
            thread.join()
        listed, _ = one.call("GET", "/api/v1/pairs?limit=200")
        assert sum(pair["key"] == "race" for pair in listed["pairs"]) == 1


with fresh_store(kind) as url, tempfile.TemporaryDirectory() as work:
    with Service(program, url) as running, Service(program, url, "--fetch-from", "localhost", "--fetch-from", "127.0.0.1", "--fetch-from", "*.public.example") as guarded_one:
        test_idempotency(running)
        test_uploads(running)
        test_addresses(running, guarded_one)
        print("test_idempotency, test_uploads, test_addresses ok", flush=True)
    for test in (lambda: test_events(url, work), lambda: test_learning(url), lambda: test_filling(url, work), lambda: test_outside(url, work), lambda: test_several(url)):
        test()
    print("test_events, test_learning, test_filling, test_outside, test_several ok")
