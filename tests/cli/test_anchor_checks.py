"""What doctor says of the ledger's head outside: nowhere, never, lately, late, failing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from claims.actions.anchor_ledger import anchor_when_due
from claims.cli.anchor_checks import anchor_checks
from claims.cli.doctor import checks
from claims.settings import read_settings
from tests.make import NOW, MadeOffice
from tests.offices import small_bare_office as small_bare_office

DAY = timedelta(days=1)


def said(office: MadeOffice, now: datetime = NOW) -> Iterator[tuple[str, str, str]]:
    """The checks at this moment."""
    with office.database.question() as session:
        yield from list(anchor_checks(office.settings, session, office.office.id, now=now))


def beat(office: MadeOffice, now: datetime) -> None:
    """A beat of the worker."""
    anchor_when_due(office.database, office.office.id, settings=office.settings, host_key=office.host_key, now=now)


def test_no_place_is_a_warning_of_doctor_itself(small_bare_office: MadeOffice) -> None:
    given = {
        "CLAIMS_FOLDER": str(small_bare_office.settings.folder),
        "CLAIMS_DATABASE_URL": small_bare_office.settings.database_url,
    }
    found = {what: (state, advice) for state, what, advice in checks(read_settings(given))}

    assert found["the ledger's head is put down nowhere outside"][0] == "warn"
    assert "CLAIMS_ANCHOR_FILE" in found["the ledger's head is put down nowhere outside"][1]


def test_never_lately_and_late(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    settings = replace(small_bare_office.settings, anchor_file=tmp_path / "anchors.jsonl")
    office = replace(small_bare_office, settings=settings)
    assert [line[:2] for line in said(office)] == [("warn", "the ledger's head outside, file: never yet")]

    beat(office, NOW)

    assert list(said(office)) == [("ok", "the ledger's head outside, file: last at 2026-11-22T03Z, line 3", "")]
    assert [state for state, _, _ in said(office, NOW + 2 * DAY)] == ["ok"]
    assert [state for state, _, _ in said(office, NOW + 2 * DAY + timedelta(hours=1))] == ["warn"]


def test_a_place_that_fails_is_named_with_why(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    settings = replace(small_bare_office.settings, anchor_file=tmp_path / "outside" / "anchors.jsonl")
    office = replace(small_bare_office, settings=settings)
    beat(office, NOW)

    [(state, what, advice)] = said(office)

    assert (state, what) == ("warn", "the ledger's head outside, file: never yet")
    assert advice.startswith("failed 1 times since, last at 2026-11-22T03Z: not written")


def test_settings_that_cannot_work_fail(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    (tmp_path / "roots.pem").write_text("no certificate")
    settings = replace(
        small_bare_office.settings, anchor_mail=("aud@example.org",), timestamp_roots=tmp_path / "roots.pem"
    )

    found = {what: state for state, what, _ in said(replace(small_bare_office, settings=settings))}

    assert found["mail of the ledger's head"] == "FAIL"
    assert found["certificates of the time-stamping authority"] == "FAIL"
