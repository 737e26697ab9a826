"""Catalogues of words read from .po files as translators leave them."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.web.catalogues import po_path, words_of

HEAD = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"
"""
ONE_FORM = "nplurals=1; plural=0;"
TWO_FORMS = "nplurals=2; plural=(n != 1);"


def write(folder: Path, locale: str, domain: str, entries: str, *, plural: str = ONE_FORM) -> None:
    path = po_path(locale, domain, folder=folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(plural=plural) + entries, encoding="utf-8")


def test_an_absent_catalogue_speaks_english(tmp_path: Path) -> None:
    assert words_of("vi", folder=tmp_path).gettext("Your trip") == "Your trip"


def test_claimants_words_come_before_the_offices(tmp_path: Path) -> None:
    write(tmp_path, "ko", "claimants", 'msgid "Trip"\nmsgstr "여행"\n')
    write(tmp_path, "ko", "office", 'msgid "Trip"\nmsgstr "기록"\n\nmsgid "Queue"\nmsgstr "대기"\n')
    words = words_of("ko", folder=tmp_path)
    assert [words.gettext(word) for word in ("Trip", "Queue", "Else")] == ["여행", "대기", "Else"]


def test_empty_and_fuzzy_entries_are_dropped(tmp_path: Path) -> None:
    write(tmp_path, "ja", "claimants", 'msgid "One"\nmsgstr ""\n\n#, fuzzy\nmsgid "Two"\nmsgstr "二?"\n')
    words = words_of("ja", folder=tmp_path)
    assert (words.gettext("One"), words.gettext("Two")) == ("One", "Two")


def test_a_plural_with_a_form_missing_is_dropped(tmp_path: Path) -> None:
    entry = 'msgid "%(num)s file"\nmsgid_plural "%(num)s files"\nmsgstr[0] "{0}"\nmsgstr[1] "{1}"\n'
    write(tmp_path, "de", "claimants", entry.format("%(num)s Datei", ""), plural=TWO_FORMS)
    assert words_of("de", folder=tmp_path).ngettext("%(num)s file", "%(num)s files", 3) == "%(num)s files"
    write(tmp_path / "whole", "de", "claimants", entry.format("%(num)s Datei", "%(num)s Dateien"), plural=TWO_FORMS)
    whole = words_of("de", folder=tmp_path / "whole")
    assert whole.ngettext("%(num)s file", "%(num)s files", 3) == "%(num)s Dateien"
    assert whole.ngettext("%(num)s file", "%(num)s files", 1) == "%(num)s Datei"


def test_one_form_serves_every_number_in_korean(tmp_path: Path) -> None:
    write(
        tmp_path, "ko", "claimants", 'msgid "%(num)s file"\nmsgid_plural "%(num)s files"\nmsgstr[0] "파일 %(num)s개"\n'
    )
    words = words_of("ko", folder=tmp_path)
    assert {words.ngettext("%(num)s file", "%(num)s files", number) for number in (0, 1, 2, 11)} == {"파일 %(num)s개"}


def test_a_file_that_is_no_catalogue_stops_the_start_and_is_named(tmp_path: Path) -> None:
    path = po_path("vi", "claimants", folder=tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text('msgid "One"\n<<<<<<< ours\nmsgstr "Một"\n', encoding="utf-8")
    with pytest.raises(StartRefused, match=r"vi.LC_MESSAGES.claimants\.po"):
        words_of("vi", folder=tmp_path)
