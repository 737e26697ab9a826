"""Every language that is offered is complete: nothing missing, nothing fuzzy, every plural form, the same placeholders."""

from pathlib import Path

import pytest

from claims.web.completeness import incomplete, source_messages
from claims.web.language import CLAIMANT_LANGUAGES, OFFICE_LANGUAGES, Language

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
ONE_FORM, SIX_FORMS = (
    "nplurals=1; plural=0;",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
)
PAGE = """{% trans %}Your trips{% endtrans %} {{ _("Hello %(name)s", name=name) }}
{% trans count=n %}{{ count }} file{% pluralize %}{{ count }} files{% endtrans %}"""


@pytest.mark.parametrize("language", CLAIMANT_LANGUAGES, ids=lambda language: language.tag)
def test_claimants_read_every_sentence_in_their_language(language: Language) -> None:
    found = incomplete(language.tag)

    assert not found, f"{len(found)} lines:\n" + "\n".join(found)


@pytest.mark.parametrize("language", OFFICE_LANGUAGES, ids=lambda language: language.tag)
def test_the_office_reads_every_sentence_in_its_language(language: Language) -> None:
    found = incomplete(language.tag, domain="office")

    assert not found, f"{len(found)} lines:\n" + "\n".join(found)


def test_there_are_sentences_to_translate() -> None:
    assert len([message for message in source_messages("claimants") if message.id]) > 100
    assert [message for message in source_messages("office") if message.id]


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house with one template of three messages and no catalogue yet."""
    page = tmp_path / "templates" / "intake" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    return tmp_path


def write_catalogue(house: Path, tag: str, entries: str, *, plurals: str = ONE_FORM) -> None:
    path = house / "translations" / tag / "LC_MESSAGES" / "claimants.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(plurals=plurals) + entries, encoding="utf-8")


WHOLE = """msgid "Your trips"
msgstr "여행"

msgid "Hello %(name)s"
msgstr "%(name)s 님"

msgid "%(count)s file"
msgid_plural "%(count)s files"
msgstr[0] "파일 %(count)s개"
"""


def complaints(house: Path, tag: str = "ko") -> list[str]:
    return incomplete(tag, folder=house / "translations", root=house)


def test_a_whole_catalogue_has_no_complaint(small_house: Path) -> None:
    write_catalogue(small_house, "ko", WHOLE)

    assert complaints(small_house) == []


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ('msgstr "여행"', 'msgstr ""', "missing: Your trips"),
        ('msgid "Your trips"', '#, fuzzy\nmsgid "Your trips"', "fuzzy: Your trips"),
        ('msgstr "%(name)s 님"', 'msgstr "%(nom)s 님"', "placeholders differ: Hello %(name)s"),
        ('msgstr "%(name)s 님"', 'msgstr "님"', "placeholders differ: Hello %(name)s"),
        ("파일 %(count)s개", "파일 %(many)s개", "placeholders differ: %(count)s file"),
    ],
)
def test_each_way_of_spoiling_a_catalogue_is_found(small_house: Path, good: str, bad: str, complaint: str) -> None:
    assert good in WHOLE
    write_catalogue(small_house, "ko", WHOLE.replace(good, bad))

    assert complaints(small_house) == [complaint]


def test_a_catalogue_that_is_not_there_lacks_everything(small_house: Path) -> None:
    assert len(complaints(small_house)) == 3


def test_a_missing_plural_form_is_found(small_house: Path) -> None:
    write_catalogue(small_house, "ar", WHOLE, plurals=SIX_FORMS)

    assert complaints(small_house, "ar") == ["plural forms missing: %(count)s file"]
