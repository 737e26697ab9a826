"""Many claims at once: locked, read and wrapped as one by one, and only those that are there."""

import pytest

from claims.errors import Damaged
from claims.model.claim import Claim, ClaimWrap
from claims.model.vocabulary import PartKind, Recipient
from claims.store.claim_parts import key_from_wrap, opened_part, read_parts
from claims.store.many_claims import add_reading_wraps, have_wrap, lock_claims, parts_of
from claims.store.seal import new_key
from tests.cast import LINH, MINJUN
from tests.make import MadeOffice

NOBODY = "f0" * 16


def test_claims_come_as_they_are_now_in_order_of_id(bare_office: MadeOffice) -> None:
    """What this session read before another one changed it is read again; what is not there is left out."""
    ids = [bare_office.send(LINH).claim.id for _ in range(3)]
    with bare_office.database.question() as session:
        before = session.get_one(Claim, ids[0])
        session.expunge(before)
    with bare_office.database.deed() as session:
        session.get_one(Claim, ids[0]).assignee = NOBODY
    with bare_office.database.deed() as session:
        session.add(before)
        found = lock_claims(session, bare_office.office.id, ids=[*ids, NOBODY])
        assert [each.id for each in found] == sorted(ids)
        assert {each.id: each.assignee for each in found}[ids[0]] == NOBODY
        assert lock_claims(session, NOBODY, ids=ids) == []


def test_parts_are_those_of_each_claim_oldest_first(bare_office: MadeOffice) -> None:
    linh, minjun = bare_office.send(LINH), bare_office.send(MINJUN)
    kinds = (PartKind.FILE, PartKind.JUDGEMENT, PartKind.MESSAGE)
    with bare_office.database.question() as session:
        found = parts_of(session, [linh.claim.id, minjun.claim.id, NOBODY], kinds=kinds)
        for claim in (linh.claim, minjun.claim):
            for kind in kinds:
                held = [opened_part(claim, row) for row in found.get((claim.id, kind), ())]
                assert held == read_parts(session, claim, kind=kind)
    assert {kind for _, kind in found} == {PartKind.FILE, PartKind.JUDGEMENT}


def test_wraps_open_with_the_reading_key_of_their_generation_only(bare_office: MadeOffice) -> None:
    sent, office_id, reading = [bare_office.send(LINH) for _ in range(2)], bare_office.office.id, new_key()
    ids = [each.claim.id for each in sent]
    with bare_office.database.deed() as session:
        assert have_wrap(session, ids, recipient=Recipient.READING) == frozenset()
        add_reading_wraps(session, office_id, keys=[], reading=reading, generation=3)
        add_reading_wraps(session, office_id, keys=[(ids[0], sent[0].claim.key)], reading=reading, generation=3)
    with bare_office.database.question() as session:
        assert have_wrap(session, ids, recipient=Recipient.READING) == {ids[0]}
        assert have_wrap(session, [*ids, NOBODY], recipient=Recipient.OFFICE) == set(ids)
        wrap = session.get_one(ClaimWrap, (ids[0], Recipient.READING, office_id, 3))
    assert key_from_wrap(wrap, key=reading) == sent[0].claim.key
    wrap.generation = 2
    with pytest.raises(Damaged):
        key_from_wrap(wrap, key=reading)
