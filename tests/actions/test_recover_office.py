"""The office recovered from paper: enough sheets of the set in force hand its key to somebody new, and nothing else does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.make_recovery import RecoverySheets, make_recovery
from claims.actions.open_office import NewMember
from claims.actions.recover_office import Recovered, opened_by_sheets, recover_office
from claims.errors import NotAllowed, NotValid
from claims.model.matter import Matter
from claims.model.staff import Member, RecoveryKey, RecoveryWrap
from claims.model.vocabulary import Role
from claims.queries.office_keys import read_office_keys
from claims.store.keyring import Keyring, open_keyring
from claims.store.member_keys import unlock_with
from claims.store.passphrases import NewWords
from claims.store.recovery import join_shares, new_recovery_pair
from claims.store.seal import new_key
from tests.cast import ADA, HAN, LINH, PARK
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.make_bundles import Court
from tests.rotating import actions, opens, rewrap, rotated

Desk = tuple[MadeOffice, SignedIn, Sent]
SEON = NewMember(name="Seon", sign_in_name="seon", roles=(Role.LEAD, Role.COUNSEL), language="en")
WORDS = NewWords(passphrase="seven words", salt=b"s" * 16, key=new_key())


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Han, Ada and Park; one claim, chosen for Park's matter."""
    office = make_office(database_url, tmp_path, members=(HAN, ADA, PARK))
    sent = office.send(LINH)
    court = Court(office)
    office.work(court.han)
    court.choose(sent)
    yield office, office.sign_in(HAN), sent
    office.close()


def made(office: MadeOffice, han: SignedIn, *, need: int = 2, shares: int = 3) -> RecoverySheets:
    """Sheets made by Han."""
    with office.database.deed() as session:
        return make_recovery(
            session, office.office.id, keyring=han.keyring, need=need, shares=shares, actor=han.actor, now=office.now
        )


def recovered(office: MadeOffice, shares: tuple[str, ...], whom: NewMember | str) -> tuple[Recovered, Keyring]:
    """What was done, and what the member opens with the words they were told."""
    with office.database.deed() as session:
        private = join_shares(shares)
        done = recover_office(session, office.office.id, private=private, whom=whom, words=WORDS, now=office.now)
        member = session.get_one(Member, done.member_id)
        key = unlock_with(WORDS.key, member.locked_key, member_id=member.id)
        assert key is not None
        return done, open_keyring(session, member, private=key)


def test_a_new_lead_opens_claims_and_the_matters_of_counsel_who_signed_in_since(desk: Desk) -> None:
    """Han cannot wrap Park's matter; Park's next sign-in does."""
    office, han, sent = desk
    sheets = made(office, han)
    with office.database.question() as session:
        matter = session.exec(select(Matter)).one()
        assert read_office_keys(session, office.office.id).sheets.matters == 0  # type: ignore[union-attr]  # they were made
    office.sign_in(PARK)
    done, keyring = recovered(office, sheets.shares[1:], SEON)

    assert done.matters == 1
    assert keyring.office == han.keyring.office
    assert opens(office, sent, keyring)
    assert opens(office, sent, keyring, matter_id=matter.id)
    assert actions(office)[-2:] == ["invite_member", "recover_office"]


def test_somebody_is_reset_and_handed_the_key(desk: Desk) -> None:
    office, han, sent = desk
    done, keyring = recovered(office, made(office, han).shares[:2], han.member.id)

    assert (done.member_id, done.matters) == (han.member.id, 0)
    assert opens(office, sent, keyring)


def test_sheets_stay_good_through_a_rotation(desk: Desk) -> None:
    """They open the new key, and through it whatever is not wrapped anew yet."""
    office, han, sent = desk
    sheets = made(office, han)
    new = rotated(office, han)
    with office.database.question() as session:
        opened = opened_by_sheets(session, office.office.id, private=join_shares(sheets.shares[:2]))
        wraps = session.exec(select(RecoveryWrap)).all()

    assert opened == new.keyring
    assert [(wrap.key_kind, wrap.generation) for wrap in wraps] == [("office", 2)]
    assert opens(office, sent, opened)
    rewrap(office, new)
    assert opens(office, sent, opened)


def test_sheets_of_an_earlier_set_open_nothing(desk: Desk) -> None:
    office, han, _ = desk
    old, new = made(office, han), made(office, han)
    with office.database.question() as session:
        assert [row.id for row in session.exec(select(RecoveryKey))] == [new.recovery.id]
        assert {row.recovery_id for row in session.exec(select(RecoveryWrap))} == {new.recovery.id}
    with pytest.raises(NotValid, match="sheets_not_in_force"):
        recovered(office, old.shares[:2], SEON)


def test_who_may_not_hold_the_key_is_handed_none(desk: Desk) -> None:
    office, han, _ = desk
    sheets = made(office, han)
    ada = office.sign_in(ADA)
    with pytest.raises(NotValid, match="key_holder_needed"):
        recovered(office, sheets.shares[:2], ada.member.id)

    assert office.again(ADA, private=ada.private, member_id=ada.member.id).keyring == Keyring()


def test_only_a_holder_of_the_key_makes_sheets(desk: Desk) -> None:
    office, _, _ = desk
    with pytest.raises(NotAllowed, match="no_key"):
        made(office, office.sign_in(ADA))


def test_a_recovery_key_that_somebody_slipped_in_is_handed_nothing(desk: Desk) -> None:
    """Neither at the next sign-in of a key's holder nor at a rotation."""
    office, han, _ = desk
    pair = new_recovery_pair(need=2, shares=2)
    row = RecoveryKey(office_id=office.office.id, public_key=pair.public, need=2, shares=2, week="2026-W47")
    with office.database.deed() as session:
        session.add(row)
    office.sign_in(HAN)
    rotated(office, han)
    with office.database.question() as session:
        assert session.exec(select(RecoveryWrap)).all() == []


def test_a_matter_opened_later_is_recoverable_at_once(desk: Desk) -> None:
    office, han, _ = desk
    sheets = made(office, han)
    Court(office)
    with office.database.question() as session:
        opened = opened_by_sheets(session, office.office.id, private=join_shares(sheets.shares[:2]))

    assert opened.matters
