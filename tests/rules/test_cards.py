"""Cards as ruled: what of a claim the queue may see, and that a hurried search finds a name in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.card import Card
from claims.model.claim_file import Claimant, ClaimFile, EvidenceFacts
from claims.model.vocabulary import AgreementCode, EvidenceKind
from claims.rules.cards import card_of, finds, missing_on, search_key
from tests.cast import LINH, MINJUN, agreed


def card(**names: str) -> Card:
    """A card of somebody of that name."""
    file = ClaimFile(language="en", claimant=Claimant(**names))
    return card_of(file, None, claim_id="a1" * 16, reference="7K3M9Q4T")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Nguyễn Thị Hồng-Ánh", "nguyen hong anh"),
        ("Đặng Văn Đức", "dang duc"),
        ("José Peña", "PENA jose"),
        ("Ölçer Strauß", "olcer strauss"),
        ("김민준", "민준"),
        ("김민준", unicodedata.normalize("NFD", "김민준")),
        ("王小明", "小明"),
        ("ＷＡＮＧ", "wang"),
        ("أحمد بن علي", "احمد"),
        ("สมชาย ใจดี", "สมชาย"),
        ("Иван Петров", "петров"),
        ("O'Neil", "oneil"),
    ],
)
def test_a_search_finds_across_accents_and_scripts(name: str, typed: str) -> None:
    """Typed in a hurry, in another form, in another order."""
    assert finds(card(name=name), typed)


def test_a_search_finds_by_every_name_passport_and_reference() -> None:
    """As written, in Latin, in Hangul; the passport's number; the reference with its hyphen."""
    found = card(name="Нгуен", name_latin="NGUYEN", name_hangul="응우옌", passport_number="M 1234-567")

    for typed in ("нгуен", "nguyen", "응우옌", "m1234567", "7k3m-9q4t", "nguyen 응우옌"):
        assert finds(found, typed)
    for typed in ("kim", "nguyen kim", "9999"):
        assert not finds(found, typed)


@given(st.text(max_size=30))
def test_a_name_is_found_by_itself(name: str) -> None:
    """Whatever it is made of; and a key is always the key of itself."""
    assert finds(card(name=name), name)
    assert search_key(search_key(name)) == search_key(name)


def test_a_card_holds_facets_and_no_account() -> None:
    """Neither what was said nor how to reach them."""
    file = LINH.model_copy(update={"contact": LINH.contact.model_copy(update={"address": "linh@example.org"})})
    text = card_of(file, None, claim_id="a1" * 16, reference="7K3M9Q4T").model_dump_json()

    assert "Nguyễn Thị Linh" in text
    assert LINH.statement.account not in text
    assert "linh@example.org" not in text


def test_what_is_missing_is_said_by_code() -> None:
    """Agreements for counsel and court, evidence better than one's own word, a translation."""
    without = LINH.model_copy(update={"agreements": agreed(AgreementCode.C4, AgreementCode.C8)})
    assert missing_on(without) == ("agreement_counsel", "agreement_court", "evidence", "translation")

    stamp = EvidenceFacts(id="e", kind=EvidenceKind.STAMP, media_type="image/jpeg", size=1, sha256="0" * 64, parts=())
    assert missing_on(MINJUN.model_copy(update={"evidence": (stamp,)})) == ()
    assert not card_of(without, None, claim_id="", reference="").wants_court
    assert card_of(MINJUN, None, claim_id="", reference="").wants_court
