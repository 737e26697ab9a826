"""A real time-stamping authority inside the test process: its CA is made on the spot, `openssl ts` answers behind loopback HTTP.

with running_authority(folder) as authority:
    authority.url, authority.roots
    authority.asks         # what came in
"""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
STAMPING = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"


@dataclass
class Authority:
    """Where it answers, the certificate that vouches for it, and every request it was given. `status`: what HTTP says instead of 200."""

    folder: Path
    url: str = ""
    asks: list[bytes] = field(default_factory=list)
    status: int = 200

    @property
    def roots(self) -> Path:
        return self.folder / "root.pem"

    def stamp(self, request: bytes) -> bytes:
        """The answer to one request."""
        (self.folder / "asked.tsq").write_bytes(request)
        _openssl(
            self.folder,
            *("ts", "-reply", "-config", "tsa.cnf", "-section", "here", "-queryfile", "asked.tsq"),
            *("-inkey", "tsa.key", "-signer", "tsa.pem", "-out", "answer.tsr"),
        )
        return (self.folder / "answer.tsr").read_bytes()


def make_authority(folder: Path) -> Authority:
    """A root, and a certificate for stamping that it signed; skips where there is no openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, and no other authority for time stamps is")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "stamping.ext").write_text(STAMPING)
    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-sha256")
    _openssl(
        folder, *new, "-x509", "-days", "3650", "-subj", "/CN=Test root", "-keyout", "root.key", "-out", "root.pem"
    )
    _openssl(folder, *new, "-subj", "/CN=Test stamps", "-keyout", "tsa.key", "-out", "tsa.csr")
    _openssl(
        folder,
        *("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
        *("-days", "3650", "-sha256", "-extfile", "stamping.ext", "-out", "tsa.pem"),
    )
    return Authority(folder)


@contextmanager
def running_authority(folder: Path) -> Iterator[Authority]:
    """An authority on loopback while the block lasts."""
    authority = make_authority(folder)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asks.append(asked)
            answer = authority.stamp(asked) if authority.status == 200 else b"no"
            self.send_response(authority.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    authority.url = f"http://127.0.0.1:{server.server_port}/stamp"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _openssl(folder: Path, *words: str) -> None:
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
