"""Missing glyphs: the engine's complaint becomes a refusal that names character, field and paper; anything else stays itself."""

import pytest
import typst

from claims.errors import NotValid
from claims.store.missing_glyph import named_refusal
from tests.paper_samples import sample_fonts

GIVEN = {"paper": {"name": "Linh", "rows": [{"name": "fine"}, {"name": 'x 😀 "y"'}]}, "words": {"title": "Statement"}}


def complaint(text: str) -> typst.TypstError:
    """What the engine itself says when it must set this text and no font draws it."""
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(sample_fonts().folder)]
    )
    source = f'#set document(title: "t")\n#set text(font: "Noto Sans", lang: "ko")\n{text}'.encode()
    with pytest.raises(typst.TypstError) as raised:
        typst.compile(source, format="pdf", pdf_standards=["a-2a"], font_paths=faces, ignore_system_fonts=True)
    return raised.value


@pytest.mark.parametrize(("character", "codepoint"), [("😀", "U+1F600"), ("\ue000", "U+E000"), ("\u0378", "U+0378")])
def test_the_engines_own_complaint_is_understood(character: str, codepoint: str) -> None:
    given = {"paper": {"account": f"before {character} after"}}

    refusal = named_refusal(complaint(f"xin chào {character}"), paper="statement", given=given)

    assert isinstance(refusal, NotValid)
    assert (refusal.reason, refusal.facts) == (
        "missing_glyph",
        {"character": character, "codepoint": codepoint, "field": "paper.account", "paper": "statement"},
    )


def test_a_field_deep_in_a_list_is_found() -> None:
    refusal = named_refusal(complaint("😀"), paper="party_list", given=GIVEN)

    assert isinstance(refusal, NotValid)
    assert refusal.facts["field"] == "paper.rows[1].name"


def test_a_character_that_stands_in_no_field_is_named_all_the_same() -> None:
    refusal = named_refusal(complaint("😀"), paper="cover", given={"paper": {"matter": "사건"}})

    assert isinstance(refusal, NotValid)
    assert (refusal.facts["character"], refusal.facts["field"]) == ("😀", "")


def test_another_error_of_the_engine_stays_itself() -> None:
    error = complaint('#panic("no such word")')

    assert named_refusal(error, paper="cover", given=GIVEN) is error
