#!/usr/bin/env python3
"""Accounts, sessions, roles, API keys, a proxy's header, and what keeps others out; over both stores.

  people_test.py PROGRAM SOURCE_FOLDER [postgres]
"""
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time

from service_harness import EN, RU, Service, fresh_store, pair_of

program = sys.argv[1]
kind = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
PASSWORD = "correct horse battery"


def account(store, *words, password=None, code=0):
    done = subprocess.run([program, "account", *words, "--store", store], input=(password or "") + "\n", capture_output=True, text=True, timeout=60)
    assert done.returncode == code, (words, done)
    assert code == 0 or done.stderr.count("\n") == 1, done.stderr
    return done.stdout if code == 0 else done.stderr


class Browser:
    """A client with the cookie of a session."""

    def __init__(self, service, name, password=PASSWORD, expect=303):
        self.service = service
        _, response = service.form("/login", {"name": name, "password": password, "next": "/"}, expect=expect)
        self.set_cookie = response.headers.get("Set-Cookie", "")
        self.cookie = self.set_cookie.split(";")[0]
        if expect != 303:
            return
        page, _ = self.get("/account", expect=200)
        self.csrf = re.search(r'data-csrf="([0-9a-f]{64})"', page).group(1)

    def get(self, path, expect=None):
        return self.service.call("GET", path, headers={"Cookie": self.cookie}, expect=expect)

    def send(self, method, path, body, expect=None, csrf=None):
        return self.service.call(method, path, body, {"Cookie": self.cookie, "X-CSRF-Token": self.csrf if csrf is None else csrf}, expect)

    def form(self, path, values, expect=None, csrf=None):
        return self.service.form(path, {**values, "csrf": self.csrf if csrf is None else csrf}, {"Cookie": self.cookie}, expect)


def test_accounts(store):
    """The command line keeps accounts; weak passwords, bad names and the loss of the last admin are refused."""
    assert "first account" in account(store, "add", "olena", password=PASSWORD, code=2)
    account(store, "add", "admin", "--role", "admin", password=PASSWORD)
    account(store, "add", "olena", "--role", "editor", password=PASSWORD)
    account(store, "add", "rita", "--role", "reader", password=PASSWORD)
    for name, password, words in (("x", "short", "too short"), ("olena", PASSWORD, "already"), ("<b>", PASSWORD, "cannot be a name"),
                                  ("bohdan", "my name is Bohdan", "contains the name"), ("", PASSWORD, "cannot be a name")):
        assert words in account(store, "add", name, password=password, code=2), name
    assert "only admin" in account(store, "remove", "admin", code=2)
    assert "only admin" in account(store, "role", "admin", "--role", "reader", code=2)
    assert "unknown role" in account(store, "role", "rita", "--role", "boss", code=2)
    listed = account(store, "list")
    assert re.search(r"^account olena  editor", listed, re.M) and PASSWORD not in listed
    if kind == "sqlite":
        assert PASSWORD.encode() not in open(store, "rb").read()


def test_roles(service, store):
    """Every route of every role: what each may and may not."""
    key = {role: account(store, "key", f"{role} key", "--role", role).strip() for role in ("reader", "editor", "admin")}
    added, _ = service.call("POST", "/api/v1/pairs", pair_of(key="roles"), {"Authorization": "Bearer " + key["editor"]}, expect=201)
    one = f"/api/v1/pairs/{added['id']}"
    rows = [  # method, path, body, least role
        ("GET", "/", None, "reader"), ("GET", "/new", None, "reader"), ("GET", f"/pairs/{added['id']}", None, "reader"),
        ("GET", f"/pairs/{added['id']}/report", None, "reader"), ("GET", "/checks", None, "reader"), ("GET", "/metrics", None, "reader"),
        ("GET", "/people", None, "admin"), ("GET", "/api/v1/pairs", None, "reader"), ("GET", one, None, "reader"),
        ("GET", one + "/report?format=tmx", None, "reader"), ("GET", "/api/v1/checks", None, "reader"), ("GET", "/api/v1/verdicts", None, "reader"),
        ("POST", "/api/v1/check", pair_of(), "reader"), ("POST", "/api/v1/pairs", pair_of(key="roles"), "editor"),
        ("PATCH", one, {"state": "review"}, "editor"), ("PUT", one + "/texts", {"revision": 99}, "editor"),
        ("PUT", one + "/verdicts/abc", {"verdict": "real"}, "editor"), ("DELETE", "/api/v1/pairs/99999", {}, "editor"),
        ("GET", "/api/v1/health", None, "nobody"), ("GET", "/api/v1/openapi.json", None, "nobody"), ("GET", "/static/desk.css", None, "nobody"),
    ]
    order = ["nobody", "reader", "editor", "admin"]
    for method, path, body, least in rows:
        for role in order:
            headers = {"Authorization": "Bearer " + key[role]} if role in key else {}
            _, response = service.call(method, path, body, headers)
            if order.index(role) >= order.index(least):
                assert response.status not in (401, 403, 303), (method, path, role, response.status)
            elif role == "nobody":
                page = method == "GET" and not path.startswith("/api/") and path != "/metrics"
                assert response.status == (303 if page else 401), (method, path, response.status)
            else:
                assert response.status == 403, (method, path, role, response.status)
    # A key that is wrong or revoked opens nothing; it does not become nobody's session either.
    service.call("GET", "/api/v1/pairs", headers={"Authorization": "Bearer cck_wrong"}, expect=401)
    number = re.search(r"key (\d+)  admin key", account(store, "list")).group(1)
    account(store, "revoke", number)
    service.call("GET", "/people", headers={"Authorization": "Bearer " + key["admin"]}, expect=303)
    assert key["reader"] not in account(store, "list")
    whole, _ = service.call("GET", one, headers={"Authorization": "Bearer " + key["reader"]}, expect=200)
    assert whole["verdicts"][0]["who"] == "editor key" or whole["verdicts"][0]["who"] == "admin key", whole["verdicts"]


def test_sessions(service, store):
    """Log-in by a form, a cookie that scripts cannot read, tokens for every change, log-out."""
    _, response = service.call("GET", "/pairs/1?x=1", expect=303)
    assert response.headers["Location"] == "/login?next=%2Fpairs%2F1"
    page, response = service.call("GET", "/login?next=%2Fchecks", expect=200)
    assert 'value="/checks"' in page and "form-action 'self'" in response.headers["Content-Security-Policy"]
    browser = Browser(service, "olena")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in browser.set_cookie, browser.set_cookie
    # To another site, nobody is sent.
    for bad in ("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: a=b"):
        _, response = service.form("/login", {"name": "olena", "password": PASSWORD, "next": bad}, expect=303)
        assert response.headers["Location"] == "/", bad
    added, _ = browser.send("POST", "/api/v1/pairs", pair_of(), expect=201)
    # Cross-site requests: without the token, with another's, by a form, from another origin, without an origin.
    browser.send("POST", "/api/v1/pairs", pair_of(), csrf="", expect=403)
    other = Browser(service, "rita")
    browser.send("POST", "/api/v1/pairs", pair_of(), csrf=other.csrf, expect=403)
    browser.form("/logout", {}, csrf="", expect=403)
    browser.form("/logout", {}, csrf=other.csrf, expect=403)
    service.call("POST", "/login", b"name=olena&password=x", {"Content-Type": "application/x-www-form-urlencoded"}, expect=403)
    service.call("POST", "/login", b"name=olena&password=x", {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://evil.example"}, expect=403)
    # The name of a verdict is that of the session, whatever is said.
    path = f"/api/v1/pairs/{added['id']}/verdicts/0123"
    verdict, _ = browser.send("PUT", path, {"verdict": "real", "who": "somebody else"}, expect=200)
    assert verdict["who"] == "olena"
    # A reader sees no button that changes; the page says who is logged in.
    page, _ = other.get("/", expect=200)
    assert ">rita<" in page and "/people" not in page
    # Log-out ends the session at the server; a new password ends all of them.
    browser.form("/logout", {}, expect=303)
    browser.get("/", expect=303)
    one, two = Browser(service, "olena"), Browser(service, "olena")
    assert one.cookie != two.cookie
    one.form("/account", {"password": "wrong password", "new-password": "another long password"}, expect=400)
    one.form("/account", {"password": PASSWORD, "new-password": "short"}, expect=400)
    one.form("/account", {"password": PASSWORD, "new-password": "another long password"}, expect=303)
    for session in (one, two):
        session.get("/", expect=303)
    Browser(service, "olena", PASSWORD, expect=401)
    account(store, "password", "olena", password=PASSWORD)
    Browser(service, "olena")


def test_admin(service):
    """The page of accounts and keys; what was done stands in the record; hostile names are inert."""
    admin = Browser(service, "admin")
    admin.form("/people", {"action": "add", "name": "linh", "role": "editor", "password": PASSWORD}, expect=303)
    admin.form("/people", {"action": "add", "name": "linh", "role": "editor", "password": PASSWORD}, expect=400)
    page, _ = admin.form("/people", {"action": "key", "name": "<script>alert(1)</script>", "role": "reader"}, expect=200)
    key = re.search(r"cck_[A-Za-z0-9_-]{43}", page).group(0)
    service.call("GET", "/api/v1/pairs", headers={"Authorization": "Bearer " + key}, expect=200)
    page, _ = admin.get("/people", expect=200)
    assert key not in page and "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "add linh editor" in page
    linh = Browser(service, "linh")
    admin.form("/people", {"action": "role", "name": "linh", "role": "reader"}, expect=303)
    linh.send("POST", "/api/v1/pairs", pair_of(), expect=403)  # at once
    admin.form("/people", {"action": "remove", "name": "linh"}, expect=303)
    linh.get("/", expect=303)
    linh_again = Browser(service, "linh", expect=401)
    admin.form("/people", {"action": "remove", "name": "admin"}, expect=400)
    admin.form("/people", {"action": "explode"}, expect=400)
    service.form("/login", {"name": "<img src=x onerror=alert(1)>", "password": "x" * 12}, expect=401)
    page, _ = admin.get("/people", expect=200)
    assert "log-in-failed" in page and "<img" not in page


def test_brute_force(service):
    """Wrong passwords are counted by name and by address; others still get in afterwards or are told to wait."""
    statuses = []
    for _ in range(25):
        _, response = service.form("/login", {"name": "rita", "password": "wrong password"})
        statuses.append(response.status)
    assert 401 in statuses or 429 in statuses
    assert statuses[-1] == 429 and set(statuses) <= {401, 429}, statuses
    page, _ = service.form("/login", {"name": "rita", "password": PASSWORD}, expect=429)
    assert "Wait" in page


def test_proxy(store):
    """The header of a proxy is believed from its address only; roles by header; https marks the cookie."""
    with Service(program, store, "--user-header", "X-Remote-User", "--role-header", "X-Remote-Role", "--host", "desk.example.org") as service:
        service.call("GET", "/", expect=401)
        def ask(method, path, body=None, role="editor", expect=None):
            return service.call(method, path, body, {"X-Remote-User": "zhanna", "X-Remote-Role": role, "Host": "desk.example.org", "X-Forwarded-Proto": "https"}, expect)
        page, response = ask("GET", "/", expect=200)
        assert "Strict-Transport-Security" in response.headers
        ask("POST", "/api/v1/pairs", pair_of(), role="reader", expect=403)
        ask("POST", "/api/v1/pairs", pair_of(), role="", expect=403)
        ask("POST", "/api/v1/pairs", pair_of(), expect=201)
        ask("GET", "/people", role="admin", expect=200)
    with Service(program, store, "--user-header", "X-Remote-User", "--proxy", "192.0.2.7") as service:
        service.call("GET", "/", headers={"X-Remote-User": "admin"}, expect=401)
    with Service(program, store) as service:  # no header is believed that nobody has named
        service.call("GET", "/", headers={"X-Remote-User": "admin"}, expect=303)


def test_rate(store):
    """Too many requests are told to wait; others go on."""
    one, two = (account(store, "key", name, "--role", "reader").strip() for name in ("one", "two"))
    with Service(program, store, "--rate", "5") as service:
        # Tokens come back while the others are used up: which request is refused, depends on the machine.
        for tries in range(2000):
            _, response = service.call("GET", "/api/v1/checks", headers={"Authorization": "Bearer " + one})
            if response.status == 429:
                break
        assert tries > 0 and response.status == 429, (tries, response.status)
        assert response.headers["Retry-After"] == "1"
        service.call("GET", "/api/v1/checks", headers={"Authorization": "Bearer " + two}, expect=200)


with fresh_store(kind) as url:
    test_accounts(url)
    print("test_accounts ok")
    with Service(program, url) as running:
        for test in (lambda: test_roles(running, url), lambda: test_sessions(running, url)):
            test()
        print("test_roles, test_sessions ok", flush=True)
        running.stop()
    # Tries are counted by each process; a new one begins anew.
    with Service(program, url) as running:
        test_admin(running)
        test_brute_force(running)
        print("test_admin, test_brute_force ok", flush=True)
    test_proxy(url)
    test_rate(url)
    print("test_proxy, test_rate ok")
