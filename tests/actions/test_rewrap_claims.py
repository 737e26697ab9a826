"""All claims wrapped to a new key, batch by batch: stopped anywhere it goes on, and nobody else's key is ever wrapped to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from claims.actions import rewrap_claims as deed
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Damaged
from claims.model.claim import ClaimWrap
from claims.model.staff import Office
from claims.store.lent_keys import generations_left
from claims.store.seal import new_pair
from tests.cast import HAN, LINH
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.rotating import actions, generations, opens, rewrap, rotated, wraps_opened

Desk = tuple[MadeOffice, SignedIn, list[Sent]]


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Han after the first half of a rotation; three opened claims and one in the mail."""
    office = make_office(database_url, tmp_path, members=(HAN,))
    sent = [office.send(LINH) for _ in range(3)]
    han = office.sign_in(HAN)
    office.work(han)
    sent.append(office.send(LINH))
    yield office, rotated(office, han), sent
    office.close()


def test_stopped_after_each_batch_it_goes_on(desk: Desk) -> None:
    """After each batch every claim opens; none is wrapped twice."""
    office, han, sent = desk
    for _ in sent:
        assert rewrap(office, han, at_once=1, batches=1).wrapped == 1
        assert all(opens(office, each, han.keyring) for each in sent)
    with office.database.question() as session:
        assert generations_left(session, office.office.id) == [1]  # nobody has said yet that it is through

    assert rewrap(office, han).wrapped == 0
    assert generations(office) == {"office": {2}, "reading": {2}}
    with office.database.question() as session:
        assert generations_left(session, office.office.id) == []


@pytest.mark.parametrize("step", ["wrap_row", "check_not_renewed"])
def test_what_fails_within_a_batch_undoes_the_batch(desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    office, han, sent = desk
    whole, calls = getattr(deed, step), iter(range(3))

    def fails_at_the_third(*given: object, **more: object) -> object:
        if next(calls, None) is None:
            raise RuntimeError("killed")
        return whole(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(deed, step, fails_at_the_third)
        with pytest.raises(RuntimeError, match="killed"):
            rewrap(office, han, at_once=1)
    assert all(opens(office, each, han.keyring) for each in sent)
    rewrap(office, han, at_once=1)

    assert generations(office) == {"office": {2}, "reading": {2}}
    assert all(opens(office, each, han.keyring) for each in sent)


def test_nothing_is_wrapped_to_a_key_that_somebody_slipped_in(desk: Desk) -> None:
    """Whoever can write to the database but holds no key must not be handed every claim by the office's own hand."""
    office, han, _ = desk
    private, public = new_pair()
    with office.database.deed() as session:
        session.get_one(Office, office.office.id).public_key = public
    with pytest.raises(Damaged, match="office_key"):
        rewrap(office, han)

    assert generations(office) == {"office": {1}, "reading": {1}}
    assert wraps_opened(office, type(han.keyring)(office=private)) == 0


def test_a_damaged_claim_is_named_and_the_others_go_on(desk: Desk) -> None:
    """One wrap that still opens is enough; with none the claim opens to nobody, and the rotation is through all the same."""
    office, han, sent = desk
    half, whole = sent[0], sent[1]
    _damage(office, half, "reading")
    _damage(office, whole, "reading", "office")
    run = rewrap(office, han, at_once=2)

    assert (run.wrapped, run.damaged) == (3, {whole.claim.id})
    assert [opens(office, each, han.keyring) for each in sent] == [True, False, True, True]
    with office.database.question() as session:
        assert generations_left(session, office.office.id) == []
    assert [each for each in actions(office) if each.startswith("rotate")] == [
        "rotate_office_key",
        "rotate_damaged",
        "rotate_claims",
    ]


def test_a_claim_withdrawn_meanwhile_gets_no_wrap_back(desk: Desk) -> None:
    office, han, sent = desk
    with office.database.deed() as session:
        withdraw_claim(session, sent[0].claim, vault=office.vault, now=office.now)
    rewrap(office, han)
    with office.database.question() as session:
        assert session.exec(select(ClaimWrap).where(ClaimWrap.claim_id == sent[0].claim.id)).all() == []


def test_claimants_and_their_receipts_notice_nothing(desk: Desk) -> None:
    office, han, sent = desk
    with office.database.question() as session:
        before = _receipts(session)
    rewrap(office, han)
    with office.database.question() as session:
        assert _receipts(session) == before
    assert len(before) == len(sent)


def _receipts(session: Session) -> dict[str, bytes]:
    wraps = session.exec(select(ClaimWrap).where(ClaimWrap.recipient == "receipt"))
    return {wrap.claim_id: wrap.wrapped for wrap in wraps}


def _damage(office: MadeOffice, sent: Sent, *recipients: str) -> None:
    with office.database.deed() as session:
        for recipient in recipients:
            wrap = session.get_one(ClaimWrap, (sent.claim.id, recipient, office.office.id, 1))
            wrap.wrapped = wrap.wrapped[:-1] + bytes([wrap.wrapped[-1] ^ 1])
