"""Inviting: words shown once, the office's key handed only by somebody who holds it, and each sign-in name once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from claims.actions.make_member import NewMember
from claims.errors import Conflict, NotAllowed, NotValid
from claims.model.vocabulary import Role
from tests.cast import ADA, HAN
from tests.joining import MIN, enter, invite, keys_of, lines, member, small_circle
from tests.make import MadeOffice, SignedIn


@pytest.fixture(scope="module")
def circle(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(module_database_url, tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture(scope="module")
def han(circle: MadeOffice) -> SignedIn:
    """The lead."""
    return circle.sign_in(HAN)


@pytest.fixture(scope="module")
def ada(circle: MadeOffice) -> SignedIn:
    """The administrator."""
    return circle.sign_in(ADA)


def test_who_was_invited_comes_in_and_opens_what_their_role_opens(circle: MadeOffice, han: SignedIn) -> None:
    told = invite(circle, MIN, by=han)
    visit = enter(circle, told)

    assert keys_of(circle, visit).office == han.keyring.office
    assert member(circle, "min").renew, "somebody else knows these words"
    assert lines(circle, "invite_member")[-1].reference == visit.subject
    assert lines(circle, "invite_member")[-1].actor == han.member.id


def test_nothing_that_was_told_is_kept(circle: MadeOffice, han: SignedIn) -> None:
    told = invite(circle, replace(MIN, sign_in_name="kept"), by=han)
    row = member(circle, "kept")
    stored = b"".join((row.salt, row.locked_key, row.public_key, row.second_factor))

    assert told.passphrase.encode() not in stored
    assert told.totp_secret.encode() not in stored
    assert told.passphrase not in repr(told)
    assert told.totp_secret not in repr(told)


@pytest.mark.parametrize("role", [Role.TRIAGE, Role.LEAD])
def test_an_administrator_cannot_hand_a_key_they_do_not_hold(circle: MadeOffice, ada: SignedIn, role: Role) -> None:
    with pytest.raises(NotAllowed, match="no_key"):
        invite(circle, NewMember(name="X", sign_in_name="x-y", roles=(Role.AUDITOR, role)), by=ada)

    with pytest.raises(Exception, match="No row"):
        member(circle, "x-y")


def test_an_administrator_invites_those_who_hold_no_key(circle: MadeOffice, ada: SignedIn) -> None:
    new = NewMember(name="Rae", sign_in_name="rae", roles=(Role.RESEARCHER,), language="en")
    visit = enter(circle, invite(circle, new, by=ada))

    assert not keys_of(circle, visit).opens_office


def test_a_sign_in_name_belongs_to_one(circle: MadeOffice, han: SignedIn) -> None:
    with pytest.raises(Conflict, match="name_taken"):
        invite(circle, replace(MIN, sign_in_name="triin"), by=han)


def test_nobody_comes_without_a_role(circle: MadeOffice, han: SignedIn) -> None:
    with pytest.raises(NotValid, match="roles_needed"):
        invite(circle, replace(MIN, sign_in_name="nothing", roles=()), by=han)


def test_a_key_that_was_renewed_meanwhile_is_not_handed(circle: MadeOffice, han: SignedIn) -> None:
    stale = replace(han, keyring=replace(han.keyring, generation=han.keyring.generation + 1))
    with pytest.raises(Conflict, match="changed_elsewhere"):
        invite(circle, replace(MIN, sign_in_name="stale"), by=stale)
