"""The office's pages are read whole or not at all, and filled with its facts."""

import shutil
from pathlib import Path

import pytest

from claims.errors import NotFound, StartRefused
from claims.store.office_texts import OFFICE_PAGES, load_office_texts
from claims.store.placeholders import OFFICE_FACTS

TEXTS = Path(__file__).parents[2] / "templates" / "office"
LANGUAGES = ["ko", "en", "zh-Hans", "ja", "vi", "ar"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return shutil.copytree(TEXTS, tmp_path / "office")


def test_every_page_is_there_in_every_offered_language_and_fills():
    texts = load_office_texts(TEXTS, languages=LANGUAGES)
    for language in LANGUAGES:
        facts = texts.facts(language, office="Hanbit", contact="a@example.org", firms="Law Office Kim")
        assert facts.keys() == OFFICE_FACTS
        for page in OFFICE_PAGES:
            shown = " ".join(texts.get(page, language).filled(facts).words())
            assert "{" not in shown
            assert ("Hanbit" in shown) == ("{office}" in " ".join(texts.get(page, language).words()))


def test_a_page_keeps_its_order():
    text = load_office_texts(TEXTS).get("about", "en")
    assert text.words()[:2] == ("Who we are", "Who runs this service")
    assert len(text.words()) == 1 + sum(1 + len(section.paragraphs) for section in text.sections)


def test_an_office_without_firms_says_so_and_one_without_contact_is_refused():
    texts = load_office_texts(TEXTS)
    assert texts.facts("en", office="A", contact="b", firms=" ")["firms"] == "no law firm has been named yet"
    assert texts.facts("en", office="A", contact="b", firms="Kim")["firms"] == "Kim"
    with pytest.raises(StartRefused, match="contact"):
        texts.facts("en", office="A", contact="", firms="Kim")


def test_an_unknown_page_or_language_is_not_found():
    texts = load_office_texts(TEXTS)
    with pytest.raises(NotFound):
        texts.get("terms", "en")
    with pytest.raises(NotFound):
        texts.get("about", "tlh")
    with pytest.raises(NotFound):
        texts.facts("tlh", office="A", contact="b")


@pytest.mark.parametrize("missing", ["ja/privacy.toml", "ar/facts.toml"])
def test_a_missing_file_refuses_the_start_by_name(folder, missing):
    (folder / missing).unlink()
    with pytest.raises(StartRefused, match=f"{missing}: missing"):
        load_office_texts(folder)


def test_an_offered_language_without_texts_and_an_empty_folder_refuse_the_start(folder, tmp_path):
    with pytest.raises(StartRefused, match=r"th/facts\.toml: missing"):
        load_office_texts(folder, languages=["th"])
    with pytest.raises(StartRefused, match="missing"):
        load_office_texts(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("path", "content", "problem"),
    [
        ("en/about.toml", 'title = "Who"', "sections"),
        ("en/about.toml", 'title = "Who"\n[[sections]]\nheading = "A"\nparagraphs = []', "paragraphs"),
        ("en/about.toml", 'title = "Who"\n[[sections]]\nheading = "A"\nparagraphs = ["{ofice}"]', "ofice"),
        ("en/about.toml", "title = Who", "line 1"),
        ("en/terms.toml", 'title = "Terms"', "not a page"),
        ("en/facts.toml", 'retention_years = 0\nfirms = "a"\noverseas = "b"\nprocessors = "c"', "retention_years"),
        ("en/facts.toml", 'retention_years = 9\nfirms = "a"\noverseas = "b"\nprocessors = "c"', "differs"),
        ("en/facts.toml", 'retention_years = 3\nfirms = ""\noverseas = "b"\nprocessors = "c"', "firms"),
    ],
)
def test_a_malformed_text_refuses_the_start_naming_what_is_wrong(folder, path, content, problem):
    (folder / path).write_text(content, encoding="utf-8")
    with pytest.raises(StartRefused) as refused:
        load_office_texts(folder)
    assert problem in str(refused.value)
    assert Path(path).name in str(refused.value)
