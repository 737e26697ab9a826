"""The real service in processes of its own: gunicorn and the worker, an office opened with `claims init`'s own deed.

This is where journeys get a server to talk to over HTTP.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pyotp
from werkzeug.test import Client

from claims.actions.open_office import SignIn
from claims.cli.init import make_office
from claims.settings import ROOT, Settings, read_settings
from claims.store.clock import now, seconds
from tests.cast import STAFF
from tests.words_again import words_handed_again

STARTS_WITHIN = 120  # seconds, on a machine busy with other tests
A_LITTLE_LATER = 10  # seconds in which a busy machine answers
ENDS_WITHIN = 60  # seconds; the web itself gives its answers twenty to come to an end
A_MOMENT = 0.1  # seconds between two looks at what is waited for


@dataclass
class Service:
    """A running office: where it answers, its settings, and everybody's sign-ins."""

    port: int
    settings: Settings
    sign_ins: dict[str, SignIn]
    environ: dict[str, str] = field(default_factory=dict)
    log: Path | None = None
    place: Path = ROOT
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def test_client(self) -> Client:
        """What tests/client.Visitor wants: a client whose application is the running server."""
        return Client(self._forward)

    def start(self, name: str) -> None:
        """Start `web` or `worker`; the web is waited for."""
        command = {
            "web": [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), "app:create_app()"],
            "worker": [sys.executable, "-c", "import sys; from claims.cli import main; sys.exit(main(['work']))"],
        }[name]
        with open(self.log, "ab") if self.log else nullcontext() as log:
            process = subprocess.Popen(command, env=self.environ, cwd=self.place, stdout=log, stderr=log)
        self.processes[name] = process
        if name == "web":
            _wait(process, self.port)

    def end(self, name: str, *, how: signal.Signals = signal.SIGTERM) -> None:
        """End one of them: asked politely, or killed with all its children."""
        process = self.processes.pop(name)
        if how is not signal.SIGTERM:
            for child in children_of(process.pid):
                os.kill(child, how)
        process.send_signal(how)
        process.wait(timeout=ENDS_WITHIN)

    def look_away(self) -> None:
        """A moment in which the worker has both cores, while something is waited for; it must not end meanwhile."""
        _still_running(self.processes["worker"], "the worker")

    def code(self, name: str) -> str:
        """A code the member's authenticator shows, which was not used before: of the half minute before, or of this one where it is
        nearly over, for the service asks its clock a little later; then the next.
        """
        step = max((seconds(now()) + A_LITTLE_LATER) // 30 - 1, self._used.get(name, 0) + 1)
        self._used[name] = step
        return pyotp.TOTP(self.sign_ins[name].totp_secret).at(step * 30)

    def _forward(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        path = environ["PATH_INFO"].encode("latin-1").decode() + ("?" + q if (q := environ.get("QUERY_STRING")) else "")
        headers = {
            name[5:].replace("_", "-").title(): value for name, value in environ.items() if name.startswith("HTTP_")
        }
        headers["Host"] = f"127.0.0.1:{self.port}"
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        connection.request(environ["REQUEST_METHOD"], path, body=body or None, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        start_response(f"{answer.status} {answer.reason}", list(answer.getheaders()))
        connection.close()
        return [content]


@contextmanager
def running_service(
    folder: Path,
    *,
    database_url: str = "",
    more: Mapping[str, str] | None = None,
    log: Path | None = None,
    place: Path = ROOT,
) -> Iterator[Service]:
    """Open an office with the whole cast, start web and worker, and end both afterwards. `more` joins the environment.

    `place` is the folder its processes stand in.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    given = {"CLAIMS_FOLDER": str(folder / "office")} | ({"CLAIMS_DATABASE_URL": database_url} if database_url else {})
    given |= {name: value for name, value in (more or {}).items() if name.startswith("CLAIMS_")}
    settings = read_settings(given)
    named = {"name": "Test office", "contact": "office@example.org", "firms": "Firm One, Seoul", "kind": "real"}
    with words_handed_again():
        made = make_office(settings, **named, members=STAFF)
    with _kept_port() as port:
        service = Service(
            port=port,
            settings=settings,
            sign_ins={entry.sign_in_name: entry for entry in made},
            environ=kept | given | dict(more or {}) | {"PORT": str(port), "PYTHONPATH": str(ROOT)},
            log=log,
            place=place,
        )
        try:
            service.start("web")
            service.start("worker")
            yield service
        finally:
            for name in ("worker", "web"):
                if name in service.processes:
                    service.end(name)


def children_of(parent: int) -> list[int]:
    """The processes it forked."""
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


@contextmanager
def _kept_port() -> Iterator[int]:
    """A port that nobody else is given while the block lasts: it stays bound, and the web alone listens on it."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web says too
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


def _wait(web: subprocess.Popen[bytes], port: int) -> None:
    deadline = seconds(now()) + STARTS_WITHIN
    while seconds(now()) < deadline:
        if _answers(port):
            return
        _still_running(web, "the web")
    raise AssertionError("the web did not answer in time")


def _still_running(process: subprocess.Popen[bytes], what: str) -> None:
    """Asking without a pause would take the core on which the answer is made."""
    with suppress(subprocess.TimeoutExpired):
        raise AssertionError(f"{what} ended with {process.wait(timeout=A_MOMENT)} while it was waited for")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/en/")
        return connection.getresponse().status == 200
    except OSError:  # nobody listens yet
        return False
    finally:
        connection.close()
