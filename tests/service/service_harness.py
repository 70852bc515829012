"""What the tests of the service share: a running service, requests, the sample texts, a PostgreSQL server."""
import contextlib
import glob
import http.client
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse

RU = "Объем экспорта составил 2,8 млрд долларов США. Делегация прибыла в Ханой 23 октября 2024 года."
EN = "Exports reached $2.8 million. The delegation arrived in Hanoi on October 25, 2024."



class Service:
    """A running service; its address and what it printed."""

    def __init__(self, program, store, *words):
        self.process = subprocess.Popen([program, "serve", "--port", "0", "--store", store, *words], stderr=subprocess.PIPE, text=True)
        self.said = ""
        while True:
            line = self.process.stderr.readline()
            self.said += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
                return
            assert line, "the service did not start: " + self.said

    def call(self, method, path, body=None, headers=None, expect=None):
        """One request; the answer (JSON where it is) and the response."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Content-Type": "application/json"} if body is not None else {}
        sent.update(headers or {})
        data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
        connection.request(method, path, data, sent)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        connection.close()
        if expect is not None:
            assert response.status == expect, (method, path, response.status, text[:400])
        kind = response.headers.get_content_type()
        return (json.loads(text) if text and "json" in kind and "ndjson" not in kind else text), response

    def form(self, path, values, headers=None, expect=None):
        """A form as a browser sends it from a page of the service."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}", **(headers or {})}
        return self.call("POST", path, urllib.parse.urlencode(values).encode(), sent, expect)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()


def pair_of(ru=RU, en=EN, **more):
    return {"source": {"text": ru, "lang": "ru"}, "target": {"text": en, "lang": "en"}, **more}


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


@contextlib.contextmanager
def postgres():
    """The address of a PostgreSQL server that is started for this and thrown away; exit code 77 where none is installed."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not folders:
        skip("postgresql is not installed")
    # The server refuses to be root.
    as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.getuid() == 0 else []
    folder = tempfile.mkdtemp(prefix="pg")
    data, log = os.path.join(folder, "data"), os.path.join(folder, "log")
    if as_user:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    control = os.path.join(folders[-1], "pg_ctl")
    def run(*words):
        done = subprocess.run([*as_user, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=folder)
        assert done.returncode == 0, (words, done.stderr)
    try:
        run(os.path.join(folders[-1], "initdb"), "-D", data, "-U", "concord", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(control, "-D", data, "-l", log, "-w", "-o", f"-c listen_addresses='' -c unix_socket_directories='{folder}'", "start")
        try:
            yield f"postgresql:///postgres?host={folder}&user=concord"
        finally:
            run(control, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def fresh_store(kind):
    """The address of an empty store, "sqlite" or "postgres"."""
    if kind == "postgres":
        with postgres() as url:
            yield url
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield os.path.join(folder, "desk.db")
