"""What is to follow for a claimant who goes: listed, never a reason to stay out."""

import pytest

from claims.model.claim_file import Claimant, ClaimFile, ConsentStatement, Contact, EvidenceFacts
from claims.model.triage import DeskFacts
from claims.model.vocabulary import EvidenceKind
from claims.rules.follow_up import needs_translation, to_follow
from tests.cast import LINH, MINJUN

STAMP = EvidenceFacts(id="a", kind=EvidenceKind.STAMP, media_type="image/jpeg", size=1, sha256="", parts=())
PASSPORT = STAMP.model_copy(update={"kind": EvidenceKind.PASSPORT})
WHOLE = MINJUN.model_copy(update={"evidence": (STAMP,)})


def test_nothing_is_to_follow_for_a_whole_claim() -> None:
    assert to_follow(WHOLE, DeskFacts()) == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"claimant": MINJUN.claimant.model_copy(update={"name_hangul": ""})}, "name_hangul"),
        ({"claimant": MINJUN.claimant.model_copy(update={"born": "1985"})}, "born"),
        ({"claimant": MINJUN.claimant.model_copy(update={"born": ""})}, "born"),
        ({"contact": Contact(service_address="own", own_address="Ansan")}, "address"),
        ({"evidence": ()}, "evidence"),
        ({"evidence": (PASSPORT,)}, "evidence"),
        ({"statement": ConsentStatement(account="Nobody told me.", language="en")}, "translation"),
    ],
)
def test_each_thing_that_is_missing_is_named(change: dict[str, object], missing: str) -> None:
    assert to_follow(WHOLE.model_copy(update=change), DeskFacts()) == (missing,)


def test_what_the_office_added_counts() -> None:
    nameless = LINH.model_copy(update={"claimant": Claimant(name="Linh", born="1990-05-01"), "evidence": (STAMP,)})

    assert to_follow(nameless, DeskFacts()) == ("name_hangul", "translation")
    assert to_follow(nameless, DeskFacts(name_hangul="린", translation="아무도")) == ()


def test_only_words_in_another_language_need_a_translation() -> None:
    def written(text: str, language: str) -> ClaimFile:
        return ClaimFile(language="vi", statement=ConsentStatement(account=text, language=language))

    assert needs_translation(written("Không", "vi"), DeskFacts())
    assert not needs_translation(written("", "vi"), DeskFacts())
    assert not needs_translation(written("아니요", "ko"), DeskFacts())
    assert not needs_translation(written("Không", "vi"), DeskFacts(translation="아니요"))
