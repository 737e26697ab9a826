"""Who may have claimed twice, out of the opened cards: likely ones until somebody decided, never the withdrawn, never oneself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from claims.actions.note_same_person import note_same_person, note_two_people
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Damaged
from claims.model.claim_file import Claimant, ClaimFile
from claims.model.triage import DeskFacts
from claims.queries import same_person
from claims.queries.same_person import Beside, OtherClaims, other_claims
from claims.rules.duplicates import NAME_BORN, PASSPORT
from claims.store.open_cards import Guest, OpenCards
from tests.cast import HAN, LINH, MINJUN
from tests.make import NOW, MadeOffice, Sent, SignedIn


def said(file: ClaimFile, **facts: str) -> ClaimFile:
    """The claim with other facts about the person."""
    return file.model_copy(update={"claimant": file.claimant.model_copy(update=facts)})


LATIN = said(LINH, name="", name_latin="Linh Nguyen Thi", name_hangul="", passport_number="M1234567")
PASSPORT_ONLY = LINH.model_copy(
    update={"claimant": Claimant(name="L.", passport_number="m 123-4567", nationality="VNM")}
)
SISTER = said(LINH, name="Nguyễn Thị Lan", name_latin="NGUYEN THI LAN", name_hangul="응우옌티란")


class Looking:
    """Han, who looks at the cards."""

    def __init__(self, office: MadeOffice) -> None:
        self.office, self.han = office, office.sign_in(HAN)
        self.cards = OpenCards(office.database, every=3600)

    def beside(self, sent: Sent, file: ClaimFile, desk: DeskFacts | None = None) -> OtherClaims:
        """What stands beside a claim."""
        guest = Guest(row_id="r", member_id=self.han.member.id, epoch=0)
        with self.office.database.question() as session:
            return other_claims(
                session,
                self.office.office.id,
                beside=Beside(claim_id=sent.claim.id, file=file, desk=desk or DeskFacts()),
                open_cards=self.cards,
                card_key=self.han.keyring.card,
                guest=guest,
            )


@pytest.fixture
def looking(small_office: MadeOffice) -> Iterator[Looking]:
    """An office at which Han looks."""
    found = Looking(small_office)
    yield found
    found.cards.forget()


def by(found: OtherClaims) -> dict[str, tuple[str, ...]]:
    """Likely ones and by what."""
    return {each.reference: each.by for each in found.likely}


def test_likely_ones_are_found_across_scripts_by_name_and_number(looking: Looking) -> None:
    sent = [looking.office.send(file) for file in (LINH, LATIN, PASSPORT_ONLY, SISTER, MINJUN)]
    assert not looking.beside(sent[0], LINH)  # nobody has opened the mail: there are no cards yet
    looking.office.work(looking.han)
    linh, latin, number = (each.claim.reference for each in sent[:3])

    assert by(looking.beside(sent[0], LINH)) == {latin: (NAME_BORN,)}
    assert by(looking.beside(sent[1], LATIN)) == {linh: (NAME_BORN,), number: (PASSPORT,)}
    assert by(looking.beside(sent[2], PASSPORT_ONLY)) == {latin: (PASSPORT,)}
    assert not looking.beside(sent[3], SISTER)
    (found,) = looking.beside(sent[0], LINH).likely
    assert (found.name, found.born, found.is_there) == ("Linh Nguyen Thi", "1990-05-01", True)


def test_who_was_decided_about_is_not_likely_any_more(looking: Looking) -> None:
    office, han = looking.office, looking.han
    one, other, third = (office.send(LINH) for _ in range(3))
    office.work(han)
    with office.database.deed() as session:
        note_same_person(session, one.claim, other=other.claim, actor=han.actor, now=NOW)
        note_two_people(session, one.claim, other=third.claim, actor=han.actor, now=NOW)
    desk = DeskFacts(duplicates=(other.claim.reference,), distinct_from=(third.claim.reference,))

    found = looking.beside(one, LINH, desk)

    assert not found.likely
    (same,) = found.same
    assert (same.reference, same.name, same.by) == (other.claim.reference, "Nguyễn Thị Linh", (NAME_BORN,))
    assert [each.reference for each in found.distinct] == [third.claim.reference]


def test_of_a_withdrawn_one_nothing_is_left_but_what_was_noted(looking: Looking) -> None:
    """Its card outlives it until the next clearing; the name on it is nobody's business any more."""
    office = looking.office
    one, other = office.send(LINH), office.send(LINH)
    office.work(looking.han)
    assert by(looking.beside(one, LINH))
    with office.database.deed() as session:
        withdraw_claim(session, other.claim, vault=office.vault, now=NOW)

    assert not looking.beside(one, LINH)
    (gone,) = looking.beside(one, LINH, DeskFacts(duplicates=(other.claim.reference,))).same
    assert (gone.name, gone.born, gone.is_there) == ("", "", False)


def test_a_crowd_is_listed_in_parts(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_person, "MOST_LISTED", 2)
    sent = [looking.office.send(LINH) for _ in range(5)]
    looking.office.work(looking.han)

    found = looking.beside(sent[0], LINH)

    assert (len(found.likely), found.more) == (2, 2)
    monkeypatch.setattr(same_person, "MOST_COMPARED", 3)
    found = looking.beside(sent[0], LINH)
    assert len(found.likely) + found.more == 4


def test_who_brings_another_key_sees_nothing(looking: Looking) -> None:
    sent = looking.office.send(LINH)
    looking.office.work(looking.han)
    keyring = replace(looking.han.keyring, card=bytes(32))
    looking.han = SignedIn(
        member=looking.han.member, private=looking.han.private, keyring=keyring, actor=looking.han.actor
    )

    with pytest.raises(Damaged):
        looking.beside(sent, LINH)
