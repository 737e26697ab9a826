"""Assembling: who goes in which number is frozen, who stays out is named with the reason, shares are cut, and the least keys are lent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import col, select

from claims.actions import assemble_bundle as assembling
from claims.actions.bundle_numbers import read_numbers
from claims.actions.choose_claims import unchoose_claims
from claims.errors import Damaged, NotAllowed, NotNow, NotValid
from claims.model.bundle import Bundle, BundleOrder, PartyNumbers
from claims.model.bundle_share import BundleShare
from claims.model.claim import ClaimPart
from claims.model.ledger import LedgerLine
from claims.model.session import Errand
from claims.model.vocabulary import AgreementCode, Answer, BundleStatus, PartKind, ShareKind, ShareStatus
from claims.store.bundle_signing import signing_key
from claims.store.errands import keys_of
from claims.store.keyring import Keyring, matter_key
from claims.store.seal import new_key
from claims.store.sealed_bundle import bundle_key, read_order, read_plan
from tests.cast import HAN, LINH, MINJUN, PARK, agreed, another
from tests.make import make_office
from tests.make_bundles import Court


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
        with pytest.raises(NotAllowed):
            court.looked_at(keyring=keyring)
        with pytest.raises(NotAllowed):
            bundle_key(Bundle(matter_id=court.matter.id), keyring=keyring)


def opened(court: Court, bundle: Bundle) -> tuple[BundleOrder, PartyNumbers]:
    """The order as it lies now, and its numbers."""
    row = court.row(bundle)
    order = read_order(row, key=bundle_key(row, keyring=court.park.keyring))
    return order, read_numbers(row, order, vault=court.office.vault)


def test_an_order_is_frozen_and_sealed(court: Court) -> None:
    """Numbers from one, who stays out and why, purpose and recipient; readable with the matter's key only."""
    with court.office.worker() as worker:
        bundle = court.order(court.wanted(match_in_court="yes", purpose=" 소장 "))
        with court.office.database.question() as session:
            errand = session.exec(select(Errand).where(Errand.subject == bundle.id)).one()
        keys = keys_of(errand, worker=worker)
    row = court.row(bundle)
    order, numbers = opened(court, bundle)
    going = [each for each in court.candidates() if not each.left_out]

    assert [(each.claim_id, each.number) for each in numbers.parties] == [
        (each.claim.id, number) for number, each in enumerate(going, start=1)
    ]
    assert (numbers.going, order.parties) == ((1, 2), 2)
    assert sorted(each.reason for each in order.left_out) == ["no_court_agreement", "not_checked", "other_proceedings"]
    assert (order.purpose, order.options.match_in_court, order.ordered_by) == ("소장", True, "Park")
    assert order.supersedes is None
    signer = signing_key(matter_key(court.matter.id, keyring=court.park.keyring)).private_bytes_raw()
    assert keys == {
        "bundle": bundle_key(row, keyring=court.park.keyring).hex(),
        "signer": signer.hex(),
    } | {each.claim.id: each.claim.key.hex() for each in going}
    assert (row.status, row.finished) == (BundleStatus.ORDERED, None)
    assert b"Park" not in row.order
    with pytest.raises(Damaged):
        read_order(row, key=new_key())


def test_it_is_cut_into_shares_in_the_order_of_numbers(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """Claimants first, the lists after them; each plan sealed, and bound to its share."""
    monkeypatch.setattr(assembling, "SHARE", 1)
    with court.office.worker():
        bundle = court.order()
    _order, numbers = opened(court, bundle)
    key = bundle_key(bundle, keyring=court.park.keyring)
    with court.office.database.question() as session:
        found = select(BundleShare).where(BundleShare.bundle_id == bundle.id).order_by(col(BundleShare.number))
        shares = list(session.exec(found))

    assert [(share.number, share.kind, share.status, share.worker_id) for share in shares] == [
        (1, ShareKind.CLAIMANTS, ShareStatus.WAITING, ""),
        (2, ShareKind.CLAIMANTS, ShareStatus.WAITING, ""),
        (3, ShareKind.LISTS, ShareStatus.WAITING, ""),
    ]
    assert [read_plan(share, key=key).chosen for share in shares] == [*((one,) for one in numbers.parties), ()]
    assert len({share.vault_folder for share in shares} | {bundle.vault_folder, bundle.record_folder}) == 5
    shares[0].plan = shares[1].plan
    with pytest.raises(Damaged):
        read_plan(shares[0], key=key)


def test_the_numbers_lie_sealed_beside_the_bundle(court: Court) -> None:
    """In the record folder, which outlives it; no reference can be read there."""
    with court.office.worker():
        bundle = court.order()
    _order, numbers = opened(court, bundle)
    vault = court.office.vault
    (part,) = [vault.open_part(bundle.record_folder, name) for name in vault.list(bundle.record_folder)]

    assert not [one for one in numbers.parties if one.reference.encode() in part or one.claim_id.encode() in part]


def test_an_order_leaves_a_line(court: Court) -> None:
    """By counsel, with purpose and recipient sealed."""
    with court.office.worker():
        bundle = court.order(court.wanted(purpose="Q-purpose"))
    with court.office.database.question() as session:
        lent, line = session.exec(
            select(LedgerLine).where(LedgerLine.reference == bundle.id).order_by(col(LedgerLine.number))
        ).all()

    assert (lent.action, lent.actor, lent.role) == ("lend_keys", court.park.member.id, "counsel")
    assert (line.action, line.actor, line.role) == ("order_bundle", court.park.member.id, "counsel")
    assert b"Q-purpose" not in line.details


def test_what_is_refused_leaves_no_bundle(court: Court) -> None:
    """No purpose, no recipient, nobody who goes, no worker: no row, no share, no sealed numbers that a row names."""
    before = left(court)
    wanted = court.wanted()
    nobody = tuple(replace(each, left_out="not_checked") for each in wanted.going)
    for refused, reason in (
        (replace(wanted, purpose=" \n"), "purpose_needed"),
        (replace(wanted, recipient=" "), "purpose_needed"),
        (replace(wanted, going=nobody), "nobody_goes"),
    ):
        with court.office.worker(), pytest.raises(NotValid, match=reason):
            court.order(refused)
    with pytest.raises(NotNow, match="no_worker"):
        court.order()

    assert left(court) == before


def left(court: Court) -> tuple[int, int, int]:
    """How many bundles, shares and errands there are."""
    with court.office.database.question() as session:
        bundles, shares, errands = (len(session.exec(select(table)).all()) for table in (Bundle, BundleShare, Errand))
    return bundles, shares, errands


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
    assert read_order(other, key=key).parties == 2


def test_nobody_is_named_twice(court: Court) -> None:
    """One number each."""
    with court.office.worker():
        bundle = court.order()
    _order, numbers = opened(court, bundle)

    assert len({each.claim_id for each in numbers.parties}) == len({each.number for each in numbers.parties}) == 2


def test_a_claim_that_cannot_be_opened_stays_out_and_keeps_nobody_back(court: Court) -> None:
    """One damaged part among all the claims of a matter: that claim is named with the reason, the others are ordered."""
    sent = court.office.send(another(MINJUN, 1))
    court.choose(sent)
    with court.office.database.deed() as session:
        part = session.get_one(ClaimPart, (sent.claim.id, PartKind.JUDGEMENT, 1))
        part.sealed = part.sealed[:-1] + bytes([part.sealed[-1] ^ 1])
        session.add(part)
    with court.office.worker():
        order, numbers = opened(court, court.order())
    with court.office.database.deed() as session:
        unchoose_claims(session, court.matter, claim_ids=[sent.claim.id], actor=court.han.actor, now=court.office.now)

    assert [one.reason for one in order.left_out if one.reference == sent.receipt.reference] == ["damaged"]
    assert len(numbers.going) == 2
