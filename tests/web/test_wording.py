"""Words for codes: every code has some, and none says what may not be said."""

import tomllib
from enum import Enum

import pytest

from claims.model.vocabulary import Result, Status
from claims.rules.uploads import UploadRefusal
from claims.web import wording_findings, wording_refusals
from claims.web.language import speaking
from claims.web.wording import WORDS_AMONG, WORDS_OF, listed, needed, said, said_here
from tests.web.small_house import ROOT, small_house


@pytest.mark.parametrize("codes", WORDS_OF, ids=lambda codes: codes.__name__)
def test_every_code_of_a_list_has_words_of_its_own(codes: type[Enum]) -> None:
    words = [said(code) for code in codes]
    assert all(words)
    assert len(set(words)) == len(words)
    assert not any(word == code.value for word, code in zip(words, codes, strict=True) if "_" in str(code.value))


@pytest.mark.parametrize("among", ["results", "result_meanings", "statuses", "status_meanings", "office_statuses"])
def test_no_code_is_left_out(among: str) -> None:
    codes = Result if among.startswith("result") else Status
    assert set(WORDS_AMONG[among]) == set(codes)


def test_every_refused_upload_has_its_sentence() -> None:
    assert set(wording_refusals.UPLOADS) == {refusal.value for refusal in UploadRefusal}


def test_what_the_disclosure_files_name_has_words() -> None:
    found: set[str] = set()
    for file in (ROOT / "disclosures").glob("*.toml"):
        for window in tomllib.loads(file.read_text(encoding="utf-8"))["window"]:
            found |= {("flags", flag["code"]) for flag in window.get("flag", ())}
            found |= {("notes", note["code"]) for note in window.get("note", ())}
            found |= {("reasons", exclusion["reason"]) for exclusion in window.get("exclusion", ())}
    assert len(found) > 5
    assert [(among, code) for among, code in sorted(found) if code not in WORDS_AMONG[among]] == []


def all_sentences() -> list[str]:
    return [str(words) for words_among in WORDS_AMONG.values() for words in words_among.values()]


def test_nobody_is_told_that_their_photo_was_used() -> None:
    for sentence in all_sentences():
        assert "your photo was" not in sentence.lower()
        assert "your photos were" not in sentence.lower()
    assert "Nobody has been told" in str(wording_findings.NOBODY_TOLD)


def test_send_and_file_never_meet() -> None:
    for sentence in all_sentences():
        words = sentence.lower().replace("this file", "").replace("the file", "").split()
        assert not ("send" in words and "file" in words), sentence


def test_strength_is_not_among_what_claimants_hear() -> None:
    claimants = " ".join(map(str, (*wording_findings.RESULTS.values(), *wording_findings.RESULT_MEANINGS.values())))
    assert not {"strong", "weak", "probability", "score"} & set(claimants.lower().split())


def test_a_code_without_words_comes_back_as_it_is() -> None:
    assert said("new_flag", among="flags") == "new_flag"
    assert said(None) == ""


def test_values_fill_placeholders() -> None:
    assert said("entry", among="ranges", said="A", first="B", last="C") == (
        "On A the Ministry said that the photos of foreigners came from people who entered Korea between B and C."
    )


def test_missing_facts_are_named_and_never_a_winning_value() -> None:
    with speaking("en"):
        assert needed([["entered"], ["exited", "passport"]]) == (
            "To tell, we would need the day you entered or the day you left and the passport you showed. "
            "If you do not know it, leave it; a certificate or another paper can show it."
        )
        assert needed([]) == ""
    with speaking("ja"):
        assert listed(["a", "b", "c"]) == "a、b、c"


def test_text_that_is_data_falls_back_to_english() -> None:
    with speaking("vi"):
        assert said_here({"ko": "가", "en": "A", "vi": "Ă"}) == "Ă"
        assert said_here({"ko": "가", "en": "A"}) == "A"
        assert said_here({"ko": "가"}) == "가"
        assert said_here({}) == ""


def test_a_code_that_stands_in_the_template_is_said_in_the_language_of_each_page() -> None:
    app = small_house()
    page = app.jinja_env.from_string('{{ "general" | said(among="powers_explained") }} {{ "2015-03" | edtf }}')
    shown = []
    for tag in ("ko", "en"):
        with app.test_request_context(), speaking(tag):
            shown.append(page.render())
    assert "2015년 3월" in shown[0]
    assert shown[1].startswith("The lawyer may do everything")
    assert shown[1].endswith("March 2015")
