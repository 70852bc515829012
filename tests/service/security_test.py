#!/usr/bin/env python3
"""What docs/SECURITY.md promises of every route, every page and every component.

  security_test.py PROGRAM SOURCE_FOLDER [--outdated]

With --outdated also that no library of the program has a newer version in the package lists of this machine (apt-get update first).
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from service_harness import Service, pair_of

program, source_folder = sys.argv[1:3]
PASSWORD = "correct horse battery"
ROLES = ["Nobody", "Reader", "Editor", "Admin"]


def account(store, *words):
    done = subprocess.run([program, "account", *words, "--store", store], input=PASSWORD + "\n", capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def routes():
    """All routes as the sources name them: method, path, the least role."""
    found = []
    for name in sorted(glob.glob(os.path.join(source_folder, "newsroom", "service", "*.cpp"))):
        with open(name, encoding="utf-8") as file:
            text = file.read()
        found += re.findall(r'routes\.add\(\s*desk,\s*\{"(\w+)",\s*"([^"]+)"(?:,\s*Role::k(\w+))?', text)
        assert len(re.findall(r"routes\.add\(", text)) == len(re.findall(r'routes\.add\(\s*desk,\s*\{"', text)), name
    assert len(found) > 30, len(found)
    return [(method, path, least or "Nobody") for method, path, least in found]


def test_access(service, keys):
    """A01: no route answers a role below its own, however it is asked; what all may see is written down here."""
    open_to_all = set()
    for method, path, least in routes():
        real = path.replace("{id}", "1").replace("{name}", "x")
        if least == "Nobody":
            open_to_all.add(path)
        for role in ROLES[:ROLES.index(least)]:
            headers = {"Authorization": "Bearer " + keys[role]} if role != "Nobody" else {}
            body = {} if method != "GET" else None
            _, response = service.call(method, real, body, headers)
            page = role == "Nobody" and method == "GET" and not path.startswith("/api/") and path != "/metrics"
            assert response.status in ((303,) if page else (401, 403)), (method, path, role, response.status)
    assert open_to_all == {"/api", "/static/{name}", "/login", "/api/v1/health", "/api/v1/openapi.json"}, open_to_all


def test_inside(service, key):
    """A05: what goes wrong tells nothing of the inside, and every answer carries the headers."""
    for method, path, body in (("GET", "/nowhere", None), ("POST", "/api/v1/check", b"{"), ("GET", "/api/v1/pairs/999", None), ("DELETE", "/login", None),
                               ("GET", "/api/v1/pairs?q=%00%ff'\"*", None), ("GET", "/memory?q=%ff", None)):
        text, response = service.call(method, path, body, {"Authorization": "Bearer " + key})
        said = json.dumps(text) if isinstance(text, dict) else text
        assert response.status < 500 and not re.search(r"\.cpp|/home/|/usr/|SELECT|sqlite|terminate", said, re.I), (path, said)
        for header, value in (("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Cache-Control", "no-store"), ("Referrer-Policy", "same-origin")):
            assert response.headers[header] == value, (path, header)
        assert "Server" not in response.headers


def test_pages(service, key):
    """A06: no page loads anything from elsewhere, and its policy would not let it."""
    service.call("POST", "/api/v1/pairs", pair_of(), {"Authorization": "Bearer " + key}, expect=201)
    for path in ("/", "/new", "/pairs/1", "/pairs/1/report", "/checks", "/glossary", "/memory?q=x", "/people", "/account", "/login", "/api"):
        page, response = service.call("GET", path, headers={"Authorization": "Bearer " + key})
        if response.status == 303:
            continue
        assert response.status == 200, (path, response.status)
        loaded = re.findall(r"<(?:script|img|iframe|source|embed|object|video|audio)\b[^>]*?\b(?:src|data)=[\"']?([^\"' >]+)", page) + re.findall(r"<link\b[^>]*?\bhref=[\"']?([^\"' >]+)", page)
        assert all(address.startswith(("/static/", "data:", "#")) for address in loaded), (path, loaded)
        policy = response.headers["Content-Security-Policy"] + page
        assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy, path
        assert "unsafe-eval" not in policy and "http:" not in response.headers["Content-Security-Policy"], path
    script = "".join(service.call("GET", f"/static/{name}.js", expect=200)[0] for name in ("desk", "editor"))
    assert not re.search(r"\b(?:importScripts|import)\s*\(\s*[\"'`]https?:", script)


def test_locked():
    """A06: what comes from npm is fixed to the byte, and every package of the program's libraries is Debian's."""
    locks = [os.path.join(source_folder, *path) for path in (("newsroom", "service", "editor"), ("tests", "browser"))]
    for folder in locks:
        with open(os.path.join(folder, "package.json"), encoding="utf-8") as file:
            wanted = json.load(file)
        for name, version in {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}.items():
            assert re.fullmatch(r"\d+\.\d+\.\d+", version), (folder, name, version)
        with open(os.path.join(folder, "package-lock.json"), encoding="utf-8") as file:
            lock = json.load(file)
        for name, package in lock["packages"].items():
            if name:
                assert package["integrity"].startswith("sha512-") and package.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/"), (folder, name)
    with open(os.path.join(locks[0], "bundle.sh"), encoding="utf-8") as file:
        assert "npm ci" in file.read()  # which refuses what differs from the lock file


def libraries():
    """The Debian packages of the libraries that the program loads; empty where this is not Debian."""
    if not shutil.which("dpkg") or not shutil.which("ldd"):
        return set()
    loaded = re.findall(r"=> (/\S+)", subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout)
    packages = set()
    for path in loaded:
        for known in (path, os.path.realpath(path), path.replace("/lib/", "/usr/lib/", 1), re.sub("^/usr/lib/", "/lib/", path)):
            done = subprocess.run(["dpkg", "-S", known], capture_output=True, text=True)
            if done.returncode == 0:
                packages.add(done.stdout.split(": ")[0].split(",")[0])
                break
        else:
            assert "/usr/local/" in path or source_folder in path, f"{path} is of no package"
    return packages


def test_outdated(packages):
    """A06: no library has a newer version in the package lists."""
    for package in sorted(packages):
        said = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True).stdout
        installed, candidate = (re.search(rf"{word}: (\S+)", said) for word in ("Installed", "Candidate"))
        assert installed and candidate and installed.group(1) == candidate.group(1), said


def test_document():
    """Every point names what is done and a test that exists."""
    with open(os.path.join(source_folder, "docs", "SECURITY.md"), encoding="utf-8") as file:
        rows = re.findall(r"^\| \*\*(A\d\d) [^|]*\|([^|]+)\|([^|]+)\|$", file.read(), re.M)
    assert [row[0] for row in rows] == [f"A{number:02}" for number in range(1, 11)], rows
    known = {os.path.basename(path) for path in glob.glob(os.path.join(source_folder, "tests", "**", "*"), recursive=True)}
    for point, _, tests in rows:
        named = re.findall(r"`([\w.]+\.(?:py|cpp|mjs))`", tests)
        assert named and set(named) <= known, (point, tests)


with tempfile.TemporaryDirectory() as folder:
    store = os.path.join(folder, "desk.db")
    account(store, "add", "admin", "--role", "admin")
    keys = {role: account(store, "key", role, "--role", role.lower()) for role in ROLES[1:]}
    with Service(program, store, "--rate", "1000") as running:
        test_access(running, keys)
        test_inside(running, keys["Admin"])
        test_pages(running, keys["Admin"])
        running.stop()
test_locked()
test_document()
packages = libraries()
if "--outdated" in sys.argv:
    test_outdated(packages)
print(f"{len(routes())} routes, {len(packages)} packages: ok")
