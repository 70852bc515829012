#!/usr/bin/env python3
"""concord feed against a local server (loopback only) that serves good and bad feeds: feed_test.py CONCORD"""
import gzip
import http.server
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from xml.sax.saxutils import escape

CONCORD = sys.argv.pop(1) if len(sys.argv) > 1 else "concord"

# Two reports in Russian and English, made up; the first pair disagrees about a figure.
REPORTS = {
    "port": (
        ("Порт Лангхай принял первое судно", "Порт Лангхай принял 12 ноября первое судно с 340 контейнерами. Министр Нгуен Ван Бинь открыл причал. "
         "Строительство обошлось в 75 млн долларов. Порт примет до 5,2 млн тонн грузов в год, сообщил директор Чан Куанг Хай."),
        ("Lang Hai port receives its first ship", "Lang Hai port received its first ship with 430 containers on November 12. Minister Nguyen Van Binh opened the "
         "berth. Construction cost $75 million. The port will handle up to 5.2 million tonnes of cargo a year, director Tran Quang Hai said.")),
    "school": (
        ("В Кандальске построят три школы", "В Кандальске до 2027 года построят три школы на 1800 мест. Об этом сообщил губернатор Андрей Ветров. На строительство выделено 640 млн рублей."),
        ("Kandalsk to build three schools", "Three schools with 1,800 places will be built in Kandalsk by 2027. Governor Andrei Vetrov said this. The budget has allocated 640 million rubles for construction.")),
}


def rss(side, reports=REPORTS, changes=()):
    items = ""
    for name, pair in reports.items():
        title, text = pair[side]
        for old, new in changes:
            text = text.replace(old, new)
        items += (f"<item><guid>{name}-{side}</guid><title>{escape(title)}</title><pubDate>Wed, 13 Nov 2024 09:00:00 +0700</pubDate>"
                  f"<description>{escape(text)}</description></item>")
    lang = ("ru", "en")[side]
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><language>{lang}</language>{items}</channel></rss>'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, body, content_type="application/rss+xml; charset=utf-8", **headers):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers)))
        name = self.path.strip("/")
        if name in ("ru.xml", "en.xml"):
            body = self.server.feeds[name].encode()
            etag = f'"{hash(body) & 0xFFFFFFFF:x}"'
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.reply(body, ETag=etag)
        elif name == "cp1251.xml":
            self.reply(self.server.feeds["ru.xml"].replace(' encoding="UTF-8"', "").encode("cp1251"), "application/rss+xml; charset=windows-1251")
        elif name == "wrong.xml":
            # Begun in UTF-8, as the header says, and gone on in another encoding.
            self.reply(self.server.feeds["ru.xml"].encode() + "<!-- Порт -->".encode("cp1251"))
        elif name == "slow.xml":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.3)
            except OSError:
                pass
            self.close_connection = True
        elif name == "endless.xml":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"<rss>" * 10000)
            except OSError:
                pass
            self.close_connection = True
        elif name == "truncated.xml":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<rss><channel>")
            self.close_connection = True
        elif name == "circle.xml":
            self.send_response(302)
            self.send_header("Location", "/circle.xml")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif name == "away.xml":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif name == "bomb.xml":
            self.reply(self.server.bomb, Content_Encoding="gzip")
        else:
            self.send_error(404)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Clients that hang up are what the tests are about."""


class FeedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(("127.0.0.1", 0), Handler)
        cls.server.bomb = gzip.compress(b" " * (200 << 20), 9)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.base = f"http://127.0.0.1:{cls.server.server_port}/"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()

    def setUp(self):
        self.server.requests = []
        self.server.feeds = {"ru.xml": rss(0), "en.xml": rss(1)}
        self.folder = tempfile.TemporaryDirectory()
        self.store = os.path.join(self.folder.name, "store")

    def tearDown(self):
        self.folder.cleanup()

    def words(self, *more, source="ru.xml", target="en.xml"):
        return [CONCORD, "feed", "--source", self.base + source, "--target", self.base + target, "--store", self.store,
                "--timeout", "2", *more, *([] if "--format" in more else ["--format", "jsonl"])]

    def feed(self, *more, **sides):
        done = subprocess.run(self.words(*more, **sides), capture_output=True, text=True, timeout=120)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def states(self, changes):
        return sorted((c["state"], c["item"], c["issue"]["check"]) for c in changes if c["issue"]["severity"] == "error")

    def count(self, sql):
        with sqlite3.connect(os.path.join(self.store, "feed.sqlite")) as database:
            return database.execute(sql).fetchone()[0]

    def test_issues_are_new_then_unchanged_then_fixed_then_reopened(self):
        code, changes, err = self.feed()
        self.assertEqual(code, 1, err)
        self.assertIn(("new", "port-0", "number"), self.states(changes))
        self.assertEqual(self.count("SELECT count(*) FROM pairs"), 2)
        # Nothing is new: the server says so, and nothing is told again.
        code, changes, err = self.feed()
        self.assertEqual((code, changes), (0, []), err)
        self.assertTrue(all("If-None-Match" in headers for _, headers in self.server.requests[2:]))
        self.server.feeds["en.xml"] = rss(1, changes=[("430", "340")])
        code, changes, _ = self.feed()
        self.assertEqual(code, 0)
        self.assertEqual(self.states(changes), [("fixed", "port-0", "number")])
        self.server.feeds["en.xml"] = rss(1)
        code, changes, _ = self.feed()
        self.assertEqual(code, 1)
        self.assertEqual(self.states(changes), [("reopened", "port-0", "number")])
        status = subprocess.run([CONCORD, "feed", "--status", "--store", self.store], capture_output=True, text=True, check=True).stdout
        self.assertEqual(status.count(" done "), 4, status)

    def test_unchanged_issues_are_only_counted(self):
        self.feed()
        open_now = self.count("SELECT count(*) FROM issues WHERE open=1 AND source=(SELECT row FROM items WHERE id='port-0')")
        self.server.feeds["en.xml"] = rss(1, changes=[("The port will", "This port will")])
        done = subprocess.run(self.words("--format", "text"), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, rf"0 items new, 1 changed, 0 unreadable; 0 pairs new, 1 checked; issues: 0 new, {open_now} unchanged, 0 fixed, 0 reopened, ")

    def test_an_accepted_issue_is_not_told_by_the_exit_code(self):
        _, changes, _ = self.feed()
        for change in changes:
            subprocess.run([CONCORD, "feed", "--accept", change["issue"]["id"], "--store", self.store], check=True)
        self.server.feeds["en.xml"] = rss(1, changes=[("430", "340")])
        self.feed()
        self.server.feeds["en.xml"] = rss(1)
        code, _, _ = self.feed()
        self.assertEqual(code, 0)

    def test_baselines_and_the_configuration_count(self):
        _, changes, _ = self.feed()
        number = next(c["issue"] for c in changes if c["issue"]["check"] == "number")
        baseline = os.path.join(self.folder.name, "baseline.jsonl")
        pathlib.Path(baseline).write_text(json.dumps({"id": number["id"], "verdict": "false-alarm"}) + "\n")
        status = lambda *more: subprocess.run([CONCORD, "feed", "--status", "--store", self.store, *more], capture_output=True, text=True, check=True).stdout
        self.assertIn("error number", status())
        self.assertNotIn("error number", status("--reviewed", baseline))
        # A judged issue does not come again, and neither counts nor fails.
        self.server.feeds["en.xml"] = rss(1, changes=[("430", "340")])
        self.feed("--reviewed", baseline)
        self.server.feeds["en.xml"] = rss(1)
        code, changes, err = self.feed("--reviewed", baseline)
        self.assertEqual(code, 0, err)
        self.assertEqual([c for c in changes if c["issue"]["id"] == number["id"]], [])
        # Without the file it is news again as soon as its pair is checked.
        self.server.feeds["en.xml"] = rss(1, changes=[("berth", "new berth")])
        code, changes, err = self.feed()
        self.assertEqual(code, 1, err)
        self.assertIn(("reopened", "port-0", "number"), self.states(changes))
        # concord.toml takes the check away: the issue is fixed as soon as its pair is checked again.
        config = os.path.join(self.folder.name, "concord.toml")
        pathlib.Path(config).write_text('fail-on = "never"\n[checks]\nnumber = "off"\n')
        self.server.feeds["en.xml"] = rss(1, changes=[("berth", "third berth")])
        code, changes, _ = self.feed("--config", config)
        self.assertEqual(code, 0)
        self.assertIn(("fixed", "port-0", "number"), self.states(changes))
        pathlib.Path(config).write_text("nonsense = 1\n")
        code, _, err = self.feed("--config", config)
        self.assertEqual(code, 2)
        self.assertIn("concord.toml:1", err)

    def test_bad_feeds_are_named_and_the_rest_goes_on(self):
        for source, error in (("slow.xml", "did not arrive within 2 seconds"), ("endless.xml", "is larger than"), ("truncated.xml", "cannot be fetched"),
                              ("circle.xml", "redirects more than 5 times"), ("away.xml", "cannot be fetched"), ("bomb.xml", "is larger than"),
                              ("missing.xml", "answers with status 404"), ("wrong.xml", "is not UTF-8 at byte")):
            begin = time.time()
            code, _, err = self.feed("--max-bytes", "20000000", source=source)
            self.assertEqual(code, 2, (source, err))
            self.assertIn(error, err, source)
            self.assertIn(self.base + source, err)
            self.assertEqual(len(err.splitlines()), 1, err)
            self.assertLess(time.time() - begin, 30, source)
        self.assertEqual(self.count("SELECT count(*) FROM items WHERE side='target'"), 2)

    def test_the_encoding_of_the_content_type_counts(self):
        code, changes, err = self.feed(source="cp1251.xml")
        self.assertEqual(code, 1, err)
        self.assertIn(("new", "port-0", "number"), self.states(changes))

    def test_a_second_run_says_that_the_store_is_in_use(self):
        first = subprocess.Popen(self.words(source="slow.xml"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.7)
        code, _, err = self.feed()
        self.assertEqual(code, 2)
        self.assertIn("is in use by another run", err)
        first.wait()

    def test_the_store_survives_being_killed(self):
        # Twenty moments of a run that takes about this long when nothing else is at work; a finished run is a moment, too.
        begin = time.time()
        self.feed()
        whole = time.time() - begin
        before = self.count("SELECT count(*) FROM issues")
        for moment in range(20):
            # Every run has something to do: another figure in one report.
            self.server.feeds["en.xml"] = rss(1, changes=[("430", str(400 + moment))])
            delay = whole * random.random()
            run = subprocess.Popen(self.words(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            run.send_signal(signal.SIGKILL)
            run.wait()
            if pathlib.Path(self.store, "feed.sqlite").exists():
                self.assertEqual(self.count("PRAGMA integrity_check"), "ok")
        self.server.feeds["en.xml"] = rss(1)
        code, _, err = self.feed()
        self.assertIn(code, (0, 1), err)
        self.assertEqual(self.count("SELECT count(*) FROM items"), 4)
        self.assertEqual(self.count("SELECT count(*) FROM issues WHERE open=1"), before)
        self.assertEqual(self.count("SELECT count(*) FROM pairs"), 2)
        self.assertEqual(self.count("SELECT count(*) FROM issues"), self.count("SELECT count(DISTINCT id) FROM issues"))

    def test_a_full_disk_leaves_the_store_whole(self):
        self.feed()
        before = self.count("SELECT count(*) FROM items")
        # The size limit of a process stands for a full disk.
        more = dict(REPORTS, long=(("Длинный отчет", "Слово и дело. " * 40000), ("Long report", "Word and deed. " * 40000)))
        self.server.feeds = {"ru.xml": rss(0, more), "en.xml": rss(1, more)}
        limit = "import resource,signal,os,sys;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);resource.setrlimit(resource.RLIMIT_FSIZE,(400000,400000));os.execv(sys.argv[1],sys.argv[1:])"
        done = subprocess.run([sys.executable, "-c", limit, *self.words()], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, r"feed\.sqlite|cannot be written")  # whichever is full first
        self.assertEqual(self.count("PRAGMA integrity_check"), "ok")
        self.assertEqual(self.count("SELECT count(*) FROM items"), before)

    def test_a_disk_that_is_really_full(self):
        # A file system of its own, in a mount name space of its own, which goes with the process.
        if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode != 0:
            self.skipTest("no user name spaces here")
        os.mkdir(self.store)
        script = (f'mount -t tmpfs -o size=700k tmpfs "{self.store}" || exit 77\n"$@" || [ $? -lt 2 ] || exit 3\n'
                  f'cat /dev/zero > "{self.store}/filler" 2>/dev/null\ntouch "{self.folder.name}/full"\n'
                  f'while [ -e "{self.folder.name}/full" ]; do sleep 0.05; done\n"$@"; code=$?\nrm "{self.store}/filler"; cp -r "{self.store}" "{self.folder.name}/copy"\nexit $code')
        run = subprocess.Popen(["unshare", "-rm", "sh", "-c", script, "sh", *self.words()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while run.poll() is None and not os.path.exists(os.path.join(self.folder.name, "full")):
            time.sleep(0.05)
        if run.poll() == 77:
            self.skipTest("no tmpfs here")
        more = dict(REPORTS, long=(("Длинный отчет", "Слово и дело. " * 20000), ("Long report", "Word and deed. " * 20000)))
        self.server.feeds = {"ru.xml": rss(0, more), "en.xml": rss(1, more)}
        os.remove(os.path.join(self.folder.name, "full"))
        _, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 2, err)
        self.assertEqual(len(err.splitlines()), 1, err)
        self.assertIn("disk is full", err)
        self.store = os.path.join(self.folder.name, "copy")
        self.assertEqual(self.count("PRAGMA integrity_check"), "ok")
        self.assertEqual(self.count("SELECT count(*) FROM items"), 4)

    def test_status_tells_runs_and_trends(self):
        for run in range(9):
            self.server.feeds["en.xml"] = rss(1, changes=[("430", str(400 + run))])
            self.feed()
        status = lambda *more: subprocess.run([CONCORD, "feed", "--status", "--store", self.store, *more], capture_output=True, text=True, check=True).stdout
        self.assertRegex(status(), r"open now: .*1 error number")
        self.assertRegex(status(), r"new issues a checked pair: [0-9.]+ in the last 7 runs, [0-9.]+ in the 2 before\n$")
        lines = [json.loads(line) for line in status("--format", "jsonl").splitlines()]
        self.assertEqual([line["run"] for line in lines if "run" in line], list(range(1, 10)))
        self.assertIn({"check": "number", "severity": "error", "open": 1}, lines)
        self.assertEqual(sum(line.get("issues_new", 0) for line in lines), self.count("SELECT count(*) FROM issues"))

    def test_a_run_fills_a_memory(self):
        memory = os.path.join(self.folder.name, "memory.sqlite")
        self.feed("--memory", memory, "--outlet", "desk")
        stats = lambda: json.loads(subprocess.run([CONCORD, "tm", "stats", memory, "--format", "jsonl"], capture_output=True, check=True).stdout)
        first = stats()
        self.assertEqual((first["documents"], first["from"]), (2, "2024-11-13"))
        self.assertGreater(first["with_errors"], 0)
        # The corrected report takes the place of the old one.
        self.server.feeds["en.xml"] = rss(1, changes=[("430", "340")])
        self.feed("--memory", memory, "--outlet", "desk")
        second = stats()
        self.assertEqual((second["units"], second["documents"], second["with_errors"]), (first["units"], 2, first["with_errors"] - 1))

    def test_page_and_memory_take_an_accepted_issue_for_judged(self):
        _, changes, _ = self.feed()
        for change in changes:
            subprocess.run([CONCORD, "feed", "--accept", change["issue"]["id"], "--store", self.store], check=True)
        memory = os.path.join(self.folder.name, "memory.sqlite")
        self.server.feeds["en.xml"] = rss(1, changes=[("berth", "new berth")])
        self.feed("--memory", memory)
        stats = json.loads(subprocess.run([CONCORD, "tm", "stats", memory, "--format", "jsonl"], capture_output=True, check=True).stdout)
        self.assertEqual((stats["documents"], stats["with_errors"]), (1, 0))
        run = max(os.listdir(os.path.join(self.store, "reports")))
        page = pathlib.Path(self.store, "reports", run, "port-0.html").read_text()
        self.assertIn('data-verdict="false-alarm"', page)

    def test_messages_and_pages_are_in_the_language_of_the_desk(self):
        self.feed("--ui-lang", "vi")
        page = pathlib.Path(self.store, "reports", "000001", "index.html").read_text()
        self.assertIn('<html lang="vi"', page)
        self.assertGreater(self.count("SELECT count(*) FROM issues WHERE message LIKE '%bản dịch%'"), 0)

    def test_wrong_usage_is_one_line(self):
        for words, error in ((["feed"], "name a --store"), (["feed", "--store", self.store], "name a --source"),
                             (["feed", "--status", "--store", self.store], "is not a store of concord"), (["feed", "--store", self.store, "--fail-on", "x"], "unknown severity"),
                             (["feed", "--store", self.store, "--ui-lang", "tlh"], "tlh")):
            done = subprocess.run([CONCORD, *words], capture_output=True, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertIn(error, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
