"""What a claim needs before it is sent: a name, a trip, the first agreement; and no number that may not be held."""

import pytest

from claims.errors import NotValid
from claims.model.claim_file import (
    Agreement,
    Claimant,
    ClaimFile,
    Contact,
    EarlierAnswer,
    EntryRecord,
    EvidenceFacts,
    ForLawyers,
    Representative,
    Sealed,
)
from claims.model.vocabulary import AgreementCode, EvidenceKind
from claims.rules.sending import check_may_send, missing_to_send, texts_of
from tests.cast import LINH

NUMBER = "900101-1234567"
AGREED = (Agreement(code=AgreementCode.C1, version=1, language="vi", text_sha256="0" * 64, yes=True, at=1),)
LEAST = ClaimFile(
    language="vi", claimant=Claimant(name="Linh"), records=(EntryRecord(id="trip-one"),), agreements=AGREED
)
# What is chosen from lists or typed as a date, not freely.
NOT_FREE = {
    *("language", "evidence_identity", "born", "nationality", "nationality_during", "for_whom", "relation", "id"),
    *("passport", "entered", "exited", "port_in", "port_out", "text_sha256", "channel", "service_address", "kind"),
    *("record_id", "media_type", "sha256", "clean_media_type", "clean_sha256", "visited"),
}


def test_a_name_a_trip_and_one_agreement_are_enough() -> None:
    """No date, no account, no file."""
    check_may_send(LEAST)
    check_may_send(LINH)
    assert missing_to_send(LEAST.model_copy(update={"claimant": Claimant(name_latin="LINH")})) == ()


def test_what_is_missing_is_listed_at_once() -> None:
    """All of it, so that nobody presses the button three times."""
    with pytest.raises(NotValid) as refused:
        check_may_send(ClaimFile(language="vi"))

    assert refused.value.facts["missing"] == ("agreement", "name", "trip")
    taken_back = (*AGREED, AGREED[0].model_copy(update={"yes": False, "at": 2}))
    assert missing_to_send(LEAST.model_copy(update={"agreements": taken_back})) == ("agreement",)


@pytest.mark.parametrize(
    "changed",
    [
        {"claimant": Claimant(name=NUMBER)},
        {"claimant": Claimant(name="L", name_hangul=NUMBER)},
        {"claimant": Claimant(name="L", passport_number=NUMBER)},
        {"claimant": Claimant(name="L", representative=Representative(contact=NUMBER))},
        {"statement": LINH.statement.model_copy(update={"account": f"my number is {NUMBER}."})},
        {"statement": LINH.statement.model_copy(update={"harm": NUMBER})},
        {"for_lawyers": ForLawyers(learned_how=NUMBER)},
        {"contact": Contact(own_address=NUMBER)},
        {"records": (EntryRecord(id="t", earlier=(EarlierAnswer(entered="2010", exited=None, what_helped=NUMBER),)),)},
    ],
)
def test_a_resident_number_is_refused_wherever_it_was_typed(changed: dict[str, Sealed]) -> None:
    """Also in what helped somebody to remember a date."""
    with pytest.raises(NotValid, match="resident_number"):
        check_may_send(LEAST.model_copy(update=changed))


def marked(value: object, found: list[str], name: str = "") -> object:
    """The same value with a word of its own in each free text."""
    if isinstance(value, Sealed):
        parts = {key: marked(getattr(value, key), found, key) for key in type(value).model_fields}
        return value.model_copy(update=parts)
    if isinstance(value, tuple):
        return tuple(marked(each, found, name) for each in value)
    if type(value) is str and name not in NOT_FREE:
        found.append(f"word-{len(found)}")
        return found[-1]
    return value


def test_every_free_text_is_looked_through() -> None:
    """A new field of the file is looked through, or is on the list of those that are not free."""
    evidence = EvidenceFacts(id="e", kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1, sha256="0", parts=())
    trip = EntryRecord(id="t", earlier=(EarlierAnswer(entered=None, exited=None),))
    words: list[str] = []
    file = marked(LINH.model_copy(update={"evidence": (evidence,), "records": (trip,)}), words)
    assert isinstance(file, ClaimFile)
    looked_through = "\n".join(texts_of(file))

    assert len(words) > 12
    assert [word for word in words if word not in looked_through.split()] == []


def test_two_answers_that_stand_beside_each_other_are_not_one_number() -> None:
    """A passport number of six digits, and a phone number of seven."""
    person = Claimant(name="Linh", passport_number="900101", representative=Representative(name="1234567"))
    check_may_send(LEAST.model_copy(update={"claimant": person}))
