"""Collecting: by counsel of the matter, each part checked, a line before the first byte; and destroyed in time."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.bundle_numbers import read_numbers
from claims.actions.collect_bundle import collect_bundle, destroy_bundle, old_bundles, read_finished
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Damaged, NotAllowed, NotNow, NotValid
from claims.model.bundle import Bundle
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import BundleStatus
from claims.store.keyring import Keyring
from tests.cast import HAN, LINH, PARK, another
from tests.databases import sqlite_copy
from tests.make import make_office
from tests.make_bundles import WHY, Court


@pytest.fixture(scope="module")
def court(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with one claim."""
    folder = tmp_path_factory.mktemp("office")
    made = Court(make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK)))
    made.choose(made.office.send(LINH))
    yield made
    made.office.close()


def made_by(court: Court) -> Bundle:
    """A finished bundle."""
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)
    return court.row(bundle)


def test_what_is_collected_is_what_was_made(court: Court) -> None:
    """By size and hash; twice if need be; a line each time, sealed details."""
    bundle = made_by(court)
    order, paper = read_finished(bundle, keyring=court.park.keyring)
    content = court.collect(bundle)

    assert (len(content), sha256(content).hexdigest()) == (paper.size, paper.sha256)
    assert court.collect(bundle) == content
    assert court.row(bundle).status == BundleStatus.COLLECTED
    assert paper.file_name == f"bundle-{order.day}-{bundle.number:03d}.zip"
    with court.office.database.question() as session:
        lines = session.exec(select(LedgerLine.action).where(LedgerLine.reference == bundle.id)).all()
    assert lines == ["lend_keys", "order_bundle", "export_bundle", "collect_bundle", "collect_bundle"]


def test_in_the_vault_it_is_sealed(court: Court) -> None:
    """No head of a ZIP, no word of a statement."""
    bundle = made_by(court)
    parts = [
        court.office.vault.open_part(bundle.vault_folder, name) for name in court.office.vault.list(bundle.vault_folder)
    ]

    assert parts
    assert not [part for part in parts if b"PK\x03\x04" in part or b"statement-000001" in part or b"%PDF" in part]


def test_nobody_else_collects_it(court: Court) -> None:
    """Neither the lead, who holds the office's key, nor anybody without."""
    bundle = made_by(court)
    for keyring in (court.han.keyring, Keyring(), Keyring(matters={"f0" * 16: b"x" * 32})):
        with court.office.database.deed() as session, pytest.raises(NotAllowed):
            collect_bundle(
                session,
                session.get_one(Bundle, bundle.id),
                why=WHY,
                keyring=keyring,
                vault=court.office.vault,
                actor=court.han.actor,
                now=court.office.now,
            )
    assert court.row(bundle).status == BundleStatus.READY


def test_without_a_reason_nothing_leaves(court: Court) -> None:
    """Nor is it marked as collected, nor is there a line that says so."""
    bundle = made_by(court)
    with court.office.database.deed() as session, pytest.raises(NotValid, match="reason_needed"):
        collect_bundle(
            session,
            session.get_one(Bundle, bundle.id),
            why={},
            keyring=court.park.keyring,
            vault=court.office.vault,
            actor=court.park.actor,
            now=court.office.now,
        )
    assert court.row(bundle).status == BundleStatus.READY


def test_one_that_is_not_ready_is_not_collected(court: Court) -> None:
    """Only ordered; destroyed."""
    with court.office.worker():
        ordered = court.order()
    with pytest.raises(NotNow, match="not_ready"):
        court.collect(ordered)
    with pytest.raises(NotNow, match="not_ready"):
        read_finished(ordered, keyring=court.park.keyring)
    bundle = made_by(court)
    destroy(court, bundle)
    with pytest.raises(NotNow, match="not_ready"):
        court.collect(bundle)


def destroy(court: Court, bundle: Bundle) -> None:
    """Counsel says it is safe elsewhere."""
    with court.office.database.deed() as session:
        row = session.get_one(Bundle, bundle.id)
        destroy_bundle(session, row, vault=court.office.vault, actor=court.park.actor, now=court.office.now)


def test_destroyed_it_is_gone_and_its_order_stays_sealed(court: Court) -> None:
    """The parts; not that it was there and what its hash was."""
    bundle = made_by(court)
    destroy(court, bundle)
    row = court.row(bundle)

    assert list(court.office.vault.list(row.vault_folder)) == []
    assert row.status == BundleStatus.DESTROYED
    assert read_finished(row, keyring=court.park.keyring)[1].sha256


def test_a_changed_part_breaks_off_before_its_first_byte(court: Court) -> None:
    """Named, never half-shown."""
    bundle = made_by(court)
    (name, *_) = court.office.vault.list(bundle.vault_folder)
    path = court.office.vault.root / bundle.vault_folder[:2] / bundle.vault_folder / name
    path.write_bytes(path.read_bytes()[:-9] + b"x" * 9)
    with pytest.raises(Damaged, match="file_part"):
        court.collect(bundle)


def test_whoever_withdraws_before_it_is_collected_is_not_handed_over(court: Court) -> None:
    """The bundle is refused, naming the party; it can be destroyed, and the next order leaves them out."""
    sent = court.office.send(another(LINH, 1))
    court.choose(sent)
    bundle = made_by(court)
    order = read_finished(bundle, keyring=court.park.keyring)[0]
    numbers = read_numbers(bundle, order, vault=court.office.vault)
    party = next(one.number for one in numbers.parties if one.claim_id == sent.claim.id)
    with court.office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=court.office.vault, now=court.office.now)
    with pytest.raises(NotNow) as refused:
        court.collect(bundle)

    assert (refused.value.reason, refused.value.facts) == ("claim_gone", {"party": party})
    destroy(court, bundle)
    assert court.collect(made_by(court))


def test_a_bundle_lies_for_the_rest_of_its_week_and_one_more(court: Court) -> None:
    """To check in the head: ordered in week 47, there in 48, over in 49."""
    bundle = made_by(court)
    with court.office.database.deed() as session:
        for row in session.exec(select(Bundle)):
            row.week = "2026-W47" if row.id == bundle.id else "2099-W01"
    with court.office.database.question() as session:
        later = [court.office.now + timedelta(weeks=weeks) for weeks in range(4)]
        over = [[row.id for row in old_bundles(session, court.office.office.id, now=moment)] for moment in later]

    assert over == [[], [], [bundle.id], [bundle.id]]
