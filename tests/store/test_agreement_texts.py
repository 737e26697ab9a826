"""Agreement texts are read whole or not at all, and a start is refused by the file's name."""

import hashlib
import shutil
from pathlib import Path

import pytest

from claims.errors import NotFound, StartRefused
from claims.model.vocabulary import AgreementCode as C
from claims.store.agreement_texts import load_agreements

TEXTS = Path(__file__).parents[2] / "templates" / "agreements"
LANGUAGES = ["ko", "en", "zh-Hans", "ja", "vi", "ar"]
FACTS = {
    "office": "Hanbit Law Clinic",
    "contact": "a@example.org",
    "firms": "Law Office Kim",
    "retention_years": "3",
    "overseas": "nobody at present",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return shutil.copytree(TEXTS, tmp_path / "agreements")


def spoil(path: Path, *, old: str, new: str) -> None:
    """Replace words that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_code_is_there_in_every_offered_language():
    texts = load_agreements(TEXTS, languages=LANGUAGES)
    for code in C:
        for language in LANGUAGES:
            text = texts.get(code, language)
            assert (text.code, text.language, text.version) == (code, language, texts.newest(code))


def test_the_hash_is_that_of_the_bytes_of_the_file():
    text = load_agreements(TEXTS).get(C.C4, "vi", 1)
    assert text.sha256 == hashlib.sha256((TEXTS / "C4/1/vi.toml").read_bytes()).hexdigest()


def test_an_unknown_language_or_version_is_not_found():
    texts = load_agreements(TEXTS)
    for language, version in [("tlh", None), ("ko", 99)]:
        with pytest.raises(NotFound):
            texts.get(C.C1, language, version)


def test_the_newest_version_is_asked_and_the_older_one_stays(folder):
    shutil.copytree(folder / "C4/1", folder / "C4/10")
    shutil.copytree(folder / "C4/1", folder / "C4/9")
    texts = load_agreements(folder)
    assert texts.newest(C.C4) == 10
    assert texts.get(C.C4, "ko").version == 10
    assert texts.get(C.C4, "ko", 1).version == 1
    assert texts.newest(C.C5) == 1


def test_an_older_version_may_lack_a_language_that_came_later(folder):
    shutil.copytree(folder / "C4/1", folder / "C4/2")
    (folder / "C4/1/ja.toml").unlink()
    assert load_agreements(folder).get(C.C4, "ja").version == 2


def test_a_language_that_only_an_older_version_has_is_not_asked_of_the_others(folder):
    shutil.copytree(folder / "C4/1", folder / "C4/2")
    shutil.copy(folder / "C4/1/en.toml", folder / "C4/1/th.toml")
    assert load_agreements(folder).get(C.C4, "th", 1).language == "th"


@pytest.mark.parametrize("missing", ["C4/1/ja.toml", "C8/1/ko.toml"])
def test_a_missing_language_refuses_the_start_by_name(folder, missing):
    (folder / missing).unlink()
    with pytest.raises(StartRefused, match=f"{missing}: missing"):
        load_agreements(folder)


def test_a_missing_code_and_an_offered_language_without_any_text_refuse_the_start(folder):
    with pytest.raises(StartRefused, match=r"C1/1/th\.toml: missing"):
        load_agreements(folder, languages=["th"])
    shutil.rmtree(folder / "C7")
    with pytest.raises(StartRefused, match=r"C7/1/ar\.toml: missing"):
        load_agreements(folder)


def test_an_empty_folder_refuses_the_start(tmp_path):
    with pytest.raises(StartRefused, match="C1/1"):
        load_agreements(tmp_path)


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        ("C1/1/en.toml", "title = ", "titel = ", "titel"),
        ("C1/1/en.toml", "retention = ", "# ", "retention"),
        ("C1/1/en.toml", 'important = ["retention"]', 'important = ["country"]', "country"),
        ("C1/1/en.toml", 'important = ["retention"]', 'important = ["title"]', "important"),
        ("C1/1/en.toml", 'important = ["retention"]', "important = []", "important"),
        ("C2/1/ko.toml", "{office}", "{ofice}", "ofice"),
        ("C5/1/en.toml", "method = ", "# ", "C5 must state"),
        ("C6/1/en.toml", "purpose = ", 'method = "post"\npurpose = ', "C5 alone"),
        ("C6/1/en.toml", 'title = "News', 'title = News"', "line 1"),
        ("C8/1/ar.toml", 'title = "', 'title = ""\n# "', "title"),
    ],
)
def test_a_malformed_text_refuses_the_start_naming_file_and_key(folder, path, old, new, problem):
    spoil(folder / path, old=old, new=new)
    with pytest.raises(StartRefused) as refused:
        load_agreements(folder)
    assert path in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize("path", ["C9/1/en.toml", "C1/0/en.toml", "C1/new/en.toml"])
def test_a_file_in_the_wrong_place_refuses_the_start(folder, path):
    (folder / path).parent.mkdir(parents=True)
    shutil.copy(folder / "C1/1/en.toml", folder / path)
    with pytest.raises(StartRefused, match=path):
        load_agreements(folder)


def test_bytes_that_are_no_text_refuse_the_start(folder):
    (folder / "C1/1/en.toml").write_bytes(b"title = '\xff\xfe'")
    with pytest.raises(StartRefused, match=r"C1/1/en\.toml"):
        load_agreements(folder)


def test_a_filled_text_names_the_firms_and_has_no_brace_left():
    text = load_agreements(TEXTS).get(C.C4, "en").filled(FACTS)
    assert "The law firms that work with Hanbit Law Clinic: Law Office Kim." in text.recipients[0]
    assert "{" not in "".join(map(str, text.words().values()))
    assert text.sha256 == load_agreements(TEXTS).get(C.C4, "en").sha256


def test_another_firm_makes_another_hash_of_the_words_shown():
    text = load_agreements(TEXTS).get(C.C4, "en")
    before, again = text.filled(FACTS).shown_sha256, text.filled(dict(FACTS)).shown_sha256
    after = text.filled(FACTS | {"firms": "Law Office Kim, Law Office Lee"}).shown_sha256
    assert before == again
    assert before != after
    assert text.shown_sha256 not in {before, after}


def test_an_office_without_a_named_firm_cannot_show_the_lawyers_text():
    with pytest.raises(StartRefused, match="firms"):
        load_agreements(TEXTS).get(C.C4, "ko").filled(FACTS | {"firms": ""})
