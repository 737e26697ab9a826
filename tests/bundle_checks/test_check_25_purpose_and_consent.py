"""25. An export needs a purpose, a recipient and counsel's key; it is itself an event with the bundle's hash; who did not agree is not in it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from claims.errors import NotAllowed, NotValid
from claims.model.bundle import Bundle
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import Role
from claims.rules.access import May, may
from claims.store.seal import context, open_wrap
from tests.bundle_copies import copied
from tests.bundle_people import EVERYBODY
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter

Served = tuple[FullMatter, Bundle]


def lines(court: FullMatter, bundle: Bundle) -> dict[str, dict[str, object]]:
    """What the ledger says of a bundle, opened by Han, by action."""
    with court.office.database.question() as session:
        found = select(LedgerLine).where(LedgerLine.reference == bundle.id).order_by(col(LedgerLine.number))
        rows = session.exec(found).all()
    office = court.han.keyring.office
    assert office is not None
    return {
        row.action: json.loads(
            open_wrap(office, row.details, context=context("ledger", row.office_id, row.number)) or b"{}"
        )
        for row in rows
        if row.details
    }


@pytest.mark.parametrize("said", [{"purpose": "  "}, {"recipient": ""}])
def test_without_purpose_or_recipient_nothing_is_ordered(
    matter: FullMatter, tmp_path: Path, said: dict[str, str]
) -> None:
    here = copied(matter, tmp_path / "office")
    with here.office.worker():
        wanted = here.wanted()
        for name, value in said.items():
            object.__setattr__(wanted, name, value)
        with pytest.raises(NotValid, match="purpose_needed"):
            here.order(wanted)
    with here.office.database.question() as session:
        assert session.exec(select(func.count()).select_from(Bundle)).one() == 0


def test_only_counsel_may_and_only_counsel_can(served: Served) -> None:
    """By the table of roles, and by the keys: the lead, who opens every claim, opens neither order nor bundle of the matter."""
    here, bundle = served

    assert {role for role in Role if may(frozenset({role}), May.ORDER_BUNDLE)} == {Role.COUNSEL}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(here, "park", here.han)
        for deed in (here.candidates, here.wanted, lambda: here.collect(bundle)):
            with pytest.raises(NotAllowed):
                deed()


def test_it_is_itself_an_event_with_the_bundles_hash(served: Served, korean: Unpacked) -> None:
    """Ordered for what and whom, made with which hash, collected with the same; the recipient stands in both packages."""
    told = lines(*served)
    digest = sha256(korean.zipped).hexdigest()

    assert told["order_bundle"]["purpose"] == "VXQPURPOSE"
    assert told["order_bundle"]["recipient"] == "서울중앙지방법원"
    assert told["export_bundle"]["sha256"] == digest
    assert (told["collect_bundle"]["sha256"], told["collect_bundle"]["why"]) == (digest, "counsel")
    assert told["export_bundle"]["fingerprints"] == {
        package: sha256(korean.files[f"{package}/tagmanifest-sha256.txt"]).hexdigest()
        for package in ("court", "counsel")
    }
    for package in ("court", "counsel"):
        facts = json.loads(korean.files[f"{package}/manifest.json"])["facts"]
        assert facts["recipient"] == "서울중앙지방법원"


def test_of_who_did_not_agree_nothing_is_there(korean: Unpacked, american: Unpacked) -> None:
    """Neither for the court nor for counsel: no account, no name, no piece; only the reference and why."""
    for bundle in (korean, american):
        everything = bundle.court + bundle.counsel
        for person in EVERYBODY:
            assert (person.own in everything) == (not person.out), person.key
        for name in ("Silent One", "Kid Nobody", "Back Kept"):
            assert name not in everything
