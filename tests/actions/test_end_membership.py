"""A leaver holds nothing, is signed out, and leaves claims and errands to others; the last of a kind cannot leave."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from sqlmodel import select

from claims.actions.assign_claim import assign_claim
from claims.actions.end_membership import end_membership, working_here
from claims.actions.open_mail import order_opening
from claims.actions.register_passkey import register_passkey
from claims.errors import NotAllowed, NotFound, NotNow
from claims.model.claim import Claim
from claims.model.session import Errand
from claims.model.staff import KeyWrap, KnownBrowser, Passkey
from claims.queries.members_page import key_wants_renewal
from claims.rules.membership import may_leave
from claims.store.known_browsers import new_browser_cookie, remember_browser
from claims.store.passkeys import MadePasskey
from tests.cast import HAN, MINJUN, TRIIN
from tests.joining import enter, lines, matter_of, member, office_lead, small_circle
from tests.make import NOW, MadeOffice


@pytest.fixture
def circle(database_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """Five people at work."""
    with small_circle(database_url, tmp_path) as office:
        yield office


def leave(office: MadeOffice, name: str, *, alone: Literal["refuse", "leave"] = "refuse") -> None:
    """Somebody's membership ends."""
    with office.database.deed() as session:
        end_membership(
            session,
            office.office.id,
            member_id=member(office, name).id,
            matters_alone=alone,
            actor=office_lead(office),
            now=NOW,
        )


def test_everything_is_taken_back(circle: MadeOffice) -> None:
    row, sent, triin = member(circle, "triin"), circle.send(MINJUN), circle.sign_in(TRIIN)
    with circle.worker():
        with circle.database.deed() as session:
            assign_claim(session, sent.claim.id, member_id=row.id, actor=triin.actor, now=NOW)
            made = MadePasskey(credential=b"t" * 16, public_key=b"k", sign_count=0)
            register_passkey(session, row.id, made=made, label="key", now=NOW)
            remember_browser(session, new_browser_cookie(), member=row, now=NOW)
            now = datetime.now(UTC)
            order_opening(session, triin.member, keyring=triin.keyring, host_key=circle.host_key, now=now)

        leave(circle, "triin")

    with circle.database.question() as session:
        for table in (KeyWrap, Passkey, KnownBrowser, Errand):
            assert session.exec(select(table).where(table.member_id == row.id)).all() == [], table
        assert session.get_one(Claim, sent.claim.id).assignee == ""
        assert key_wants_renewal(session, circle.office.id)
    gone = member(circle, "triin")
    assert (gone.active, gone.epoch, gone.locked_key) == (False, row.epoch + 1, b"")
    assert lines(circle, "end_membership")[-1].reference == row.id
    assert lines(circle, "end_errand")[-1].actor == office_lead(circle).id
    with pytest.raises(NotAllowed):
        enter(circle, circle.sign_ins["triin"])
    with pytest.raises(NotFound):
        leave(circle, "triin")


def test_the_last_who_opens_claims_and_the_last_who_leads_stay(circle: MadeOffice) -> None:
    with pytest.raises(NotNow, match="last_lead"):
        leave(circle, "han")
    leave(circle, "triin")

    with pytest.raises(NotNow, match="last_key_holder"):
        leave(circle, "han")

    han = member(circle, "han")
    assert han.active
    with circle.database.question() as session:
        assert not may_leave(han.id, working_here(session, circle.office.id))
    assert circle.sign_in(HAN).keyring.opens_office


def test_a_matter_is_left_to_nobody_only_if_that_is_meant(circle: MadeOffice) -> None:
    matter_of(circle, "park", "lee")
    leave(circle, "lee")
    with pytest.raises(NotNow, match="last_counsel"):
        leave(circle, "park")
    assert member(circle, "park").active

    leave(circle, "park", alone="leave")

    with circle.database.question() as session:
        assert session.exec(select(KeyWrap).where(KeyWrap.key_kind == "matter")).all() == []
        assert not key_wants_renewal(session, circle.office.id), "counsel never held the office's key"
