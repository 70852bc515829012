#!/usr/bin/env python3
"""concord lsp as an editor speaks with it, and the recipes for editors: editors_test.py CONCORD SOURCE_DIR"""
import json
import os
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import unicodedata
import unittest

CONCORD, ROOT = pathlib.Path(sys.argv.pop(1)).resolve(), pathlib.Path(sys.argv.pop(1)).resolve()
RU = "Порт принял первое судно\n\nХайфон (ВИА) – Порт Хайфон 12 марта принял 430 контейнеров, сообщил его директор.\n\nВ порту работают 250 человек.\n"
EN = "Port receives first ship\n\nHai Phong (VNA) – The port of Hai Phong received 340 containers on March 12, its director said.\n\nThe port employs 250 people.\n"


class Editor:
    """A client of the language server protocol."""

    def __init__(self, folder, *words):
        self.server = subprocess.Popen([str(CONCORD), "lsp", *words], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.messages, self.number = queue.Queue(), 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while True:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                byte = self.server.stdout.read(1)
                if not byte:
                    return
                head += byte
            self.messages.put(json.loads(self.server.stdout.read(int(head.split(b":")[1]))))

    def send(self, message, pieces=1):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        data = b"Content-Length: %d\r\n\r\n" % len(body) + body
        for i in range(pieces):
            self.server.stdin.write(data[len(data) * i // pieces:len(data) * (i + 1) // pieces])
            self.server.stdin.flush()

    def ask(self, method, params, **more):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params}, **more)
        seen = []
        while True:
            message = self.messages.get(timeout=30)
            if message.get("id") == self.number:
                return message
            seen.append(message)

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def diagnostics(self, *uris):
        """The next diagnostics of all these documents."""
        found = {}
        while set(found) != set(uris):
            message = self.messages.get(timeout=30)
            if message.get("method") == "textDocument/publishDiagnostics":
                found[message["params"]["uri"]] = message["params"]["diagnostics"]
        return found if len(uris) > 1 else found[uris[0]]

    def open(self, path):
        self.tell("textDocument/didOpen", {"textDocument": {"uri": path.as_uri(), "languageId": "plaintext", "version": 1, "text": path.read_text(encoding="utf-8")}})


def words_at(text, place):
    lines = text.split("\n")
    start, end = place["start"], place["end"]
    assert start["line"] == end["line"]
    return lines[start["line"]].encode("utf-16-le")[2 * start["character"]:2 * end["character"]].decode("utf-16-le")


class EditorsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.here = pathlib.Path(self.folder.name)
        self.ru, self.en = self.here / "port.ru.txt", self.here / "port.en.txt"
        self.ru.write_text(RU, encoding="utf-8")
        self.en.write_text(EN, encoding="utf-8")
        self.editor = Editor(self.here)
        self.hello = self.editor.ask("initialize", {"processId": None, "rootUri": self.here.as_uri(), "capabilities": {}})
        self.editor.tell("initialized", {})

    def tearDown(self):
        if self.editor.server.poll() is None:
            self.editor.server.kill()
        self.editor.server.wait()
        for stream in (self.editor.server.stdin, self.editor.server.stdout, self.editor.server.stderr):
            stream.close()
        self.folder.cleanup()

    def test_a_session(self):
        editor, uri = self.editor, self.en.as_uri()
        self.assertEqual(self.hello["result"]["capabilities"]["textDocumentSync"]["change"], 1)
        editor.open(self.en)
        marks = editor.diagnostics(uri)
        number = next(mark for mark in marks if mark["code"] == "number")
        self.assertEqual((words_at(EN, number["range"]), number["severity"], number["source"]), ("340", 1, "concord"))
        there = number["relatedInformation"][0]
        self.assertEqual((there["location"]["uri"], there["message"]), (self.ru.as_uri(), "430"))
        self.assertEqual(words_at(RU, there["location"]["range"]), "430")
        # The fix puts the other version's value in.
        asked = {"textDocument": {"uri": uri}, "range": number["range"], "context": {"diagnostics": [number]}}
        action = editor.ask("textDocument/codeAction", asked)["result"][0]
        edit = action["edit"]["changes"][uri][0]
        self.assertEqual((edit["newText"], action["kind"]), ("430", "quickfix"))
        fixed = EN.replace(words_at(EN, edit["range"]), edit["newText"])
        editor.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": fixed}]})
        self.assertEqual([mark for mark in editor.diagnostics(uri) if mark["severity"] < 3], [])
        self.assertEqual(editor.ask("textDocument/codeAction", asked)["result"], [])
        # The other version, changed on the disk and saved, counts; so does what its editor holds.
        self.ru.write_text(RU.replace("430", "450"), encoding="utf-8")
        editor.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        self.assertEqual([words_at(fixed, mark["range"]) for mark in editor.diagnostics(uri) if mark["severity"] == 1], ["430"])
        editor.open(self.ru)
        both = editor.diagnostics(uri, self.ru.as_uri())
        self.assertEqual([words_at(RU.replace("430", "450"), mark["range"]) for mark in both[self.ru.as_uri()] if mark["severity"] == 1], ["450"])
        editor.tell("textDocument/didChange", {"textDocument": {"uri": self.ru.as_uri(), "version": 2}, "contentChanges": [{"text": RU}]})
        self.assertEqual([mark for marks in editor.diagnostics(uri, self.ru.as_uri()).values() for mark in marks if mark["severity"] == 1], [])
        self.assertIsNone(editor.ask("shutdown", None)["result"])
        editor.tell("exit", None)
        self.assertEqual(editor.server.wait(timeout=30), 0)

    def test_positions_are_the_editors(self):
        """UTF-16 code units, CR LF, and a text that is not composed."""
        text = unicodedata.normalize("NFD", EN.replace("The port of", "\U0001f6a2 é The port of")).replace("\n", "\r\n")
        self.editor.tell("textDocument/didOpen", {"textDocument": {"uri": self.en.as_uri(), "languageId": "plaintext", "version": 1, "text": text}})
        number = next(mark for mark in self.editor.diagnostics(self.en.as_uri()) if mark["code"] == "number")
        self.assertEqual(words_at(text.replace("\r\n", "\n"), number["range"]), "340")

    def test_what_has_no_words_here_is_marked_where_it_belongs(self):
        self.ru.write_text(RU + "\nМинистр Нгуен Ван Тханг посетил порт и осмотрел 17 причалов.\n", encoding="utf-8")
        self.editor.open(self.en)
        marks = [mark for mark in self.editor.diagnostics(self.en.as_uri()) if mark["code"] == "dropped-sentence"]
        self.assertEqual([words_at(EN, mark["range"]) for mark in marks], ["."])
        self.assertEqual(marks[0]["range"]["start"]["line"], 4)

    def test_other_texts_and_messages(self):
        editor = self.editor
        alone = self.here / "alone.en.txt"
        alone.write_text("One.\n", encoding="utf-8")
        editor.open(alone)
        self.assertEqual(editor.diagnostics(alone.as_uri()), [])
        (self.here / "empty.ru.txt").write_text("")
        empty = self.here / "empty.en.txt"
        empty.write_text("One.\n", encoding="utf-8")
        editor.open(empty)
        self.assertIn("is empty", editor.diagnostics(empty.as_uri())[0]["message"])
        self.assertEqual(editor.ask("textDocument/hover", {})["error"]["code"], -32601)
        self.assertEqual(editor.ask("textDocument/codeAction", {"textDocument": {"uri": "untitled:1"}}, pieces=7)["result"], [])
        editor.tell("$/setTrace", {"value": "off"})
        editor.tell("textDocument/didClose", {"textDocument": {"uri": empty.as_uri()}})
        editor.server.stdin.close()
        self.assertEqual(editor.server.wait(timeout=30), 1)

    def test_what_is_no_message_is_one_line(self):
        done = subprocess.run([str(CONCORD), "lsp"], cwd=self.here, input=b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", capture_output=True, timeout=30)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.count(b"\n"), 1)

    def test_messages_in_another_language(self):
        editor = Editor(self.here, "--ui-lang", "ru")
        editor.ask("initialize", {"capabilities": {}})
        editor.open(self.en)
        self.assertRegex(editor.diagnostics(self.en.as_uri())[0]["message"], "[а-я]")
        editor.server.kill()
        editor.server.wait()
        for stream in (editor.server.stdin, editor.server.stdout, editor.server.stderr):
            stream.close()

    def test_neovim(self):
        if not shutil.which("nvim"):
            self.skipTest("nvim is not installed")
        (self.here / "bin").mkdir()
        os.symlink(CONCORD, self.here / "bin/concord")
        script = self.here / "run.lua"
        script.write_text("""
vim.cmd("edit port.en.txt")
local marked = vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local out = io.open("out.txt", "w")
for _, d in ipairs(vim.diagnostic.get(0)) do
  out:write(string.format("%d|%d|%d|%s|%s\\n", d.lnum, d.col, d.severity, d.code, d.message))
end
local d = vim.diagnostic.get(0)[1]
local params = vim.lsp.util.make_range_params()
params.range = d.user_data.lsp.range or { start = { line = d.lnum, character = d.col }, ["end"] = { line = d.end_lnum, character = d.end_col } }
params.context = { diagnostics = {} }
local replies = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
for _, reply in pairs(replies or {}) do
  for _, action in ipairs(reply.result or {}) do vim.lsp.util.apply_workspace_edit(action.edit, "utf-16") end
end
vim.cmd("silent write")
out:close()
vim.cmd("qall!")
""")
        environment = {**os.environ, "PATH": f"{self.here / 'bin'}:{os.environ['PATH']}", "HOME": str(self.here), "XDG_CONFIG_HOME": str(self.here), "XDG_STATE_HOME": str(self.here), "XDG_DATA_HOME": str(self.here)}
        done = subprocess.run(["nvim", "--headless", "-u", str(ROOT / "deploy/editors/vim/concord.lua"), "-c", "filetype on", "-c", f"luafile {script}"], cwd=self.here, env=environment, capture_output=True, text=True, timeout=90)
        out = (self.here / "out.txt").read_text(encoding="utf-8") if (self.here / "out.txt").exists() else ""
        self.assertIn("|1|number|", out, done.stderr)
        self.assertIn("430 containers", self.en.read_text(encoding="utf-8"), done.stderr)

    def test_visual_studio_code(self):
        """The extension runs with stand-ins for the editor's own modules, and names the server as it is started here."""
        if not shutil.which("node"):
            self.skipTest("node is not installed")
        extension = ROOT / "deploy/editors/vscode"
        manifest = json.loads((extension / "package.json").read_text())
        defaults = {name.split(".")[1]: value["default"] for name, value in manifest["contributes"]["configuration"]["properties"].items()}
        script = """
const Module = require("module"), defaults = %s, seen = {};
const stubs = {
  vscode: { workspace: { getConfiguration: () => ({ get: (name) => defaults[name] }) } },
  "vscode-languageclient/node": { LanguageClient: class { constructor(id, name, server, client) { Object.assign(seen, { server, client }); } start() { seen.started = true; } stop() { seen.stopped = true; } } },
};
const load = Module._load;
Module._load = (name, ...rest) => stubs[name] || load(name, ...rest);
const extension = require(%s);
extension.activate(); extension.deactivate();
console.log(JSON.stringify(seen));
""" % (json.dumps(defaults), json.dumps(str(extension / manifest["main"])))
        seen = json.loads(subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True, timeout=60).stdout)
        self.assertTrue(seen["started"] and seen["stopped"])
        self.assertEqual([seen["server"]["command"], *seen["server"]["args"]], ["concord", "lsp"])
        self.assertEqual(seen["client"]["initializationOptions"], {"targetLang": "en", "uiLang": "en"})


if __name__ == "__main__":
    unittest.main()
