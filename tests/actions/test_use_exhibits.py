"""Counsel's choices about one claim: how its pieces are used, and keeping it back; each leaves its line."""

import json

import pytest
from sqlmodel import select

from claims.actions.matter_file import read_matter_file
from claims.actions.use_exhibits import keep_back, let_go, use_exhibits, why_kept_back
from claims.errors import NotFound, NotValid
from claims.model.claim_file import ClaimFile, EvidenceFacts
from claims.model.ledger import LedgerLine
from claims.model.matter import ExhibitUse, Matter, MatterFile
from claims.model.vocabulary import EvidenceKind
from claims.store.seal import context, open_wrap
from tests.cast import LINH
from tests.make import NOW, MadeOffice
from tests.make_bundles import Court

PIECE = EvidenceFacts(id="stamp", kind=EvidenceKind.STAMP, media_type="image/jpeg", size=1, sha256="0" * 64, parts=())
FILE = LINH.model_copy(update={"evidence": (PIECE, PIECE.model_copy(update={"id": "pass", "masked": True}))})


def kept(court: Court) -> MatterFile:
    """The matter's file as it stands."""
    with court.office.database.question() as session:
        return read_matter_file(session.get_one(Matter, court.matter.id), keyring=court.park.keyring)


def use(court: Court, uses: dict[str, ExhibitUse], *, file: ClaimFile = FILE) -> None:
    """Park says how pieces of claim AAAA are used."""
    with court.office.database.deed() as session:
        use_exhibits(
            session,
            court.matter,
            reference="AAAA",
            file=file,
            uses=uses,
            keyring=court.park.keyring,
            actor=court.park.actor,
            now=NOW,
        )


def back(court: Court, why: str, *, reference: str = "AAAA") -> None:
    """Park keeps a claim back."""
    with court.office.database.deed() as session:
        keep_back(
            session,
            court.matter,
            reference=reference,
            why=why,
            keyring=court.park.keyring,
            actor=court.park.actor,
            now=NOW,
        )


def go(court: Court, *, reference: str = "AAAA") -> None:
    """Park lets it go again."""
    with court.office.database.deed() as session:
        let_go(session, court.matter, reference=reference, keyring=court.park.keyring, actor=court.park.actor, now=NOW)


def lines(court: Court, action: str) -> list[str]:
    """The references of an action's lines, for this matter."""
    with court.office.database.question() as session:
        found = session.exec(select(LedgerLine).where(LedgerLine.action == action).order_by(LedgerLine.number)).all()
    return [line.reference for line in found if details_of(court, line)["matter"] == court.matter.id]


def details_of(court: Court, line: LedgerLine) -> dict[str, object]:
    """What lies sealed in a line."""
    bound = context("ledger", line.office_id, line.number)
    opened: dict[str, object] = json.loads(open_wrap(court.han.keyring.office, line.details, context=bound))
    return opened


def test_what_is_not_said_is_a_clean_copy(module_office: MadeOffice) -> None:
    court = Court(module_office)

    use(court, {"stamp": "original", "pass": "withheld"})
    assert kept(court).uses == {"stamp": "original", "pass": "withheld"}
    use(court, {"stamp": "clean"})

    assert kept(court).uses == {"pass": "withheld"}
    assert lines(court, "use_exhibits") == ["AAAA", "AAAA"]


def test_a_masked_piece_has_no_original_and_pieces_of_others_are_not_there(small_module_office: MadeOffice) -> None:
    court = Court(small_module_office)

    with pytest.raises(NotValid, match="original_destroyed"):
        use(court, {"stamp": "withheld", "pass": "original"})
    with pytest.raises(NotFound):
        use(court, {"another": "withheld"})

    assert kept(court).uses == {}


def test_a_claim_is_kept_back_with_a_reason_and_let_go(module_office: MadeOffice) -> None:
    court = Court(module_office)

    back(court, "first")
    back(court, " second ")
    back(court, "other", reference="BBBB")

    assert why_kept_back(kept(court), "AAAA") == "second"
    assert len(kept(court).kept_back) == 2
    go(court)
    assert why_kept_back(kept(court), "AAAA") == ""
    assert why_kept_back(kept(court), "BBBB") == "other"
    assert lines(court, "keep_back") == ["AAAA", "AAAA", "BBBB"]
    assert lines(court, "let_go") == ["AAAA"]
    with pytest.raises(NotFound):
        go(court)


def test_keeping_back_wants_a_reason(small_module_office: MadeOffice) -> None:
    with pytest.raises(NotValid, match="why_needed"):
        back(Court(small_module_office), "  ")
