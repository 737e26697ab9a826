"""Choosing: with the claimant's agreement only, for one matter, with a line."""

from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from claims.actions.choose_claims import choose_claim, unchoose_claims
from claims.errors import NotValid
from claims.model.claim import ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import AgreementCode, Recipient
from tests.cast import HAN, LINH, PARK, agreed
from tests.make import make_office
from tests.make_bundles import Court


@pytest.fixture(scope="module")
def court(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter without claims."""
    made = Court(make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK)))
    yield made
    made.office.close()


def wraps(court: Court) -> set[str]:
    """The claims whose keys are wrapped to the matter."""
    with court.office.database.question() as session:
        found = select(ClaimWrap.claim_id).where(
            ClaimWrap.recipient == Recipient.MATTER, ClaimWrap.recipient_id == court.matter.id
        )
        return set(session.exec(found))


def test_chosen_and_taken_out_again(court: Court) -> None:
    """One wrap however often it is chosen; a line each time; the others stay."""
    one, other = court.office.send(LINH), court.office.send(LINH)
    court.choose(one, other)
    court.choose(one, check=False)
    assert {one.claim.id, other.claim.id} <= wraps(court)
    with court.office.database.deed() as session:
        unchoose_claims(session, court.matter, claim_ids=[one.claim.id], actor=court.han.actor, now=court.office.now)
        lines = session.exec(select(LedgerLine).order_by(col(LedgerLine.number).desc()).limit(2)).all()

    assert other.claim.id in wraps(court)
    assert one.claim.id not in wraps(court)
    assert [(line.action, line.reference) for line in lines] == [
        ("unchoose", court.matter.id),
        ("choose", one.claim.reference),
    ]


def test_without_the_agreement_for_counsel_nobody_is_chosen(court: Court) -> None:
    """Counsel never gets a key to it."""
    file = LINH.model_copy(update={"agreements": agreed(AgreementCode.C4)})
    sent = court.office.send(file)
    claim = court.office.open(sent, court.han)
    with court.office.database.deed() as session, pytest.raises(NotValid) as refused:
        choose_claim(session, court.matter, claim=claim, file=file, actor=court.han.actor, now=court.office.now)

    assert (refused.value.reason, refused.value.facts) == (
        "no_counsel_agreement",
        {"reference": sent.claim.reference},
    )
    assert sent.claim.id not in wraps(court)
