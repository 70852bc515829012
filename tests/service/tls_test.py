#!/usr/bin/env python3
"""The example of docs/examples/nginx.conf in front of the service: HTTPS, the cookie, addresses of clients.

  tls_test.py PROGRAM SOURCE_FOLDER
"""
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

from service_harness import Service, skip

program, source_folder = sys.argv[1:3]
nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
if nginx is None or shutil.which("openssl") is None:
    skip("nginx or openssl is not installed")
NAME = "desk.example.org"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


with tempfile.TemporaryDirectory() as folder:
    store = os.path.join(folder, "desk.db")
    subprocess.run([program, "account", "add", "olena", "--role", "admin", "--store", store], input="correct horse battery\n", text=True, check=True)
    certificate, key = os.path.join(folder, "desk.pem"), os.path.join(folder, "desk.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + NAME,
                    "-addext", "subjectAltName=DNS:" + NAME, "-keyout", key, "-out", certificate, "-days", "1"], check=True, capture_output=True)
    with Service(program, store, "--host", NAME, "--proxy", "127.0.0.1") as service:
        http_port, https_port = free_port(), free_port()
        site = open(os.path.join(source_folder, "docs/examples/nginx.conf")).read()
        for old, new in (("listen 80;", f"listen 127.0.0.1:{http_port};"), ("listen 443 ssl", f"listen 127.0.0.1:{https_port} ssl"), ("127.0.0.1:8484", f"127.0.0.1:{service.port}"),
                         ("/etc/ssl/certs/desk.pem", certificate), ("/etc/ssl/private/desk.key", key)):
            assert site.count(old) == 1, old
            site = site.replace(old, new)
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config = os.path.join(folder, "nginx.conf")
        open(config, "w").write(f"daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{site}}}\n")
        server = subprocess.Popen([nginx, "-c", config, "-p", folder], stderr=subprocess.PIPE, text=True)
        try:
            trusting = ssl.create_default_context(cafile=certificate)

            def ask(method, path, body=None, headers=None):
                # The certificate is of the name, the connection goes to this machine.
                connection = http.client.HTTPSConnection("127.0.0.1", https_port, timeout=30, context=trusting)
                raw = socket.create_connection(("127.0.0.1", https_port), timeout=30)
                connection.sock = trusting.wrap_socket(raw, server_hostname=NAME)
                connection.request(method, path, body, {"Host": f"{NAME}:{https_port}", **(headers or {})})
                response = connection.getresponse()
                text = response.read().decode()
                connection.close()
                return response, text

            for attempt in range(100):
                try:
                    response, page = ask("GET", "/login")
                    break
                except OSError:
                    assert server.poll() is None, server.stderr.read()
                    time.sleep(0.1)
            assert response.status == 200 and response.headers["Strict-Transport-Security"], response.headers
            form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}:{https_port}"}
            values = urllib.parse.urlencode({"name": "olena", "password": "correct horse battery", "next": "/people"})
            response, _ = ask("POST", "/login", values, form)
            assert response.status == 303 and response.headers["Location"] == "/people", (response.status, _)
            cookie = response.headers["Set-Cookie"]
            assert cookie.startswith("__Host-concord=") and "; Secure" in cookie and "HttpOnly" in cookie, cookie
            response, page = ask("GET", "/people", headers={"Cookie": cookie.split(";")[0], "X-Forwarded-For": "203.0.113.9", "X-Remote-User": "root"})
            assert response.status == 200 and "203.0.113.9" not in page and re.search(r"<td>log-in</td><td>127\.0\.0\.1</td>", page), page
            response, _ = ask("POST", "/api/v1/check", b" " * (5 << 20), {"Content-Type": "application/json"})
            assert response.status == 413, response.status
            response, _ = ask("GET", "/login", headers={"Host": "evil.example"})
            assert response.status == 403, response.status
            plain = http.client.HTTPConnection("127.0.0.1", http_port, timeout=30)
            plain.request("GET", "/x?y=1", headers={"Host": NAME})
            response = plain.getresponse()
            assert response.status == 301 and response.headers["Location"] == f"https://{NAME}/x?y=1"
            plain.close()
        finally:
            server.terminate()
            server.wait(30)
            server.stderr.close()
        service.stop()
print("the nginx example serves the desk over HTTPS")
