"""The promise, tried: whoever takes disks, database, temporary folders and logs after a day and a crash finds not one word.

Claims full of canaries go through the real deeds in a process of its own, which is killed in the middle of one. What was
left open is ended as a restart ends it. Then every file is searched for every canary, date, key, code and cookie, in every
form in which it could stand there readable.
"""

import base64
import gzip
import json
import os
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from claims.settings import ROOT
from claims.store.database import Database, open_engine
from claims.store.errands import end_old_errands
from claims.store.host_key import destroy_host_key
from claims.store.sessions import end_all_visits
from tests.house.canaries import AT_A_TIME, CORE, Search, canary, hits, patterns, written_forms
from tests.house.canary_day import DATES
from tests.make import FONTS, make_settings

FAR = 2_000_000_000


@dataclass(frozen=True)
class Day:
    """What the day's process told of itself before it was killed, and where its files lie."""

    url: str
    folder: Path
    words: list[str]
    keys: list[bytes]
    texts: list[str]
    written: list[Path]
    databases: list[Path]


@pytest.fixture(scope="module")
def day(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A day and its crash, then a restart; output and temporary files lie in the folder too."""
    url, folder = module_database_url, tmp_path_factory.mktemp("day")
    began = wal_segment(url)
    run_day(url, folder)
    told = json.loads((folder / "secrets.json").read_text())
    (folder / "secrets.json").unlink()
    restart(url, folder)
    return Day(
        url=url,
        folder=folder,
        words=[canary(number) for number in range(1, told["words"] + 1)],
        keys=[bytes.fromhex(key) for key in told["keys"]],
        texts=told["texts"],
        written=[Path(path) for path in told["written"]],
        databases=database_files(url, began),
    )


def run_day(url: str, folder: Path) -> None:
    """In a process with temporary and home folders of its own; it ends by kill -9."""
    for name in ("tmp", "home"):
        (folder / name).mkdir()
    environ = os.environ | {name: str(folder / "tmp") for name in ("TMPDIR", "TEMP", "TMP")}
    environ |= {"HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    order = [sys.executable, "-m", "tests.house.canary_day", url, str(folder), str(folder / "secrets.json")]
    with open(folder / "log", "wb") as log:
        done = subprocess.run(order, stdout=log, stderr=log, cwd=folder / "home", env=environ, check=False, timeout=300)
    assert done.returncode == -9, (folder / "log").read_text()


def restart(url: str, folder: Path) -> None:
    """What a new start and the worker's tidying do: sessions and errands of before are ended, the host key is another."""
    database = Database(open_engine(url))
    with database.deed() as session:
        end_all_visits(session)
        end_old_errands(session, now=FAR)
    database.forget()
    database.engine.dispose()
    runtime = make_settings(url, folder).runtime
    destroy_host_key(runtime)
    assert not runtime.exists()


def wal_segment(url: str) -> str:
    """The file of PostgreSQL's write-ahead log that is written now."""
    if not url.startswith("postgresql"):
        return ""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as link:
        found = link.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()
    return str(found[0]) if found else ""


def database_files(url: str, began: str) -> list[Path]:
    """Where the database lies: for PostgreSQL its own folder, the catalogue, the log written since, the server's log."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        file = Path(address.database or "")
        return sorted(file.parent.glob(file.name + "*"))
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as link:
        link.execute("CHECKPOINT")
        asked = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        data, oid = link.execute(asked).fetchone() or ("", 0)
    if not os.access(data, os.R_OK | os.X_OK):
        pytest.skip("the files of this PostgreSQL may not be read by whoever runs the tests")
    segments = [path for path in Path(data, "pg_wal").iterdir() if began <= path.name <= wal_segment(url)]
    return [Path(data, "base", str(oid)), Path(data, "global"), *segments, Path(data).parent / "log"]


def test_nothing_of_a_day_and_a_crash_is_found(day: Day) -> None:
    """Not one canary, date, key, passphrase, code or cookie in any file; and the search did look at something."""
    wanted = patterns(day.words[:20], others=[*DATES, *day.texts], keys=day.keys)
    places = [*day.databases, *(day.folder / name for name in ("office", "tmp", "home", "log"))]

    assert [hit for place in places for hit in hits(place, wanted)] == []
    assert (len(day.words) > 60, len(day.keys) > 10) == (True, True)
    assert sum(path.stat().st_size for path in (day.folder / "office" / "vault").rglob("*")) > 4_000_000
    assert sum(path.stat().st_size for place in day.databases for path in [place, *place.rglob("*")]) > 10**5


def test_no_file_is_written_but_where_sealed_bytes_lie(day: Day) -> None:
    """Neither a temporary file nor a cache: Python opened for writing only in the vault and the runtime folder."""
    runtime = make_settings(day.url, day.folder).runtime
    allowed = (day.folder / "office" / "vault", runtime, FONTS, Path("/dev/null"), day.folder / "secrets.json")
    elsewhere = [path for path in day.written if not any(path.is_relative_to(place) for place in allowed)]

    assert elsewhere == []
    assert len(day.written) > 10
    assert list((day.folder / "tmp").iterdir()) == []


def test_the_search_finds_each_form(tmp_path: Path) -> None:
    """Each planted alone in the middle of other bytes, and packed: the search names it. Else zero hits would prove nothing."""
    word, date, key = canary(7), DATES[0], bytes(range(100, 132))
    wanted = patterns([word], others=[date], keys=[key])
    for name, sought in wanted.items():
        (tmp_path / "planted").write_bytes(b"\x80\x01rest" + sought + b"more\xff")
        assert any(hit.startswith(name) for hit in hits(tmp_path, wanted)), name
    for form in written_forms(CORE).values():
        for packed in (zlib.compress(b"x" * 30 + form), gzip.compress(form + b"y" * 30)):
            (tmp_path / "planted").write_bytes(b"\x78\x9cno stream" + packed)
            assert "unpacked" in " ".join(hits(tmp_path, wanted))
    (tmp_path / "planted").rename(tmp_path / f"{word}.jpg")
    assert "in the name" in " ".join(hits(tmp_path, wanted))


def test_a_word_is_found_where_a_long_file_is_cut_for_the_search() -> None:
    """Before the cut, after it, and across it at every letter."""
    word, seek = canary(9).encode(), Search(patterns([]))
    for before in range(AT_A_TIME - len(word) - 2, AT_A_TIME + 3):
        assert "core plain" in seek.forms_in(b"\x80" * before + word + b"\xff"), before
    assert seek.forms_in(b"\x80" * AT_A_TIME + word[:-4]) == []


def test_base64_is_found_wherever_it_begins(tmp_path: Path) -> None:
    """Inside a longer text, at each of three places."""
    for before in range(6):
        inside = b"z" * before + f"{canary(9)} and more".encode()
        (tmp_path / "planted").write_bytes(base64.b64encode(inside))
        assert [hit for hit in hits(tmp_path, patterns([])) if "base64" in hit]
