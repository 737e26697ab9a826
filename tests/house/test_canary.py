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
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from claims.settings import ROOT
from claims.store.database import Database, open_engine
from claims.store.errands import LONGEST, end_old_errands
from claims.store.host_key import destroy_host_key
from claims.store.sessions import end_all_visits
from tests.house.canaries import CORE, canary, hits, patterns, written_forms
from tests.house.canary_day import DATES
from tests.make import FONTS, make_settings

FAR = 4_000_000_000 - LONGEST


@pytest.fixture
def day(database_url: str, tmp_path: Path) -> dict[str, object]:
    """What the day's process told of itself before it was killed; its output and temporary files lie in the folder."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "home").mkdir()
    environ = os.environ | {name: str(tmp_path / "tmp") for name in ("TMPDIR", "TEMP", "TMP")}
    environ |= {"HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    order = [
        sys.executable,
        "-m",
        "tests.house.canary_day",
        database_url,
        str(tmp_path),
        str(tmp_path / "secrets.json"),
    ]
    with open(tmp_path / "log", "wb") as log:
        done = subprocess.run(
            order, stdout=log, stderr=log, cwd=tmp_path / "home", env=environ, check=False, timeout=300
        )
    assert done.returncode == -9, (tmp_path / "log").read_text()
    told = json.loads((tmp_path / "secrets.json").read_text())
    (tmp_path / "secrets.json").unlink()
    return dict(told)


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


def database_files(url: str) -> list[Path]:
    """Where the database lies: for PostgreSQL its own folder, the shared catalogue, the write-ahead log and the server's log."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        file = Path(address.database or "")
        return sorted(file.parent.glob(file.name + "*"))
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as link:
        link.execute("CHECKPOINT")
        found = link.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        )
        folder, oid = found.fetchone() or ("", 0)
    data = Path(folder)
    if not os.access(data, os.R_OK | os.X_OK):
        pytest.skip("the files of this PostgreSQL may not be read by whoever runs the tests")
    return [data / "base" / str(oid), data / "global", data / "pg_wal", data.parent / "log"]


def test_nothing_of_a_day_and_a_crash_is_found(day: dict[str, object], database_url: str, tmp_path: Path) -> None:
    """Not one canary, date, key, passphrase, code or cookie in any file; and the search did look at something."""
    restart(database_url, tmp_path)
    words = [canary(number) for number in range(1, int(str(day["words"])) + 1)]
    keys, texts = [bytes.fromhex(key) for key in list(day["keys"])], list(day["texts"])  # type: ignore[call-overload]  # JSON
    wanted = patterns(words, others=[*DATES, *texts], keys=keys)
    runtime = make_settings(database_url, tmp_path).runtime
    places = [*database_files(database_url), tmp_path / "office", tmp_path / "tmp", tmp_path / "home", tmp_path / "log"]
    found = [hit for place in [*places, *runtime.parent.glob(runtime.name)] for hit in hits(place, wanted)]
    runtime.rmdir()

    assert found == []
    assert len(words) > 60
    assert len(keys) > 10
    assert sum(path.stat().st_size for path in (tmp_path / "office" / "vault").rglob("*")) > 4_000_000
    assert (
        sum(path.stat().st_size for place in database_files(database_url) for path in [place, *place.rglob("*")])
        > 10**5
    )


def test_no_file_is_written_but_where_sealed_bytes_lie(
    day: dict[str, object], database_url: str, tmp_path: Path
) -> None:
    """Neither a temporary file nor a cache: what Python opened for writing is the vault, the runtime folder and fonts."""
    runtime = make_settings(database_url, tmp_path).runtime
    allowed = (tmp_path / "office" / "vault", runtime, FONTS, tmp_path / "office" / "fonts", Path("/dev/null"))
    written = [Path(path) for path in list(day["written"])]  # type: ignore[call-overload]  # JSON
    elsewhere = [path for path in written if not any(path.is_relative_to(place) for place in allowed)]
    restart(database_url, tmp_path)
    runtime.rmdir()

    assert elsewhere == []
    assert len(written) > 10
    assert sorted((tmp_path / "tmp").iterdir()) == []


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


def test_base64_is_found_wherever_it_begins(tmp_path: Path) -> None:
    """Inside a longer text, at each of three places."""
    for before in range(6):
        inside = b"z" * before + f"{canary(9)} and more".encode()
        (tmp_path / "planted").write_bytes(base64.b64encode(inside))
        assert [hit for hit in hits(tmp_path, patterns([])) if "base64" in hit]
