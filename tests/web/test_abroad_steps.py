"""Signing abroad on a claimant's page: their country, their language, how sure it is; nothing at home, counsel where nobody knows."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from claims.store.legalisation import Legalisation, read_legalisation
from claims.web import abroad_steps
from claims.web.abroad_steps import steps_shown

TABLE = read_legalisation(Path(__file__).parents[2] / "templates" / "papers")


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    use(TABLE, monkeypatch)


def use(table: Legalisation, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = SimpleNamespace(legalisation=table)
    monkeypatch.setattr(abroad_steps, "house", lambda: SimpleNamespace(court_tables=tables))


def test_a_country_in_the_language_of_the_reader() -> None:
    shown = steps_shown("VNM", language="vi")

    assert (shown.way, shown.language, shown.checked, shown.sure) == ("apostille", "vi", "2026-11-22", True)
    assert "Hà Nội" in shown.steps[1]
    assert steps_shown("JPN", language="ja").sure is False
    assert steps_shown("THA", language="ar").way == "consular"


@pytest.mark.parametrize("country", ["KOR", ""])
def test_nothing_is_to_be_done_at_home(country: str) -> None:
    assert (steps_shown(country, language="ko").way, steps_shown(country, language="ko").steps) == ("", ())


def test_where_nothing_is_recorded_counsel_is_asked() -> None:
    shown = steps_shown("PER", language="vi")
    assert (shown.way, shown.steps, shown.language, shown.sure) == ("none", (), "vi", False)


def test_own_steps_not_written_in_a_language_are_those_of_the_way_and_then_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    viet_nam = next(one for one in TABLE.country if one.code == "VNM")
    fewer = viet_nam.model_copy(update={"steps": {tag: viet_nam.steps[tag] for tag in ("ko", "en")}})
    use(TABLE.model_copy(update={"country": (fewer,)}), monkeypatch)

    assert steps_shown("VNM", language="vi").steps == TABLE.steps["vi"]["apostille"]
    assert steps_shown("VNM", language="th-unknown").language == "en"
