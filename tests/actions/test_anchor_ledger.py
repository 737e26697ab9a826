"""Anchoring: the signed head stands outside in every place named, a failure is a row and is tried again, later each time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from claims.actions.anchor_ledger import anchor_ledger, anchor_when_due
from claims.model.ledger import LedgerAnchor, LedgerLine
from claims.queries.ledger_anchors import AnchorState, places_named, read_anchor_states
from claims.store.anchors import read_anchor_file, read_statement, signature_holds
from claims.store.ledger import last_line
from tests.mail_server import MailServer, running_mail_server
from tests.make import NOW, MadeOffice
from tests.offices import bare_office as bare_office
from tests.offices import small_bare_office as small_bare_office
from tests.timestamp_authority import Authority, running_authority

HOUR = timedelta(hours=1)


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server on loopback."""
    with running_mail_server() as running:
        yield running


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    """A time-stamping authority on loopback."""
    with running_authority(tmp_path / "authority") as running:
        yield running


def named(office: MadeOffice, **settings: object) -> MadeOffice:
    """The office with these settings."""
    return replace(office, settings=replace(office.settings, **settings))  # type: ignore[arg-type]  # any of them


def anchored(office: MadeOffice, now: datetime = NOW) -> list[LedgerAnchor]:
    """Put the head down in all places."""
    return anchor_ledger(
        office.database,
        office.office.id,
        places=places_named(office.settings),
        settings=office.settings,
        host_key=office.host_key,
        now=now,
    )


def due(office: MadeOffice, now: datetime) -> list[str]:
    """A beat at this hour: where the head was put down, or tried."""
    found = anchor_when_due(
        office.database, office.office.id, settings=office.settings, host_key=office.host_key, now=now
    )
    return [f"{anchor.place} {anchor.outcome}" for anchor in found]


def states(office: MadeOffice) -> dict[str, AnchorState]:
    """How each place stands."""
    with office.database.question() as session:
        found = read_anchor_states(session, office.office.id, places=places_named(office.settings))
    return {state.place: state for state in found}


def test_the_same_signed_head_stands_in_every_place(
    bare_office: MadeOffice, mail: MailServer, authority: Authority, tmp_path: Path
) -> None:
    office = named(
        bare_office,
        anchor_file=tmp_path / "anchors.jsonl",
        anchor_mail=("aud@example.org",),
        mail_server=mail.address,
        mail_sender="office@example.org",
        timestamp_url=authority.url,
        timestamp_roots=authority.roots,
    )

    anchors = anchored(office)

    assert [(anchor.place, anchor.outcome) for anchor in anchors] == [
        ("file", "kept"),
        ("mail", "kept"),
        ("timestamp", "kept"),
    ]
    [(_, written)] = read_anchor_file(tmp_path / "anchors.jsonl")
    assert {anchor.statement for anchor in anchors} == {written}
    assert mail.letters[0][1].get_content().split() == [written.decode()]
    head = read_statement(written)
    assert head is not None
    assert signature_holds(head)
    with office.database.question() as session:
        last = last_line(session, office.office.id)
        assert (head.number, head.head) == (last.number, last.chain.hex())
        assert (last.action, last.reference) == ("service_start", head.key[:32])
        assert [row.token is not None for row in session.exec(select(LedgerAnchor).order_by(LedgerAnchor.place))] == [
            *(False, False, True)
        ]


def test_a_start_is_announced_once_however_often_its_key_signs(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    office = named(small_bare_office, anchor_file=tmp_path / "anchors.jsonl")
    anchored(office)
    anchored(office, NOW + HOUR)

    with office.database.question() as session:
        starts = select(LedgerLine).where(LedgerLine.action == "service_start")
        assert len(session.exec(starts).all()) == 1


def test_once_a_day_and_only_where_a_place_is_named(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    assert due(small_bare_office, NOW) == []
    office = named(small_bare_office, anchor_file=tmp_path / "anchors.jsonl")

    assert due(office, NOW) == ["file kept"]
    assert due(office, NOW + 23 * HOUR) == []
    assert due(office, NOW + 24 * HOUR) == ["file kept"]
    assert states(office)["file"] == AnchorState("file", kept="2026-11-23T03Z", number=3)


def test_a_place_that_fails_is_tried_again_later_each_time(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    """At the next beat, then after 1, 2, 4, 8, 16 hours, then daily; once it works, daily as ever."""
    place = tmp_path / "outside" / "anchors.jsonl"
    office = named(small_bare_office, anchor_file=place)
    tried = [hour for hour in range(60) if due(office, NOW + hour * HOUR)]

    assert tried == [0, 1, 2, 4, 8, 16, 32, 56]
    state = states(office)["file"]
    assert (state.failures, state.kept, state.outcome) == (8, "", "not_written")
    place.parent.mkdir()
    assert due(office, NOW + 79 * HOUR) == []
    assert due(office, NOW + 80 * HOUR) == ["file kept"]
    assert states(office)["file"].failures == 0


def test_the_first_failure_is_tried_again_within_the_hour(small_bare_office: MadeOffice, tmp_path: Path) -> None:
    office = named(small_bare_office, anchor_file=tmp_path / "outside" / "anchors.jsonl")

    assert due(office, NOW) == ["file not_written"]
    assert due(office, NOW + timedelta(minutes=5)) == ["file not_written"]
    assert due(office, NOW + timedelta(minutes=10)) == []


def test_a_place_that_fails_does_not_hold_back_another(
    small_bare_office: MadeOffice, mail: MailServer, tmp_path: Path
) -> None:
    office = named(
        small_bare_office,
        anchor_file=tmp_path / "outside" / "anchors.jsonl",
        anchor_mail=("aud@example.org",),
        mail_server=mail.address,
        mail_sender="office@example.org",
    )
    assert due(office, NOW) == ["file not_written", "mail kept"]
    assert due(office, NOW + HOUR) == ["file not_written"]


def test_mail_without_a_server_is_a_failure_that_shows(small_bare_office: MadeOffice) -> None:
    office = named(small_bare_office, anchor_mail=("aud@example.org",))

    assert due(office, NOW) == ["mail not_reached"]


@pytest.mark.parametrize("change", ["UPDATE ledger_anchor SET outcome = 'kept'", "DELETE FROM ledger_anchor"])
def test_what_was_put_down_is_neither_changed_nor_deleted(bare_office: MadeOffice, tmp_path: Path, change: str) -> None:
    office = named(bare_office, anchor_file=tmp_path / "anchors.jsonl")
    anchored(office)

    with office.database.engine.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
        connection.execute(text(change))
