"""The promise over HTTP: fifty claims full of canaries through the running service, two crashes, everybody gone, not one hit.

The day is lived by canary_office.py against gunicorn and the worker. Then sessions and errands have ended, and database,
write-ahead log, vault, logs, temporary and home folders, runtime folder and backups are searched for every word in every form.
"""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from claims.model.claim import Claim
from claims.model.session import Errand, SessionRow
from claims.model.staff import Office
from claims.settings import ROOT
from claims.store.clock import now, start_of_week
from claims.store.database import Database, open_engine
from claims.store.seizure import unlisted_files
from claims.store.seizure_backups import unlisted_backup_files
from tests.house.adversary import (
    SELDOM,
    border_list,
    clear_values,
    cold_claims,
    named_by_digest,
    named_by_guessing,
    order_luck,
    what_tells,
)
from tests.house.canaries import canary, hits, patterns
from tests.journeys.canary_office import CanaryDay
from tests.journeys.canary_people import PEOPLE
from tests.journeys.running import Service, running_service


@dataclass(frozen=True)
class Left:
    """What a day left behind: the folder that holds everything, and what must not be found in it."""

    began: datetime
    folder: Path
    service: Service
    day: CanaryDay
    dumped: list[Path]
    unlisted: list[str]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """One day, which all tests look through."""
    return lived(tmp_path_factory.mktemp("canaries"))


def lived(folder: Path) -> Left:
    """A day of the service; its own temporary, home, log, backup and key folders are all below one."""
    began = now()
    places = {name: folder / name for name in ("tmp", "home", "backups", "period-keys")}
    for place in places.values():
        place.mkdir()
    disclosures = shutil.copytree(ROOT / "disclosures", folder / "disclosures")
    more = {name: str(places["tmp"]) for name in ("TMPDIR", "TEMP", "TMP")}
    more |= {"HOME": str(places["home"]), "CLAIMS_DISCLOSURES": str(disclosures), "PYTHONDONTWRITEBYTECODE": "1"}
    more |= {"CLAIMS_BACKUPS": str(places["backups"]), "CLAIMS_PERIOD_KEYS": str(places["period-keys"])}
    with running_service(folder, more=more, log=folder / "log") as service:
        day = CanaryDay(service=service, disclosures=disclosures)
        day.claimants()
        day.desk()
        day.crash_and_match_again()
        time_out(service)
        assert main_in(service, "backup") == 0
        unlisted = unlisted_files(service.settings.folder) + unlisted_backup_files(service.settings)
        dumped = abort(service)
    return Left(began=began, folder=folder, service=service, day=day, dumped=dumped, unlisted=unlisted)


def time_out(service: Service) -> None:
    """Whoever is still signed in was last seen an hour ago; the worker's tidying at its next start ends them."""
    with open_database(service).deed() as session:
        for row in session.exec(select(SessionRow)):
            row.seen -= 3600
            session.add(row)
    service.end("worker")
    service.start("worker")


def abort(service: Service) -> list[Path]:
    """The web and the worker die by SIGABRT, which makes a core dump of whoever does not forbid it."""
    for name in ("worker", "web"):
        pids = [service.processes[name].pid]
        where = [Path(f"/proc/{pid}/cwd").resolve() for pid in pids]
        service.end(name, how=signal.SIGABRT)
    service.start("web")  # a start and a proper end, as after any crash: the key of before is gone
    service.end("web")
    return [file for place in where for file in place.glob("core*") if file.is_file()]


def main_in(service: Service, *command: str) -> int:
    """A `claims` command with the service's settings, in a process of its own."""
    run = "import sys; from claims.cli import main; sys.exit(main(sys.argv[1:]))"
    with open(service.log or os.devnull, "ab") as log:
        return subprocess.run(
            [sys.executable, "-c", run, *command], env=service.environ, stdout=log, stderr=log, check=False
        ).returncode


def open_database(service: Service) -> Database:
    return Database(open_engine(service.settings.database_url))


def rows(service: Service, table: type) -> list[object]:
    database = open_database(service)
    with database.question() as session:
        found = list(_all(session, table))
    database.engine.dispose()
    return found


def _all(session: Session, table: type) -> list[object]:
    return list(session.exec(select(table)))


def test_the_day_was_lived(left: Left) -> None:
    """Else zero hits would prove nothing."""
    assert sum(row.status != "draft" for row in rows(left.service, Claim)) == PEOPLE  # type: ignore[attr-defined]
    assert len(left.day.days) >= PEOPLE
    assert left.day.said > 25
    assert list((left.folder / "backups").glob("*/tables.age"))
    assert sum(path.stat().st_size for path in (left.folder / "office" / "vault").rglob("*")) > 5_000_000


def test_nothing_is_open_any_more(left: Left) -> None:
    """Signed out, timed out, killed: no session, no errand."""
    assert rows(left.service, SessionRow) == []
    assert rows(left.service, Errand) == []


def test_not_one_canary_is_found(left: Left) -> None:
    """Words in every form, days of travel, codes, cookies, passphrases; in files, their names, and what they hold packed."""
    day = left.day
    texts = [*day.days[:40], *day.texts[:60], *day.names[:20]]
    wanted = patterns([canary(n) for n in (1, 2, 3, 500)], others=texts)
    place = [each for each in left.folder.iterdir() if each.name != "disclosures"]

    assert [hit for each in place for hit in hits(each, wanted)] == []
    assert not left.service.settings.runtime.exists() or not list(left.service.settings.runtime.iterdir())


def test_no_core_dump_and_no_file_off_the_list(left: Left) -> None:
    """A process that dies by SIGABRT leaves nothing, and the office's folder holds what the seizure report names."""
    assert left.dumped == []
    assert left.unlisted == []
    assert not list(Path(os.environ.get("TMPDIR", "/tmp")).glob("core*"))


def telling(left: Left) -> set[object]:
    """What the disk seems to tell of the days of travel: clear facts and sizes, and the order of rows.

    Chance tells as much once in two thousand times for each of twenty facts, for keys, versions and padding are random.
    """
    database, vault = left.folder / "office" / "office.sqlite", left.folder / "office" / "vault"
    claims, truth = cold_claims(database, vault), left.day.travellers
    secrets: dict[str, list[object]] = {
        "trips": [len(truth[claim.reference].entered) for claim in claims],
        "passport": [truth[claim.reference].passport for claim in claims],
        "language": [left.day.languages[claim.reference] for claim in claims],
        "first month": [truth[claim.reference].entered[0][:7] for claim in claims],
    }
    told: set[object] = set(what_tells(claims, secrets))
    in_order = order_luck([list(truth).index(claim.reference) for claim in claims]) <= SELDOM
    return told | ({"order"} if in_order else set())


def test_the_border_records_name_nobody(left: Left, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With a list of a million crossings in which all fifty stand: no digest, no size, no count, no order, no time helps.

    The adversary may know the truth of all other claims when guessing one; chance is what shuffled truths give.
    """
    database, vault = left.folder / "office" / "office.sqlite", left.folder / "office" / "vault"
    claims, truth = cold_claims(database, vault), left.day.travellers
    people = border_list(list(truth.values()))
    told = telling(left)
    if told:  # what really tells does so on another day too
        told &= telling(lived(tmp_path_factory.mktemp("another")))

    assert told == set()
    assert (len(claims), sum(len(person.entered) for person in people) > 900_000) == (PEOPLE, True)
    assert named_by_digest(list(truth.values()), clear_values(database), salts=salts(left)) == []
    assert len(named_by_guessing(claims, truth, people)) <= 1  # one in ten thousand for each of fifty
    assert {int(path.stat().st_mtime) for path in vault.rglob("*")} <= {start_of_week(left.began), start_of_week(now())}


def salts(left: Left) -> list[bytes]:
    """What lies in clear and a careless service might have keyed a digest with."""
    (office,) = rows(left.service, Office)
    assert isinstance(office, Office)
    return [office.id.encode(), bytes.fromhex(office.id), office.public_key, office.name.encode()]
