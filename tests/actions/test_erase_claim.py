"""Every deed that destroys a claim writes down that it is gone, once the deed is kept, in every place a restore looks."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from claims.actions.destroy_expired import destroy_expired
from claims.actions.erase_claim import erase_claim
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.claim import Claim, ClaimPart, ClaimWrap, Erasure
from claims.store.clock import week_of
from claims.store.erased_lists import read_erased
from tests.backing_up import Kept
from tests.cast import LINH
from tests.make import NOW, MadeOffice, Sent
from tests.make_bundles import attach, picture

YEARS = timedelta(weeks=3000)


def withdraw(office: MadeOffice, session: Session, sent: Sent) -> datetime:
    """By its claimant."""
    withdraw_claim(session, sent.claim, vault=office.vault, now=NOW)
    return NOW


def expire(office: MadeOffice, session: Session, sent: Sent) -> datetime:
    """Its weeks are over."""
    destroy_expired(session, office.office.id, vault=office.vault, now=NOW + YEARS)
    return NOW + YEARS


def erase(office: MadeOffice, session: Session, sent: Sent) -> datetime:
    """By itself."""
    erase_claim(session, session.get_one(Claim, sent.claim.id), vault=office.vault, now=NOW)
    return NOW


Deed = Callable[[MadeOffice, Session, Sent], datetime]


@pytest.mark.parametrize("deed", [withdraw, expire, erase])
def test_each_deed_that_destroys_writes_it_down(bare_office: MadeOffice, tmp_path: Path, deed: Deed) -> None:
    """Row and every list name claim, vault folder and week; wraps, parts and files are gone."""
    office, kept = bare_office, Kept(bare_office, tmp_path)
    sent = office.send(LINH)
    attach(office, sent.claim, picture())
    with office.database.deed() as session:
        week = week_of(deed(office, session, sent))
    with office.database.question() as session:
        rows = session.exec(select(Erasure)).all()
        assert session.exec(select(ClaimWrap)).all() == session.exec(select(ClaimPart)).all() == []
    expected = (sent.claim.id, office.office.id, sent.claim.vault_folder, week)
    assert [(row.claim_id, row.office_id, row.vault_folder, row.week) for row in rows] == [expected]
    assert list(office.vault.list(sent.claim.vault_folder)) == []
    for path in kept.places.erased_lists:
        found = [(each.claim_id, each.office_id, each.vault_folder, each.week) for each in read_erased(path)]
        assert found == [expected], path


@pytest.mark.parametrize("deed", [withdraw, expire, erase])
def test_a_deed_that_is_undone_writes_nothing_down(small_bare_office: MadeOffice, tmp_path: Path, deed: Deed) -> None:
    """A claim that lives must never stand on a list: a restore would destroy it."""
    office, kept = small_bare_office, Kept(small_bare_office, tmp_path)
    sent = office.send(LINH)
    attach(office, sent.claim, picture())
    with suppress(InterruptedError), office.database.deed() as session:
        deed(office, session, sent)
        raise InterruptedError
    assert [path for path in kept.places.erased_lists if path.exists()] == []
    assert list(office.vault.list(sent.claim.vault_folder))
    with office.database.question() as session:
        assert session.exec(select(Erasure)).all() == []


def test_a_list_on_a_disk_that_is_away_catches_up_with_the_next_backup(
    small_bare_office: MadeOffice, tmp_path: Path
) -> None:
    """The claim is destroyed all the same."""
    office, kept = small_bare_office, Kept(small_bare_office, tmp_path)
    sent = office.send(LINH)
    kept.keys[1].rename(tmp_path / "unmounted")
    with office.database.deed() as session:
        withdraw(office, session, sent)
    (tmp_path / "unmounted").rename(kept.keys[1])
    assert read_erased(kept.places.erased_lists[2]) == set()
    assert kept.back_up().lists_behind == ()
    assert len({path.read_text().strip() for path in kept.places.erased_lists}) == 1


def test_withdrawn_then_expired_is_written_down_once(small_bare_office: MadeOffice) -> None:
    """The first time is what counts."""
    office = small_bare_office
    sent = office.send(LINH)
    for deed in (withdraw, expire):
        with office.database.deed() as session:
            deed(office, session, sent)
    with office.database.question() as session:
        assert [row.week for row in session.exec(select(Erasure))] == [week_of(NOW)]
        assert session.get(Claim, sent.claim.id) is None
