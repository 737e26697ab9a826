"""Assembling: who goes in which number is frozen, who stays out is named with the reason, and the least keys are lent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import select

from claims.actions.assemble_bundle import assemble_bundle, bundle_key, candidates, read_order
from claims.errors import Damaged, NotAllowed, NotNow, NotValid
from claims.model.ledger import LedgerLine
from claims.model.matter import Bundle
from claims.model.session import Errand
from claims.model.vocabulary import AgreementCode, Answer, BundleStatus
from claims.store.clock import now
from claims.store.errands import keys_of
from claims.store.keyring import Keyring
from claims.store.seal import new_key
from tests.cast import HAN, LINH, MINJUN, PARK, agreed
from tests.make import TODAY, make_office
from tests.make_bundles import FACTS, Court


@pytest.fixture(scope="module")
def court(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with two who go, one who refuses C8, one with another suit, one not checked."""
    made = Court(make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK)))
    sued = LINH.for_lawyers.model_copy(update={"other_proceedings": Answer.YES})
    made.choose(made.office.send(LINH), made.office.send(MINJUN))
    made.choose(made.office.send(LINH.model_copy(update={"agreements": agreed(AgreementCode.C8)})))
    made.choose(made.office.send(LINH.model_copy(update={"for_lawyers": sued})))
    made.choose(made.office.send(LINH), check=False)
    yield made
    made.office.close()


def test_everybody_chosen_is_a_candidate_with_the_reason_to_stay_out(court: Court) -> None:
    """By reference; opened with the matter's key alone."""
    found = court.candidates()

    assert sorted(each.left_out for each in found) == [
        *("", ""),
        *("no_court_agreement", "not_checked", "other_proceedings"),
    ]
    assert [each.claim.reference for each in found] == sorted(each.claim.reference for each in found)


def test_without_the_matters_key_there_are_none(court: Court) -> None:
    """Neither for the lead with the office's key nor for anybody without."""
    for keyring in (court.han.keyring, Keyring()):
        with court.office.database.question() as session, pytest.raises(NotAllowed):
            candidates(session, court.matter, keyring=keyring, today=TODAY)
        with pytest.raises(NotAllowed):
            bundle_key(Bundle(matter_id=court.matter.id), keyring=keyring)


def test_an_order_is_frozen_and_sealed(court: Court) -> None:
    """Numbers from one, who stays out and why, purpose and recipient; readable with the matter's key only."""
    with court.office.worker() as worker:
        bundle = court.order(match_in_court="yes", purpose=" 소장 ")
        with court.office.database.question() as session:
            errand = session.exec(select(Errand).where(Errand.subject == bundle.id)).one()
        keys = keys_of(errand, worker=worker)
    row = court.row(bundle)
    order = read_order(row, key=bundle_key(row, keyring=court.park.keyring))
    going = [each for each in court.candidates() if not each.left_out]

    assert [(each.claim_id, each.number) for each in order.chosen] == [
        (each.claim.id, number) for number, each in enumerate(going, start=1)
    ]
    assert sorted(each.reason for each in order.left_out) == ["no_court_agreement", "not_checked", "other_proceedings"]
    assert (order.purpose, order.match_in_court, order.ordered_by) == ("소장", True, "Park")
    assert keys == {"bundle": bundle_key(row, keyring=court.park.keyring).hex()} | {
        each.claim.id: each.claim.key.hex() for each in going
    }
    assert (row.status, row.finished) == (BundleStatus.ORDERED, None)
    assert b"Park" not in row.order
    with pytest.raises(Damaged):
        read_order(row, key=new_key())


def test_an_order_leaves_a_line(court: Court) -> None:
    """By counsel, with purpose and recipient sealed."""
    with court.office.worker():
        bundle = court.order(purpose="Q-purpose")
    with court.office.database.question() as session:
        lent, line = session.exec(select(LedgerLine).where(LedgerLine.reference == bundle.id)).all()

    assert (lent.action, lent.actor, lent.role) == ("lend_keys", court.park.member.id, "counsel")
    assert (line.action, line.actor, line.role) == ("order_bundle", court.park.member.id, "counsel")
    assert b"Q-purpose" not in line.details


def test_what_is_refused_leaves_no_bundle(court: Court) -> None:
    """No purpose, nobody who goes, no worker."""
    with court.office.database.question() as session:
        before = len(session.exec(select(Bundle)).all())
    with court.office.worker(), pytest.raises(NotValid, match="purpose_needed"):
        court.order(purpose=" \n")
    nobody = [replace(each, left_out="not_checked") for each in court.candidates()]
    with pytest.raises(NotValid, match="nobody_goes"), court.office.database.deed() as session:
        assemble_bundle(
            session,
            court.matter,
            facts=FACTS,
            going=nobody,
            purpose="p",
            recipient="r",
            match_in_court="no",
            by=court.park.member,
            actor=court.park.actor,
            host_key=court.office.host_key,
            today=TODAY,
            now=now(),
        )
    with pytest.raises(NotNow, match="no_worker"):
        court.order()
    with court.office.database.question() as session:
        assert len(session.exec(select(Bundle)).all()) == before


def test_two_orders_at_once_have_two_numbers(court: Court) -> None:
    """Two of counsel press the button at the same moment; a number is part of a file's name."""
    with court.office.worker(), ThreadPoolExecutor(4) as pool:
        numbers = [bundle.number for bundle in pool.map(lambda _: court.order(), range(8))]

    assert len(set(numbers)) == 8


def test_an_order_of_another_bundle_does_not_open_here(court: Court) -> None:
    """Each is bound to its own row."""
    with court.office.worker():
        one, other = court.order(), court.order()
    key = bundle_key(other, keyring=court.park.keyring)
    moved = Bundle(id=one.id, office_id=one.office_id, order=other.order)

    with pytest.raises(Damaged):
        read_order(moved, key=key)
    assert read_order(other, key=key).chosen


def test_nobody_is_named_twice(court: Court) -> None:
    """One number each."""
    with court.office.worker():
        bundle = court.order()
    order = read_order(bundle, key=bundle_key(bundle, keyring=court.park.keyring))

    assert len({each.claim_id for each in order.chosen}) == len({each.number for each in order.chosen}) == 2
