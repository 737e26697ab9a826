"""A new key of the office: in force at once, handed to those who work here, and the old one worth nothing for what lies here."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from claims.actions import rotate_keys as deed
from claims.actions.open_mail import order_opening
from claims.actions.open_matter import read_matter
from claims.actions.preview_revision import order_preview
from claims.actions.rematch_claims import order_rematch
from claims.actions.rotate_keys import order_rotation, rotate_office_key
from claims.actions.run_errands import run_errands
from claims.errors import Conflict, Damaged, NotAllowed, NotNow
from claims.model.matter import Matter
from claims.model.session import Errand
from claims.model.staff import KeyWrap, Member, Office, OfficeKey
from claims.queries.revision_previews import read_preview
from claims.store.cards import read_cards
from claims.store.keyring import Keyring
from claims.store.ledger import open_details, read_lines
from claims.store.lent_keys import generations_left
from claims.store.revision_content import content_of
from claims.store.trip_shards import claims_in_shards, trips_key
from tests.cast import ADA, HAN, LINH, MINJUN, PARK, TRIIN
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.make_bundles import Court
from tests.rotating import actions, anew, generations, opens, rewrap, rotated, wraps_opened

Desk = tuple[MadeOffice, SignedIn, list[Sent]]


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Han, Triin and Ada; two claims that were opened and one that waits in the mail."""
    office = make_office(database_url, tmp_path, members=(HAN, TRIIN, ADA, PARK))
    sent = [office.send(LINH), office.send(MINJUN)]
    han = office.sign_in(HAN)
    office.work(han)
    sent.append(office.send(LINH))
    yield office, han, sent
    office.close()


def test_everything_opens_under_the_new_key_before_one_claim_was_wrapped_to_it(desk: Desk) -> None:
    office, han, sent = desk
    new = rotated(office, han)

    assert new.keyring.generation == 2
    assert {new.keyring.office, new.keyring.reading, new.keyring.card}.isdisjoint(
        {han.keyring.office, han.keyring.reading, han.keyring.card}
    )
    assert generations(office) == {"office": {1}, "reading": {1}}
    assert all(opens(office, each, new.keyring) for each in sent)
    with office.database.question() as session:
        assert len(read_cards(session, office.office.id, card_key=new.keyring.card)) == 2
        held, damaged = claims_in_shards(session, office.office.id, key=trips_key(new.keyring.card))
    assert (len(held), damaged) == (2, [])


def test_afterwards_the_old_keys_open_nothing(desk: Desk) -> None:
    """Neither by generation nor tried on every wrap, shard and facts of a matter."""
    office, han, sent = desk
    rewrap(office, rotated(office, han))

    assert generations(office) == {"office": {2}, "reading": {2}}
    assert wraps_opened(office, han.keyring) == 0
    assert not any(opens(office, each, han.keyring) for each in sent)
    with office.database.question() as session:
        with pytest.raises(Damaged):
            read_cards(session, office.office.id, card_key=han.keyring.card)
        assert claims_in_shards(session, office.office.id, key=trips_key(han.keyring.card))[0] == frozenset()
        assert generations_left(session, office.office.id) == []


def test_the_new_key_is_handed_to_who_works_here_and_held_the_old_one(desk: Desk) -> None:
    """Somebody who left holds nothing, nor does a lead who was never handed the key; open visits go on with what they are."""
    office, han, sent = desk
    triin, ada = office.sign_in(TRIIN), office.sign_in(ADA)
    with office.database.deed() as session:
        session.get_one(Member, triin.member.id).active = False
        session.get_one(Member, ada.member.id).roles = "lead"
    new = rotated(office, han)
    with office.database.question() as session:
        held = {(wrap.member_id, wrap.generation) for wrap in session.exec(select(KeyWrap))}

    assert held == {(han.member.id, 2)}
    assert anew(office, triin).keyring == anew(office, ada).keyring == Keyring()
    assert all(opens(office, each, new.keyring) for each in sent)


@pytest.mark.parametrize(
    "step", ["archive_keys", "hand_key", "reseal_cards", "reseal_trips", "wrap_for_recovery", "write_line"]
)
def test_what_fails_half_way_changes_nothing(desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    office, han, sent = desk

    def fails(*_: object, **__: object) -> None:
        raise Damaged("disk")

    with monkeypatch.context() as patch:
        patch.setattr(deed, step, fails)
        with pytest.raises(Damaged, match="disk"):
            rotated(office, han)

    assert anew(office, han).keyring == han.keyring
    assert all(opens(office, each, han.keyring) for each in sent)
    assert rotated(office, han).keyring.generation == 2


def test_two_leads_at_once_renew_it_once(desk: Desk) -> None:
    office, han, _ = desk
    rotated(office, han)

    with pytest.raises(Conflict, match="changed_elsewhere"):
        rotated(office, han)


def test_who_holds_no_key_renews_none(desk: Desk) -> None:
    office, _, _ = desk
    ada = office.sign_in(ADA)
    with pytest.raises(NotAllowed, match="no_key"), office.database.deed() as session:
        rotate_office_key(session, office.office.id, keyring=ada.keyring, actor=ada.actor, now=office.now)
    with pytest.raises(NotAllowed, match="no_key"), office.database.deed() as session:
        order_rotation(session, ada.member, keyring=ada.keyring, host_key=office.host_key, now=office.now)


def test_a_claim_sent_meanwhile_is_wrapped_to_the_new_key(desk: Desk) -> None:
    office, han, sent = desk
    new = rotated(office, han)
    late = office.send(LINH)
    rewrap(office, new, at_once=1)

    assert all(opens(office, each, new.keyring) for each in (*sent, late))
    assert generations(office) == {"office": {2}, "reading": {2}}


def test_mail_is_opened_while_the_claims_are_being_wrapped(desk: Desk) -> None:
    """The claim that waited under the old key gets its reading wrap of the new one, and keeps it."""
    office, han, sent = desk
    new = rotated(office, han)
    office.work(new)
    with office.database.question() as session:
        assert sent[2].claim.id in read_cards(session, office.office.id, card_key=new.keyring.card)
    rewrap(office, new)

    assert generations(office) == {"office": {2}, "reading": {2}}
    assert all(opens(office, each, new.keyring) for each in sent)


def test_errands_with_the_old_keys_are_ended_and_those_that_read_them_already_keep_nothing(desk: Desk) -> None:
    office, han, sent = desk
    with office.worker() as worker:
        with office.database.deed() as session:
            order_opening(session, han.member, keyring=han.keyring, host_key=office.host_key, now=datetime.now(UTC))
            lent = session.exec(select(Errand)).one()
            kept = {column.name: getattr(lent, column.name) for column in Errand.__table__.columns}
        new = rotated(office, han)
        with office.database.deed() as session:
            assert session.exec(select(Errand)).all() == []
            session.add(Errand(**kept))  # as if the worker had taken its keys into memory just before
        run_errands(office.export, worker, host_key=office.host_key)

    assert "errand_refused" in actions(office)
    assert generations(office) == {"office": {1}, "reading": {1}}
    with office.database.question() as session:
        assert len(read_cards(session, office.office.id, card_key=new.keyring.card)) == 2
    office.work(new)
    assert opens(office, sent[2], new.keyring)


def test_an_office_without_a_card_notices_old_keys_too(database_url: str, tmp_path: Path) -> None:
    """An empty shard lies there: cards under the old key never get among those under the new one."""
    office = make_office(database_url, tmp_path, members=(HAN,))
    han = office.sign_in(HAN)
    new = rotated(office, han)
    with office.database.question() as session:
        assert read_cards(session, office.office.id, card_key=new.keyring.card) == {}
        with pytest.raises(Damaged):
            read_cards(session, office.office.id, card_key=han.keyring.card)
    office.close()


def test_matters_stay_readable_for_the_office_and_open_for_counsel(desk: Desk) -> None:
    office, han, sent = desk
    court = Court(office)
    court.choose(sent[0])
    park = office.sign_in(PARK)
    new = rotated(office, han)
    rewrap(office, new)
    with office.database.question() as session:
        matter = session.exec(select(Matter)).one()
        assert read_matter(matter, keyring=Keyring(office=new.keyring.office)).title
        with pytest.raises(Damaged):
            read_matter(matter, keyring=Keyring(office=han.keyring.office))
    assert opens(
        office, sent[0], office.again(PARK, private=park.private, member_id=park.member.id).keyring, matter_id=matter.id
    )


def test_what_the_ledger_says_of_before_opens_with_the_new_key(desk: Desk) -> None:
    office, han, _ = desk
    new = rotated(office, rotated(office, han))
    with office.database.question() as session:
        details = [open_details(line, keyring=new.keyring) for line in read_lines(session, office.office.id)]

    assert None not in details
    assert {"generation": 3, "holders": sorted([han.member.id, *_others(office, han)])} in [
        {**each, "holders": sorted(each["holders"])} for each in details if each and "holders" in each
    ]


def _others(office: MadeOffice, han: SignedIn) -> list[str]:
    with office.database.question() as session:
        wraps = session.exec(
            select(KeyWrap).where(col(KeyWrap.member_id) != han.member.id, KeyWrap.key_kind == "office")
        )
        return [wrap.member_id for wrap in wraps]


def test_a_preview_is_read_with_the_new_key(desk: Desk) -> None:
    office, han, _ = desk
    with office.worker() as worker:
        with office.database.deed() as session:
            preview = order_preview(
                session,
                han.member,
                keyring=han.keyring,
                host_key=office.host_key,
                content=content_of(office.registry),
                base_revision=office.registry.revision,
                now=datetime.now(UTC),
            )
        run_errands(office.export, worker, host_key=office.host_key)
    new = rotated(office, han)
    with office.database.question() as session:
        outcome = read_preview(session, office.office.id, preview_id=preview, keyring=new.keyring)
        with pytest.raises(Damaged):
            read_preview(session, office.office.id, preview_id=preview, keyring=han.keyring)

    assert outcome is not None
    assert outcome.claims == 2


def test_one_worker_at_a_time_and_again_after_a_kill(desk: Desk) -> None:
    """While a living worker holds it nothing more is lent; after its death the next visit lends it to another."""
    office, han, _ = desk
    new = rotated(office, han)
    with pytest.raises(NotNow, match="no_worker"):
        _order(office, new)
    with office.worker():
        assert [_order(office, new), _order(office, new)] == [True, False]
    with office.worker() as worker:
        assert _order(office, new)
        assert run_errands(office.export, worker, host_key=office.host_key) == 1
        assert not _order(office, new)

    assert generations(office) == {"office": {2}, "reading": {2}}
    assert actions(office)[-1] == "rotate_claims"


def test_the_errand_is_lent_no_new_private_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    office, han, _ = desk
    new = rotated(office, han)
    lent: dict[str, str] = {}
    monkeypatch.setattr(deed, "lend", lambda *_, keys, **__: lent.update(keys))
    _order(office, new)

    assert set(lent) == {"generation", "public", "reading", "reading:1", "office:1"}
    assert new.keyring.office.hex() not in lent.values()
    assert new.keyring.card.hex() not in lent.values()


def test_rematching_goes_on_while_the_claims_are_being_wrapped(desk: Desk) -> None:
    """It is lent the reading keys of both generations."""
    office, han, _ = desk
    new = rotated(office, han)
    rewrap(office, new, at_once=1, batches=1)
    with office.worker() as worker:
        with office.database.deed() as session:
            order_rematch(session, new.member, keyring=new.keyring, host_key=office.host_key, now=datetime.now(UTC))
        run_errands(office.export, worker, host_key=office.host_key)

    assert "errand_refused" not in actions(office)


def test_a_second_renewal_before_the_first_is_through(desk: Desk) -> None:
    office, han, sent = desk
    second = rotated(office, han)
    rewrap(office, second, at_once=1, batches=1)
    third = rotated(office, second)
    with pytest.raises(NotNow, match="keys_renewed"):
        rewrap(office, second)
    assert all(opens(office, each, third.keyring) for each in sent)
    rewrap(office, third, at_once=1)

    assert generations(office) == {"office": {3}, "reading": {3}}
    assert wraps_opened(office, second.keyring) == wraps_opened(office, han.keyring) == 0


def test_the_old_private_key_lies_under_the_new_public_half_only(desk: Desk) -> None:
    office, han, _ = desk
    new = rotated(office, rotated(office, han))
    with office.database.question() as session:
        archived = [row.archived for row in _rows(session, office)]

    assert [each is None for each in archived] == [False, False, True]
    assert sorted(new.keyring.older) == [1, 2]
    assert new.keyring.older[1] == han.keyring.office
    assert new.keyring.older_readings[1] == han.keyring.reading


def _rows(session: Session, office: MadeOffice) -> list[OfficeKey]:
    assert session.get_one(Office, office.office.id).generation == 3
    return list(session.exec(select(OfficeKey).order_by(col(OfficeKey.generation))))


def _order(office: MadeOffice, who: SignedIn) -> bool:
    with office.database.deed() as session:
        return order_rotation(session, who.member, keyring=who.keyring, host_key=office.host_key, now=datetime.now(UTC))
