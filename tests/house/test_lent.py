"""What each kind of errand is lent, and that the ledger holds what it opened: the least keys, by name."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from claims.actions.open_mail import order_opening
from claims.actions.preview_revision import order_preview
from claims.actions.rotate_keys import order_rotation, rotate_office_key
from claims.actions.run_errands import run_errands
from claims.model.claim import ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.session import Errand
from claims.model.vocabulary import ErrandKind, Recipient
from claims.store.errands import LONGEST, keys_of
from claims.store.ledger import open_details, read_lines
from claims.store.revision_content import content_of
from tests.cast import HAN
from tests.house.test_stolen import court as court
from tests.house.test_stolen import moment, order_a_rematch
from tests.make import MadeOffice
from tests.make_bundles import Court


def _open_mail(court: Court) -> Any:
    with court.office.database.deed() as session:
        order_opening(
            session, court.han.member, keyring=court.han.keyring, host_key=court.office.host_key, now=datetime.now(UTC)
        )


def _preview(court: Court) -> Any:
    with court.office.database.deed() as session:
        order_preview(
            session,
            court.han.member,
            keyring=court.han.keyring,
            host_key=court.office.host_key,
            content=content_of(court.office.registry),
            base_revision=court.office.registry.revision,
            now=datetime.now(UTC),
        )


def _rotate(court: Court) -> Any:
    office = court.office
    with office.database.deed() as session:
        rotate_office_key(session, office.office.id, keyring=court.han.keyring, actor=court.han.actor, now=office.now)
    han = office.again(HAN, private=court.han.private, member_id=court.han.member.id)
    with office.database.deed() as session:
        order_rotation(session, han.member, keyring=han.keyring, host_key=office.host_key, now=datetime.now(UTC))


def _bundle(court: Court) -> Any:
    court.order()


# What each kind of errand is lent, by the names of the keys; `*` stands for one key per claim, and nothing else is lent.
LEAST = {
    ErrandKind.OPEN_MAIL: (_open_mail, {"reading", "card", "*"}),
    ErrandKind.EXPORT_BUNDLE: (_bundle, {"bundle", "signer", "*"}),
    ErrandKind.REMATCH: (order_a_rematch, {"reading", "card"}),
    ErrandKind.PREVIEW_REVISION: (_preview, {"trips"}),
    ErrandKind.ROTATE: (_rotate, {"reading", "reading:1", "office:1"}),
}
PUBLIC = {"generation", "public"}  # which generation was lent, and a public half: no keys


@pytest.mark.parametrize("kind", list(ErrandKind))
def test_each_errand_is_lent_the_least(court: Court, kind: ErrandKind) -> None:
    order, least = LEAST[kind]
    with court.office.worker() as worker:
        order(court)
        with court.office.database.question() as session:
            errand = session.exec(select(Errand)).one()
            wrapped = select(ClaimWrap.claim_id).where(ClaimWrap.recipient == Recipient.OFFICE)
            claims = set(session.exec(wrapped))
            office_private = court.han.keyring.office.hex()
        keys = keys_of(errand, worker=worker)

    assert errand.kind == kind
    assert {"*" if name in claims else name for name in keys} - PUBLIC == least
    assert errand.ends <= moment() + LONGEST
    # The office's private key in force is lent to nobody; one that was replaced only to wrap what it still opens anew.
    assert (office_private in json.dumps(keys)) == (kind is ErrandKind.ROTATE)
    assert court.park.private.hex() not in json.dumps(keys)
    assert court.park.keyring.matters[court.matter.id].hex() not in json.dumps(keys)


def test_what_an_errand_opened_stands_in_the_ledger(court: Court) -> None:
    """New mail by a line for each claim; a bundle by the order's line, which stands before the worker opens anything."""
    office = court.office
    office.work(court.han)
    with office.worker() as worker:
        bundle = court.order()
        lines = lines_of(office)
        run_errands(office.export, worker, host_key=office.host_key)
    with office.database.question() as session:
        references = {claim.reference for claim in _claims(session)}
    assert {line.reference for line in lines if line.action == "open_mail"} == references
    (order,) = [line for line in lines if line.action == "order_bundle"]
    details = open_details(order, keyring=court.han.keyring)
    assert details is not None
    assert set(details["references"]) == references  # type: ignore[call-overload]  # JSON of our own
    assert order.reference == bundle.id
    assert not any(reference.encode() in order.details for reference in references)
    assert lines_of(office)[-1].action == "export_bundle"


def lines_of(office: MadeOffice) -> list[LedgerLine]:
    with office.database.question() as session:
        return read_lines(session, office.office.id)


def _claims(session: Session) -> list[Any]:
    return list(session.exec(text("SELECT reference FROM claim")))  # type: ignore[call-overload]  # plain SQL
