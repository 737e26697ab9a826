"""What the printed paper says decides whether pages belong to it; an interpreter is named where the person does not read the texts."""

import pytest

from claims.errors import NotValid
from claims.model.claim_file import EvidenceFacts
from claims.model.signing import Answers, Helped, Signer, SigningDraft, Step
from claims.model.vocabulary import EvidenceKind
from claims.rules.helped_signing import check_interpreter, check_pages, is_of_offer, pages_fit, paper_key
from claims.rules.signing_way import STEPS

HAN = Helped(member_id="m", name="Han")
DRAFT = SigningDraft(
    matter_id="a",
    offer=1,
    offer_sha256="0" * 64,
    language="vi",
    visit="desk:m",
    begun_at=1,
    answers=Answers(court=True, granted=("appeal",)),
    signer=Signer(name="Linh"),
    helped=HAN,
)
PAGE = EvidenceFacts(id="p", kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1, sha256="1" * 64, parts=())


@pytest.mark.parametrize(
    "changed",
    [
        {"matter_id": "b"},
        {"offer": 2},
        {"offer_sha256": "1" * 64},
        {"language": "en"},
        {"answers": Answers(court=True)},
        {"signer": Signer(name="Nam")},
        {"helped": None},
        {"helped": HAN.model_copy(update={"interpreter": "An"})},
    ],
)
def test_another_word_makes_another_paper(changed: dict[str, object]) -> None:
    assert paper_key(DRAFT.model_copy(update=changed)) != paper_key(DRAFT)


def test_pages_proofs_and_the_session_are_not_of_the_paper() -> None:
    later = DRAFT.model_copy(
        update={
            "scans": (PAGE,),
            "signer": Signer(name="Linh", proofs=(PAGE,)),
            "visit": "phone",
            "begun_at": 9,
        }
    )

    assert paper_key(later) == paper_key(DRAFT)
    assert not is_of_offer(DRAFT, None)


@pytest.mark.parametrize(
    ("interpreter", "language", "read_in", "reason"),
    [
        ("", "", "vi", ""),
        ("", "", "en", "interpreter_needed"),
        ("  ", "vi", "en", "interpreter_needed"),
        ("An", "", "vi", "interpreter_language_needed"),
        ("An", "vi", "en", ""),
    ],
)
def test_when_an_interpreter_is_named(interpreter: str, language: str, read_in: str, reason: str) -> None:
    helped = HAN.model_copy(update={"interpreter": interpreter, "interpreter_language": language})
    if not reason:
        check_interpreter(helped, read_in=read_in, persons="vi")
        return
    with pytest.raises(NotValid) as refusal:
        check_interpreter(helped, read_in=read_in, persons="vi")
    assert refusal.value.reason == reason


WHOLE = DRAFT.model_copy(update={"steps": tuple(Step(code=code, at=1) for code in STEPS), "scans": (PAGE,)})


@pytest.mark.parametrize(
    ("changed", "fit"),
    [
        ({"steps": (), "texts": ()}, True),
        ({"answers": Answers(court=True)}, False),
        ({"offer_sha256": "1" * 64}, False),
        ({"visit": "another", "signer": Signer(name="Nam")}, False),
        ({"visit": "another", "answers": Answers()}, True),
    ],
    ids=["the same", "another power", "another offer", "another signer", "not answered again yet"],
)
def test_pages_stay_with_the_paper_they_were_signed_on(changed: dict[str, object], fit: bool) -> None:
    assert pages_fit(WHOLE, WHOLE.model_copy(update=changed)) is fit


def test_pages_are_all_there_and_of_the_paper_as_answered_now() -> None:
    """A file of two pages counts as two; whoever answered otherwise since signs another paper."""
    draft = DRAFT.model_copy(
        update={"scans": (PAGE, PAGE.model_copy(update={"pages": 2})), "scans_of": paper_key(DRAFT)}
    )

    check_pages(draft, pages=3)
    with pytest.raises(NotValid, match="pages_missing"):
        check_pages(draft, pages=4)
    with pytest.raises(NotValid, match="pages_of_another_paper"):
        check_pages(draft.model_copy(update={"answers": Answers(court=True)}), pages=3)
