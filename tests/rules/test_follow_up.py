"""What is to follow for a claimant who goes: listed, never a reason to stay out."""

import pytest

from claims.model.claim_file import Claimant, ClaimFile, ConsentStatement, Contact, EvidenceFacts, Representative
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Answer, EvidenceKind, Status
from claims.rules.follow_up import needs_translation, to_follow
from tests.cast import LINH, MINJUN
from tests.make import TODAY

STAMP = EvidenceFacts(id="a", kind=EvidenceKind.STAMP, media_type="image/jpeg", size=1, sha256="", parts=())
MOTHER = Representative(name="어머니", relation="parent")
PASSPORT = STAMP.model_copy(update={"kind": EvidenceKind.PASSPORT})
HERE = MINJUN.claimant.model_copy(update={"in_korea": Answer.YES})
WHOLE = MINJUN.model_copy(update={"evidence": (STAMP,), "claimant": HERE})


def lacks(file: ClaimFile, facts: DeskFacts | None = None, *, status: Status = Status.SIGNED) -> tuple[str, ...]:
    """What is to follow of a claim whose power is signed."""
    return to_follow(file, facts or DeskFacts(), status=status, today=TODAY)


def test_nothing_is_to_follow_for_a_whole_claim() -> None:
    assert lacks(WHOLE) == ()
    assert lacks(WHOLE, status=Status.FILED) == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"claimant": HERE.model_copy(update={"name_hangul": ""})}, "name_hangul"),
        ({"claimant": HERE.model_copy(update={"born": "1985"})}, "born"),
        ({"claimant": HERE.model_copy(update={"born": ""})}, "born"),
        ({"contact": Contact(service_address="own", own_address="Ansan")}, "address"),
        ({"evidence": ()}, "evidence"),
        ({"evidence": (PASSPORT,)}, "evidence"),
        ({"statement": ConsentStatement(account="Nobody told me.", language="en")}, "translation"),
        ({"claimant": HERE.model_copy(update={"in_korea": Answer.NO})}, "notarisation"),
        ({"claimant": HERE.model_copy(update={"in_korea": Answer.DONT_KNOW})}, "notarisation"),
        ({"claimant": HERE.model_copy(update={"in_korea": None})}, "notarisation"),
        ({"claimant": HERE.model_copy(update={"for_whom": "child"})}, "representative_proof"),
        ({"claimant": HERE.model_copy(update={"representative": MOTHER})}, "representative_proof"),
    ],
)
def test_each_thing_that_is_missing_is_named(change: dict[str, object], missing: str) -> None:
    assert lacks(WHOLE.model_copy(update=change)) == (missing,)


def test_what_the_office_added_counts() -> None:
    nameless = LINH.model_copy(
        update={"claimant": Claimant(name="Linh", born="1990-05-01", in_korea=Answer.YES), "evidence": (STAMP,)}
    )

    assert lacks(nameless) == ("name_hangul", "translation")
    assert lacks(nameless, DeskFacts(name_hangul="린", translation="아무도")) == ()


@pytest.mark.parametrize("status", list(Status))
def test_a_power_is_to_follow_until_it_is_signed(status: Status) -> None:
    """Ratification cures a missing power (Civil Procedure Act arts 60, 97): it is listed, and nobody stays out for it."""
    assert lacks(WHOLE, status=status) == (() if status in {Status.SIGNED, Status.FILED} else ("power",))
    assert to_follow(WHOLE, DeskFacts(), today=TODAY) == ("power",)


def test_only_words_in_another_language_need_a_translation() -> None:
    def written(text: str, language: str) -> ClaimFile:
        return ClaimFile(language="vi", statement=ConsentStatement(account=text, language=language))

    assert needs_translation(written("Không", "vi"), DeskFacts())
    assert not needs_translation(written("", "vi"), DeskFacts())
    assert not needs_translation(written("아니요", "ko"), DeskFacts())
    assert not needs_translation(written("Không", "vi"), DeskFacts(translation="아니요"))
