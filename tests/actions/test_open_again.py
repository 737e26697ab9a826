"""Claims that a registry answers otherwise: opened one by one, judged anew, told where it matters; all else stays as it was."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from claims.actions.withdraw_claim import withdraw_claim
from claims.model.claim import Claim, ClaimPart
from claims.model.vocabulary import MessageCode, PartKind, Result
from claims.store import trip_shards
from claims.store.claim_parts import append_part, read_parts
from claims.store.trip_shards import trips_key
from tests.cast import HAN, LINH, PARK
from tests.make import MadeOffice, SignedIn, make_office
from tests.make_bundles import Court
from tests.make_registries import FOREIGNERS, added, corrected, without
from tests.rematching import PROJECT, actions, again, cards, judgements, messages, unread


@pytest.fixture
def desk(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with Han, signed in, and Park."""
    office = make_office(database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK))
    yield office, office.sign_in(HAN)
    office.close()


def test_only_another_result_is_told(desk: tuple[MadeOffice, SignedIn]) -> None:
    """A window more that says the same of a trip is judged and kept for lawyers; the claimant hears nothing."""
    office, han = desk
    linh = office.send(LINH)
    office.work(han)
    with office.database.deed() as session:
        session.get_one(Claim, linh.claim.id).unread = False
    again(office, han, added(office.registry, "NEW-W"))
    assert (len(judgements(office, linh)), messages(office, linh), unread(office, linh)) == (2, [], False)

    again(office, han, without(office.registry, FOREIGNERS))
    assert (len(judgements(office, linh)), unread(office, linh)) == (3, True)


def test_a_damaged_claim_is_named_and_the_others_go_on(desk: tuple[MadeOffice, SignedIn]) -> None:
    """Its judgement stays, and the next revision tries it again."""
    office, han = desk
    sent = [office.send(LINH) for _ in range(3)]
    office.work(han)
    with office.database.deed() as session:
        part = session.get_one(ClaimPart, (sent[1].claim.id, PartKind.FILE, 1))
        part.sealed = part.sealed[:-1] + bytes([part.sealed[-1] ^ 1])
    run = again(office, han, corrected(office.registry, from_="2016-01-01"))
    assert (run.looked, run.opened, run.damaged) == (3, 2, 1)
    assert ("rematch_damaged", sent[1].claim.reference) in actions(office)
    assert [len(judgements(office, each)) for each in sent] == [2, 1, 2]

    assert again(office, han, corrected(office.registry, from_="2017-01-01")).damaged == 1


def test_a_withdrawn_claim_is_not_opened_and_leaves_its_shard(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, han = desk
    gone, stays = office.send(LINH), office.send(LINH)
    office.work(han)
    with office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=office.vault, now=office.now)
    run = again(office, han, corrected(office.registry, from_="2016-01-01"))

    assert (run.opened, judgements(office, gone), len(judgements(office, stays))) == (1, [], 2)
    with office.database.question() as session:
        held, _ = trip_shards.claims_in_shards(session, office.office.id, key=trips_key(han.keyring.card))
    assert held == {stays.claim.id}


def test_what_was_chosen_for_a_matter_stays_chosen_and_opens_with_its_key(desk: tuple[MadeOffice, SignedIn]) -> None:
    """Counsel reads the new judgement beside the old one; a bundle that was made is the bundle it was."""
    office, _ = desk
    court = Court(office)
    sent = office.send(LINH)
    office.work(court.han)
    court.choose(sent)
    before = court.zipped()
    again(office, court.han, corrected(office.registry, from_="2016-01-01"))
    (candidate,) = court.candidates()

    assert before
    assert candidate.claim.key == sent.claim.key
    assert len(judgements(office, sent)) == 2
    with office.database.question() as session:
        assert [len(read_parts(session, candidate.claim, kind=PartKind.JUDGEMENT))] == [2]


def test_a_message_of_before_there_were_codes_still_opens(desk: tuple[MadeOffice, SignedIn]) -> None:
    office, _ = desk
    sent = office.send(LINH)
    old = b'{"format":1,"sender":"office","text":"which day?","language":"en","at":1,"move":"ask"}'
    with office.database.deed() as session:
        append_part(session, sent.claim, kind=PartKind.MESSAGE, plaintext=old)
    (message,) = messages(office, sent)

    assert (message.text, message.code, message.facts) == ("which day?", None, {})


def test_a_claim_opened_after_the_revision_is_judged_by_it_then(desk: tuple[MadeOffice, SignedIn]) -> None:
    """It was sent under the revision before, and its claimant saw that result."""
    office, han = desk
    sent = office.send(LINH)
    registry = corrected(office.registry, from_="2016-01-01")
    office._export = replace(office.export, registry=registry)
    office.work(han)

    assert [each.registry_revision for each in judgements(office, sent)] == [
        office.registry.revision,
        registry.revision,
    ]
    assert cards(office, han)[sent.claim.id].results[PROJECT] is Result.OUTSIDE
    assert [each.code for each in messages(office, sent)] == [MessageCode.RESULT_CHANGED]
    assert again(office, han, registry).looked == 0
