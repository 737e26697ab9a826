"""What was read is read, and the card says what was read; where nothing is new no shard is written again."""

from sqlmodel import select

from claims.actions.mark_read import mark_read
from claims.actions.match_claims import latest_judgement
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.card import Card, CardShard
from claims.model.claim import Claim
from claims.model.triage import DeskFacts
from claims.store.cards import read_cards
from claims.store.claim_parts import read_claim_file
from tests.cast import HAN, LINH
from tests.make import NOW, MadeOffice, Sent, SignedIn

TRANSLATED = DeskFacts(translation="아무도", translator="An", reviewer="Bo")


def read(office: MadeOffice, sent: Sent, who: SignedIn, facts: DeskFacts) -> None:
    """The member reads the claim."""
    claim = office.open(sent, who)
    with office.database.deed() as session:
        file, _ = read_claim_file(session, claim)
        judgement = latest_judgement(session, claim)
        mark_read(session, claim, file=file, judgement=judgement, facts=facts, keyring=who.keyring)


def card(office: MadeOffice, sent: Sent, who: SignedIn) -> Card | None:
    """The claim's card as it lies in its shard."""
    with office.database.question() as session:
        return read_cards(session, office.office.id, card_key=who.keyring.card).get(sent.claim.id)


def shards(office: MadeOffice) -> list[bytes]:
    """The sealed shards."""
    with office.database.question() as session:
        return [shard.sealed for shard in session.exec(select(CardShard))]


def test_a_claim_is_read_and_its_card_follows(module_office: MadeOffice) -> None:
    office = module_office
    han, sent = office.sign_in(HAN), office.send(LINH)

    read(office, sent, han, DeskFacts())

    found = card(office, sent, han)
    assert found is not None
    assert "translation" in found.missing
    with office.database.question() as session:
        assert not session.get_one(Claim, sent.claim.id).unread
    before = shards(office)
    read(office, sent, han, DeskFacts())
    assert shards(office) == before
    read(office, sent, han, TRANSLATED)
    translated = card(office, sent, han)
    assert translated is not None
    assert "translation" not in translated.missing


def test_a_claim_withdrawn_meanwhile_gets_no_card_again(small_module_office: MadeOffice) -> None:
    office = small_module_office
    han, sent = office.sign_in(HAN), office.send(LINH)
    claim = office.open(sent, han)
    with office.database.deed() as session:
        file, _ = read_claim_file(session, claim)
        withdraw_claim(session, claim, vault=office.vault, now=NOW)

    with office.database.deed() as session:
        mark_read(session, claim, file=file, judgement=None, facts=DeskFacts(), keyring=han.keyring)

    assert card(office, sent, han) is None
