"""Two facts beside a claim: whatever way they are written, meaning decides, and what is vague proves nothing."""

import pytest

from claims.errors import NotValid
from claims.model.claim_file import Claimant, ClaimFile, Contact, EntryRecord
from claims.rules.known_facts import KnownFact, SaidFact, agrees, both_agree

LINH = ClaimFile(
    language="vi",
    claimant=Claimant(
        name="Nguyễn Thị Linh",
        name_latin="NGUYEN THI LINH",
        name_hangul="응우옌티린",
        born="1990-05-01",
        nationality="VNM",
        nationality_during="KHM",
        passport_number="B 123-4567",
    ),
    records=(
        EntryRecord(id="one", entered="2015-03-02", exited="2016-05"),
        EntryRecord(id="two", entered="2017", exited="none"),
        EntryRecord(id="three", entered="2018-04-05?", exited="2019-07-10~"),
    ),
    contact=Contact(channel="phone", address="+82 (0)10-1234-5678"),
)


def says(fact: KnownFact, said: str, nationality: str = "") -> bool:
    """Whether Linh's claim says so too."""
    return agrees(LINH, SaidFact(fact, said, nationality))


@pytest.mark.parametrize(
    ("fact", "said", "agreed"),
    [
        (KnownFact.BORN, "1990-05-01", True),
        (KnownFact.BORN, "1990-05-02", False),
        (KnownFact.BORN, "1990-01-05", False),
        (KnownFact.BORN, "1990-05", False),
        (KnownFact.BORN, "1990", False),
        (KnownFact.BORN, "", False),
        (KnownFact.BORN, "soon", False),
        (KnownFact.PASSPORT, "b1234567", True),
        (KnownFact.PASSPORT, "Ｂ１２３４５６７", True),
        (KnownFact.PASSPORT, "B١٢٣٤٥٦٧", True),
        (KnownFact.PASSPORT, "B123456", False),
        (KnownFact.PASSPORT, "B", False),
        (KnownFact.TRIP_DAY, "2015-03-02", True),
        (KnownFact.TRIP_DAY, "2015-03", False),
        (KnownFact.TRIP_DAY, "2016-05", True),
        (KnownFact.TRIP_DAY, "2016-05-17", True),
        (KnownFact.TRIP_DAY, "2016-06-01", False),
        (KnownFact.TRIP_DAY, "2017", False),
        (KnownFact.TRIP_DAY, "2017-01-01", False),
        (KnownFact.TRIP_DAY, "none", False),
        (KnownFact.TRIP_DAY, "2018-04-05", True),
        (KnownFact.TRIP_DAY, "2019-07-12", True),
        (KnownFact.TRIP_DAY, "2019-08-12", False),
        (KnownFact.CONTACT, "010 1234 5678", True),
        (KnownFact.CONTACT, "٠١٠١٢٣٤٥٦٧٨", True),
        (KnownFact.CONTACT, "1234 5678", True),
        (KnownFact.CONTACT, "5678", False),
        (KnownFact.CONTACT, "010 1234 5679", False),
        (KnownFact.CONTACT, "", False),
    ],
)
def test_what_is_said_is_compared_by_meaning(fact: KnownFact, said: str, agreed: bool) -> None:
    assert says(fact, said) is agreed


@pytest.mark.parametrize(
    ("name", "nationality", "agreed"),
    [
        ("Linh Nguyen Thi", "VNM", True),
        ("nguyễn thị linh", "VNM", True),
        ("NGUYENTHILINH", "VNM", True),
        ("응우옌티린", "KHM", True),
        ("Linh", "VNM", False),
        ("Nguyen Thi Lan", "VNM", False),
        ("Nguyen Thi Linh", "KOR", False),
        ("Nguyen Thi Linh", "", False),
        ("", "VNM", False),
        ("  ", "VNM", False),
    ],
)
def test_name_and_nationality_are_one_fact(name: str, nationality: str, agreed: bool) -> None:
    assert says(KnownFact.NAME_AND_NATIONALITY, name, nationality) is agreed


@pytest.mark.parametrize(
    ("kept", "said", "agreed"),
    [
        ("Linh@Example.org", " linh@example.ORG ", True),
        ("linh@example.org", "linh.example.org", False),
        ("Migrant centre, Ms. Kim", "migrant centre ms kim", True),
        ("Migrant centre, Ms. Kim", "Kim", False),
        ("", "", False),
    ],
)
def test_a_mail_address_or_an_organisation_is_compared_whole(kept: str, said: str, agreed: bool) -> None:
    file = LINH.model_copy(update={"contact": Contact(channel="email", address=kept)})

    assert agrees(file, SaidFact(KnownFact.CONTACT, said)) is agreed


def test_an_empty_claim_agrees_with_nothing() -> None:
    empty = ClaimFile(language="ko")
    for fact in KnownFact:
        for said in ("", "1990-05-01", "Kim", "01012345678", "none"):
            assert not agrees(empty, SaidFact(fact, said)), (fact, said)


BORN = SaidFact(KnownFact.BORN, "1990-05-01")
PASSPORT = SaidFact(KnownFact.PASSPORT, "B1234567")
WRONG = SaidFact(KnownFact.PASSPORT, "B7654321")


def test_both_must_agree() -> None:
    assert both_agree(LINH, [BORN, PASSPORT])
    assert not both_agree(LINH, [BORN, WRONG])
    assert not both_agree(LINH, [WRONG, BORN])


@pytest.mark.parametrize(
    "said",
    [[], [BORN], [BORN, BORN], [BORN, PASSPORT, SaidFact(KnownFact.TRIP_DAY, "2015-03-02")]],
    ids=["none", "one", "one twice", "three"],
)
def test_two_different_facts_are_said_no_more_and_no_less(said: list[SaidFact]) -> None:
    with pytest.raises(NotValid, match="two_facts"):
        both_agree(LINH, said)
