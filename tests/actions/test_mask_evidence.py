"""Masking: the masked copy takes the place of the original, of which nothing remains."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import select

from claims.actions.mask_evidence import mask_evidence
from claims.errors import Conflict, NotFound, NotNow, NotValid
from claims.model.claim import Claim
from claims.model.claim_file import EvidenceFacts
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import Move
from claims.store import claim_parts
from claims.store.clock import seconds
from claims.store.masking import Region
from tests.actions.test_attach_evidence import content, listed, lying
from tests.cast import HAN, LINH
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.make_bundles import attach, picture

LEFT = Region(page=1, x=0, y=0, width=0.5, height=1)


@pytest.fixture(scope="module")
def masking(
    module_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with one lead, who masks."""
    office = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN,))
    yield office, office.sign_in(HAN)
    office.close()


def sent_with_stamp(office: MadeOffice) -> tuple[Sent, EvidenceFacts]:
    """A claim with one photo."""
    receipt, draft = office.draft(LINH)
    facts = attach(office, draft, picture())
    return Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft)), facts


def mask(office: MadeOffice, han: SignedIn, sent: Sent, evidence_id: str, regions: Sequence[Region] = (LEFT,)) -> None:
    """Han masks."""
    claim = office.open(sent, han)
    with office.database.deed() as session:
        mask_evidence(
            session,
            claim,
            evidence_id=evidence_id,
            regions=regions,
            vault=office.vault,
            actor=han.actor,
            now=office.now,
        )


def test_only_the_masked_copy_remains(masking: tuple[MadeOffice, SignedIn]) -> None:
    """As the file itself, black where it was marked; the old parts are gone; one ledger line; the office knows already."""
    office, han = masking
    sent, facts = sent_with_stamp(office)
    mask(office, han, sent, facts.id)
    (now,) = listed(office, sent.claim)
    with office.database.question() as session:
        lines = session.exec(select(LedgerLine).where(LedgerLine.reference == sent.claim.reference)).all()

    assert now.masked
    assert now.parts == now.clean
    assert lying(office, sent.claim) == {part.name for part in now.parts}
    shown = Image.open(BytesIO(content(office, sent.claim, now.parts)))
    assert shown.getpixel((10, 10)) == (0, 0, 0)
    assert shown.getpixel((shown.width - 5, 40))[0] > 100
    assert [line.action for line in lines] == ["receive", "mask"]


def test_the_fingerprint_of_the_original_stays_for_the_log(masking: tuple[MadeOffice, SignedIn]) -> None:
    """Each painting-over says what was there, what took its place, when and by whom; the bytes themselves are gone."""
    office, han = masking
    sent, facts = sent_with_stamp(office)
    mask(office, han, sent, facts.id)
    mask(office, han, sent, facts.id, regions=[Region(page=1, x=0.5, y=0, width=0.2, height=1), LEFT])
    (now,) = listed(office, sent.claim)
    first, second = now.maskings

    assert first.before == facts.sha256 == sha256(picture()).hexdigest()
    assert first.clean == facts.clean_sha256
    assert first.after == second.before == second.clean
    assert second.after == now.sha256 == sha256(content(office, sent.claim, now.parts)).hexdigest()
    assert [(one.by, one.role, one.regions) for one in now.maskings] == [
        (han.actor.id, han.actor.role, 1),
        (han.actor.id, han.actor.role, 2),
    ]
    assert all(one.at == seconds(office.now) for one in now.maskings)
    assert lying(office, sent.claim) == {part.name for part in now.parts}


def test_what_is_refused_changes_nothing(masking: tuple[MadeOffice, SignedIn], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing marked, an unknown piece, outside the page, somebody faster: the original stays, and nothing beside it."""
    office, han = masking
    sent, facts = sent_with_stamp(office)
    before = lying(office, sent.claim)
    for regions, evidence_id, refusal in (
        ((), facts.id, NotValid),
        ((LEFT,), "f0" * 16, NotFound),
        ((Region(page=2, x=0, y=0, width=1, height=1),), facts.id, NotValid),
    ):
        with pytest.raises(refusal):
            mask(office, han, sent, evidence_id, regions)

    def faster(*_: object, **__: object) -> None:
        raise Conflict("changed_elsewhere")

    with monkeypatch.context() as patched:
        patched.setattr(claim_parts, "put_part", faster)
        patched.setattr("claims.actions.draft_claim.put_part", faster)
        with pytest.raises(Conflict):
            mask(office, han, sent, facts.id)

    assert lying(office, sent.claim) == before
    assert listed(office, sent.claim) == (facts,)


def test_a_claim_set_aside_is_left_alone(masking: tuple[MadeOffice, SignedIn]) -> None:
    """By the statuses in which masking is possible."""
    office, han = masking
    sent, facts = sent_with_stamp(office)
    office.decide(sent, han, Move.SET_ASIDE, "a reason")
    with pytest.raises(NotNow):
        mask(office, han, sent, facts.id)
    with office.database.question() as session:
        assert session.get_one(Claim, sent.claim.id).status == "set_aside"
