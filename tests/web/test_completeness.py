"""Is a language complete? Measured against what stands in the source."""

from pathlib import Path

from claims.web.catalogues import po_path
from claims.web.completeness import incomplete, source_messages

PAGE = """{% trans %}
  Your
  trip
{% endtrans %}
{% trans num=n %}{{ num }} file{% pluralize %}{{ num }} files{% endtrans %}
{{ _("Hello %(name)s", name=name) }}"""
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def make_source(root: Path) -> Path:
    page = root / "templates/intake/page.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    return root


def translate(folder: Path, entries: str) -> None:
    path = po_path("vi", "claimants", folder=folder)
    path.parent.mkdir(parents=True)
    path.write_text(PO + entries, encoding="utf-8")


def test_messages_are_found_trimmed_and_with_plurals(tmp_path: Path) -> None:
    ids = [message.id for message in source_messages("claimants", root=make_source(tmp_path)) if message.id]
    assert ids == ["Your trip", ("%(num)s file", "%(num)s files"), "Hello %(name)s"]


def test_every_kind_of_lack_is_named(tmp_path: Path) -> None:
    root = make_source(tmp_path / "root")
    translate(
        tmp_path / "po",
        'msgid "Your trip"\nmsgstr ""\n\nmsgid "%(num)s file"\nmsgid_plural "%(num)s files"\nmsgstr[0] ""\n\n'
        'msgid "Hello %(name)s"\nmsgstr "Chào %(nmae)s"\n',
    )
    assert incomplete("vi", folder=tmp_path / "po", root=root) == [
        "missing: Your trip",
        "plural forms missing: %(num)s file",
        "placeholders differ: Hello %(name)s",
    ]


def test_a_whole_catalogue_lacks_nothing(tmp_path: Path) -> None:
    root = make_source(tmp_path / "root")
    entries = (
        'msgid "Your trip"\nmsgstr "Chuyến đi"\n\nmsgid "%(num)s file"\nmsgid_plural "%(num)s files"\n'
        'msgstr[0] "%(num)s tệp"\n\nmsgid "Hello %(name)s"\nmsgstr "Chào %(name)s"\n'
    )
    translate(tmp_path / "po", entries)
    assert incomplete("vi", folder=tmp_path / "po", root=root) == []
    fuzzy = entries.replace('msgid "Your', '#, fuzzy\nmsgid "Your')
    translate(tmp_path / "fuzzy", fuzzy)
    assert incomplete("vi", folder=tmp_path / "fuzzy", root=root) == ["fuzzy: Your trip"]


def test_without_a_catalogue_everything_is_missing_and_english_never_is(tmp_path: Path) -> None:
    root = make_source(tmp_path)
    assert len(incomplete("ja", folder=tmp_path / "none", root=root)) == 3
    assert incomplete("en", folder=tmp_path / "none", root=root) == []


def test_the_two_domains_share_no_file() -> None:
    claimants = {file for message in source_messages("claimants") for file, _ in message.locations}
    office = {file for message in source_messages("office") for file, _ in message.locations}
    assert claimants
    assert "claims/web/wording_office.py" in office
    assert not claimants & office
