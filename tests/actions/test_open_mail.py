"""Opening the mail: with the least keys, once, and one damaged claim does not stop the others."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest
from sqlmodel import Session, select

from claims.actions import open_mail as mailing
from claims.actions import open_new_claims as deed
from claims.actions.decide_claim import decide_claim
from claims.actions.open_mail import drop_cards_of_gone, open_mail, order_opening, unopened
from claims.actions.run_errands import run_errands
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotAllowed, NotNow
from claims.model.card import Card, CardShard
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.session import Errand, Worker
from claims.model.staff import Office
from claims.model.trip_shard import MatchedClaim
from claims.model.vocabulary import Move, PartKind, Recipient
from claims.store import errands
from claims.store.cards import read_cards
from claims.store.claim_parts import OpenClaim, key_from_wrap, sealed_part
from claims.store.errands import WorkerKeys, keys_of
from claims.store.ledger import read_lines, verify_lines
from claims.store.seal import context, open_wrap
from claims.store.trip_shards import claims_in_shards, trips_key
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.make import MadeOffice, SignedIn, make_office


@pytest.fixture
def mail(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with Han, signed in, and Park."""
    office = make_office(database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK))
    yield office, office.sign_in(HAN)
    office.close()


def order(office: MadeOffice, who: SignedIn) -> int:
    """Lend what is needed, now."""
    with office.database.deed() as session:
        return order_opening(session, who.member, keyring=who.keyring, host_key=office.host_key, now=datetime.now(UTC))


def cards(office: MadeOffice, han: SignedIn) -> dict[str, Card]:
    """All cards by claim."""
    with office.database.question() as session:
        return read_cards(session, office.office.id, card_key=han.keyring.card)


def lent_keys(office: MadeOffice, worker: WorkerKeys) -> dict[str, str]:
    """What the one errand holds."""
    with office.database.question() as session:
        (errand,) = session.exec(select(Errand)).all()
    return keys_of(errand, worker=worker)


def opened(office: MadeOffice, keys: dict[str, str], **given: Any) -> int:
    """How many claims a worker opens with these keys."""
    return open_mail(
        office.database, office.office.id, keys=keys, registry=office.registry, now=lambda: office.now, **given
    )


def test_the_errand_holds_the_least_keys(mail: tuple[MadeOffice, SignedIn]) -> None:
    """Those of claims nobody has opened, the reading key, the card key; never the office's private key."""
    office, han = mail
    office.send(LINH)
    office.work(han)
    fresh, _ = office.send(MINJUN), office.draft(LINH)
    with office.worker() as worker:
        assert order(office, han) == 1
        keys = lent_keys(office, worker)

    assert keys == {
        fresh.claim.id: fresh.claim.key.hex(),
        "reading": han.keyring.reading.hex(),
        "card": han.keyring.card.hex(),
        "generation": "1",
    }
    assert han.keyring.office.hex() not in json.dumps(keys)


def test_opened_once_and_the_row_is_gone(mail: tuple[MadeOffice, SignedIn]) -> None:
    """Card, reading wrap, ledger line; a second errand for the same claim does nothing again."""
    office, han = mail
    sent = office.send(LINH)
    with office.worker() as worker:
        order(office, han)
        keys = lent_keys(office, worker)
        assert run_errands(office.export, worker, host_key=office.host_key) == 1
        assert run_errands(office.export, worker, host_key=office.host_key) == 0
    assert opened(office, keys) == 0
    with office.database.question() as session:
        assert session.exec(select(Errand)).all() == []
        assert unopened(session, office.office.id) == []
        lines = session.exec(select(LedgerLine.action).where(LedgerLine.reference == sent.claim.reference)).all()
        wraps = session.exec(select(ClaimWrap.recipient).where(ClaimWrap.claim_id == sent.claim.id)).all()

    assert {card.name for card in cards(office, han).values()} == {LINH.claimant.name}
    assert lines == ["receive", "open_mail"]
    assert set(wraps) == {Recipient.RECEIPT, Recipient.OFFICE, Recipient.READING}
    assert office.open(sent, han).key == sent.claim.key


def test_only_who_holds_the_offices_key_lends_and_only_to_a_worker(mail: tuple[MadeOffice, SignedIn]) -> None:
    """Counsel cannot; without a worker nobody can; without mail there is nothing to lend."""
    office, han = mail
    assert order(office, han) == 0
    office.send(LINH)
    with pytest.raises(NotNow, match="no_worker"):
        order(office, han)
    park = office.sign_in(PARK)
    with office.worker(), pytest.raises(NotAllowed):
        order(office, park)


def test_a_damaged_claim_is_named_and_the_others_are_opened(mail: tuple[MadeOffice, SignedIn]) -> None:
    """One line says which part; the worker lives; the same claim is not lent again and again."""
    office, han = mail
    sent = [office.send(LINH) for _ in range(3)]
    with office.database.deed() as session:
        part = session.get_one(ClaimPart, (sent[1].claim.id, PartKind.FILE, 1))
        part.sealed = part.sealed[:-1] + bytes([part.sealed[-1] ^ 1])
    assert office.work(han) == 1
    with office.database.question() as session:
        lines = [line for line in read_lines(session, office.office.id) if line.action == "open_damaged"]
        assert unopened(session, office.office.id) == []
    bound = context("ledger", office.office.id, lines[0].number)

    assert set(cards(office, han)) == {sent[0].claim.id, sent[2].claim.id}
    assert [line.reference for line in lines] == [sent[1].claim.reference]
    assert b'"part": "file"' in open_wrap(han.keyring.office, lines[0].details, context=bound)


def test_what_no_program_of_ours_wrote_is_named_and_the_others_are_opened(mail: tuple[MadeOffice, SignedIn]) -> None:
    """Sealed rightly around JSON that is no claim file: its author cannot stop the mail of all."""
    office, han = mail
    strange, whole = office.send(LINH), office.send(LINH)
    with office.database.deed() as session:
        part = session.get_one(ClaimPart, (strange.claim.id, PartKind.FILE, 1))
        part.version, part.sealed = sealed_part(
            strange.claim, kind=PartKind.FILE, number=1, plaintext=b'{"no": "file"}'
        )
    assert office.work(han) == 1
    with office.database.question() as session:
        lines = [line for line in read_lines(session, office.office.id) if line.action == "open_damaged"]

    assert set(cards(office, han)) == {whole.claim.id}
    assert [line.reference for line in lines] == [strange.claim.reference]


def test_a_damaged_wrap_is_named_and_the_others_are_opened(mail: tuple[MadeOffice, SignedIn]) -> None:
    """Neither who lends nor who works is stopped by it."""
    office, han = mail
    broken, whole = office.send(LINH), office.send(LINH)
    with office.database.deed() as session:
        wrap = session.get_one(ClaimWrap, (broken.claim.id, Recipient.OFFICE, office.office.id, 1))
        wrap.wrapped = wrap.wrapped[:-1] + bytes([wrap.wrapped[-1] ^ 1])
    assert office.work(han) == 1
    with office.database.question() as session:
        lines = [line for line in read_lines(session, office.office.id) if line.action == "open_damaged"]
        waiting = unopened(session, office.office.id)

    assert set(cards(office, han)) == {whole.claim.id}
    assert [line.reference for line in lines] == [broken.claim.reference]
    assert [wrap.claim_id for wrap in waiting] == [broken.claim.id]


def test_a_damaged_shard_of_cards_ends_the_errand_by_name_and_nothing_is_half_done(
    mail: tuple[MadeOffice, SignedIn],
) -> None:
    """The worker lives; what was to be opened is new mail still."""
    office, han = mail
    office.send(LINH)
    office.work(han)
    late = office.send(MINJUN)
    with office.database.deed() as session:
        shard = session.exec(select(CardShard)).one()
        shard.sealed = shard.sealed[:-1] + bytes([shard.sealed[-1] ^ 1])
    assert office.work(han) == 1
    with office.database.question() as session:
        lines = [line.action for line in read_lines(session, office.office.id)]
        waiting = unopened(session, office.office.id)

    assert (lines[-1], lines.count("open_mail")) == ("errand_refused", 1)
    assert [wrap.claim_id for wrap in waiting] == [late.claim.id]


def test_many_are_opened_a_handful_at_a_time_until_the_keys_are_taken_back(
    mail: tuple[MadeOffice, SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was opened by then stays opened, with cards and trips; the rest is new mail."""
    monkeypatch.setattr(mailing, "HANDFUL", 2)
    office, han = mail
    sent = [office.send(LINH) for _ in range(5)]
    keys = {each.claim.id: each.claim.key.hex() for each in sent}
    keys |= {"card": han.keyring.card.hex(), "reading": han.keyring.reading.hex(), "generation": "1"}
    answers = iter((True, True, False))

    assert opened(office, keys, still_lent=lambda: next(answers)) == 4
    assert len(cards(office, han)) == 4
    assert opened(office, keys) == 1
    assert set(cards(office, han)) == {each.claim.id for each in sent}
    with office.database.question() as session:
        there, _ = claims_in_shards(session, office.office.id, key=trips_key(han.keyring.card))
        broken = verify_lines(read_lines(session, office.office.id))[0]
    assert (set(there), broken) == ({each.claim.id for each in sent}, [])


def test_keys_that_were_lent_before_a_rotation_open_nothing(mail: tuple[MadeOffice, SignedIn]) -> None:
    """No wrap under a reading key that a leaver may hold; the claim is lent again, with the keys in force."""
    office, han = mail
    sent = office.send(LINH)
    keys = {
        sent.claim.id: sent.claim.key.hex(),
        "card": han.keyring.card.hex(),
        "reading": han.keyring.reading.hex(),
        "generation": "1",
    }
    with office.database.deed() as session:
        session.get_one(Office, office.office.id).generation = 2
    with pytest.raises(NotNow, match="keys_renewed"):
        opened(office, keys)
    assert cards(office, han) == {}
    assert opened(office, keys | {"generation": "2"}) == 1
    with office.database.question() as session:
        wrap = session.exec(select(ClaimWrap).where(ClaimWrap.recipient == Recipient.READING)).one()
    assert (wrap.generation, key_from_wrap(wrap, key=han.keyring.reading)) == (2, sent.claim.key)


def test_a_withdrawn_claim_leaves_no_name_on_a_card(mail: tuple[MadeOffice, SignedIn]) -> None:
    """From the next look at the queue on; and it gets none if it was withdrawn while its key was lent."""
    office, han = mail
    gone, stays = office.send(LINH), office.send(MINJUN)
    office.work(han)
    with office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=office.vault, now=office.now)
        assert drop_cards_of_gone(session, office.office.id, card_key=han.keyring.card) == 1
    assert set(cards(office, han)) == {stays.claim.id}

    late = office.send(LINH)
    with office.worker() as worker:
        order(office, han)
        with office.database.deed() as session:
            withdraw_claim(session, late.claim, vault=office.vault, now=office.now)
        run_errands(office.export, worker, host_key=office.host_key)
    assert set(cards(office, han)) == {stays.claim.id}
    with office.database.deed() as session:
        assert drop_cards_of_gone(session, office.office.id, card_key=han.keyring.card) == 0


def test_while_a_worker_is_at_it_nothing_more_is_lent(mail: tuple[MadeOffice, SignedIn]) -> None:
    """Each look at the queue asks; a worker that died does not count."""
    office, han = mail
    office.send(LINH)
    with office.worker() as worker:
        assert [order(office, han), order(office, han)] == [1, 1]
        with office.database.deed() as session:
            assert len(session.exec(select(Errand)).all()) == 1
            session.get_one(Worker, worker.id).seen -= 2 * errands.WORKER_ALIVE
        with office.worker():
            order(office, han)
            with office.database.question() as session:
                assert len(session.exec(select(Errand)).all()) == 2


def test_whoever_decides_meanwhile_is_not_caught_with_the_worker(
    mail: tuple[MadeOffice, SignedIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A move locks its claim and then the ledger; the worker does so too, so neither waits for the other for ever."""
    office, han = mail
    sent = sorted((office.send(LINH) for _ in range(2)), key=lambda each: each.claim.id)
    opened_first, moved = Event(), Event()
    real = deed._open_one

    def open_slowly(session: Session, claim: OpenClaim, **given: Any) -> tuple[Card, MatchedClaim]:
        found = real(session, claim, **given)
        if not opened_first.is_set():
            opened_first.set()
            moved.wait(2)
        return found

    def move() -> None:
        opened_first.wait(60)
        with office.database.deed() as session:
            session.get_one(Claim, sent[1].claim.id, with_for_update=True)
            moved.set()
            decide_claim(
                session, sent[1].claim, move=Move.CHECK, words="", by=han.member, actor=han.actor, now=office.now
            )

    monkeypatch.setattr(deed, "_open_one", open_slowly)
    with office.worker() as worker, ThreadPoolExecutor(1) as pool:
        order(office, han)
        moving = pool.submit(move)
        run_errands(office.export, worker, host_key=office.host_key)
        moving.result(60)
    with office.database.question() as session:
        broken = verify_lines(read_lines(session, office.office.id))[0]

    assert {each.reason for each in broken} <= {"clock"}  # the worker's clock is the true one, ours stands still
    assert len(cards(office, han)) == 2
