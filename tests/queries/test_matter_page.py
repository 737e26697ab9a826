"""Matters for those who may know of them, their claims and bundles, on both engines."""

import pytest

from claims.actions.choose_claims import choose_claim
from claims.actions.open_matter import open_matter
from claims.errors import NotFound
from claims.model.bundle import Bundle
from claims.model.matter import Matter, MatterFacts
from claims.model.vocabulary import AgreementCode, BundleStatus, ErrandKind, Move
from claims.queries.matter_page import (
    Lent,
    bundle_of,
    bundles_of,
    chosen_claims,
    claim_of,
    claim_rows,
    counsel_here,
    counsel_of,
    lent_for,
    matter_for,
    matters_for,
)
from claims.store.clock import seconds
from claims.store.errands import WORKER_ALIVE, WorkerKeys, lend
from tests.cast import ADA, HAN, LEE, LINH, MINJUN, PARK, agreed
from tests.make import NOW, TODAY, MadeOffice, Sent, SignedIn

AT = seconds(NOW)


@pytest.fixture(scope="module")
def signed(module_office: MadeOffice) -> dict[str, SignedIn]:
    """The members these tests need, signed in."""
    return {who.name: module_office.sign_in(who) for who in (HAN, PARK, LEE, ADA)}


def opened(office: MadeOffice, signed: dict[str, SignedIn], *claims: Sent) -> Matter:
    """A matter of Park's with these claims; Park can open it from then on."""
    han, park = signed["Han"], signed["Park"]
    with office.database.deed() as session:
        facts = MatterFacts(title="Test")
        matter = open_matter(session, office.office.id, facts=facts, counsel=[park.member], actor=han.actor, now=NOW)
        for sent in claims:
            claim = office.open(sent, han)
            choose_claim(session, matter, claim=claim, file=LINH, actor=han.actor, now=NOW)
    signed["Park"] = office.again(PARK, private=park.private, member_id=park.member.id)
    return matter


def test_a_matter_is_there_for_the_office_and_its_counsel_alone(
    module_office: MadeOffice, signed: dict[str, SignedIn]
) -> None:
    office = module_office
    matter = opened(office, signed)
    for name, sees in (("Han", True), ("Park", True), ("Lee", False), ("Ada", False)):
        keyring = signed[name].keyring
        with office.database.question() as session:
            listed = [each.id for each in matters_for(session, office.office.id, keyring=keyring)]
            assert (matter.id in listed) is sees
            if sees:
                assert matter_for(session, office.office.id, matter.id, keyring=keyring).id == matter.id
            else:
                with pytest.raises(NotFound):
                    matter_for(session, office.office.id, matter.id, keyring=keyring)
    with office.database.question() as session:
        assert counsel_of(session, matter) == ["Park"]
        assert [member.name for member in counsel_here(session, office.office.id)] == ["Lee", "Park"]


@pytest.mark.parametrize("reader", ["Han", "Park"])
def test_its_claims_are_opened_with_either_key(
    module_office: MadeOffice, signed: dict[str, SignedIn], reader: str
) -> None:
    office = module_office
    goes, stays = office.send(LINH), office.send(MINJUN.model_copy(update={"agreements": agreed(AgreementCode.C8)}))
    other = office.send(LINH)
    for sent in (goes, stays):
        office.decide(sent, signed["Han"], Move.CHECK)
    matter = opened(office, signed, goes, stays)

    with office.database.question() as session:
        lines = chosen_claims(session, matter, keyring=signed[reader].keyring, today=TODAY)
        found = {line.reference: line for line in lines}
        assert [line.reference for line in lines] == sorted(found)
        assert (found[goes.claim.reference].left_out, found[goes.claim.reference].to_follow) == (
            "",
            ("evidence", "translation", "power", "notarisation"),
        )
        assert found[stays.claim.reference].left_out == "no_court_agreement"
        assert len(claim_rows(session, matter)) == 2
        with pytest.raises(NotFound):
            claim_of(session, matter, other.claim.reference)


def test_a_bundle_belongs_to_its_matter_and_its_keys_to_a_worker(
    module_office: MadeOffice, signed: dict[str, SignedIn]
) -> None:
    office = module_office
    matter, other = opened(office, signed), opened(office, signed)
    with office.database.deed() as session:
        rows = [made(matter, number) for number in (1, 2)]
        session.add_all(rows)
        WorkerKeys(session, office.office.id, host_key=office.host_key, now=AT)
        session.flush()
        lend(
            session,
            office.office.id,
            kind=ErrandKind.EXPORT_BUNDLE,
            subject=rows[0].id,
            keys={},
            member_id=signed["Park"].member.id,
            host_key=office.host_key,
            now=AT,
        )

    with office.database.question() as session:
        assert [bundle.number for bundle in bundles_of(session, matter)] == [2, 1]
        assert bundle_of(session, matter, rows[0].id).number == 1
        with pytest.raises(NotFound):
            bundle_of(session, other, rows[0].id)
        assert lent_for(session, rows[0], now=AT) == Lent(held=True, seen=True)
        assert lent_for(session, rows[0], now=AT + WORKER_ALIVE + 1) == Lent(held=True, seen=False)
        assert lent_for(session, rows[1], now=AT) == Lent(held=False, seen=False)


def made(matter: Matter, number: int) -> Bundle:
    """A bundle as it is ordered."""
    return Bundle(
        office_id=matter.office_id,
        matter_id=matter.id,
        number=number,
        status=BundleStatus.ORDERED,
        week="2026-W47",
        vault_folder="0" * 32,
        key_wrap=b"",
        order=b"",
    )
