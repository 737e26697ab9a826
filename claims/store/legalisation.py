"""Signing abroad: what makes a paper signed in a country fit for a Korean court, out of a table that counsel edits.

This is where a country's steps are looked up and the sheet for counsel is set.
"""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from claims.model.lists_paper import Abroad, CountrySteps
from claims.store.paper_tables import read_table
from claims.store.papers import Press


class Legalisation(BaseModel):
    """The whole table: the steps of each way, and the countries with what is special there."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    steps_ko: dict[str, tuple[str, ...]]
    steps_en: dict[str, tuple[str, ...]]
    country: tuple[CountrySteps, ...]


def read_legalisation(templates: Path) -> Legalisation:
    """templates/papers/tables/legalisation.toml. Raises StartRefused naming file and key."""
    return read_table(templates / "tables" / "legalisation.toml", shape=Legalisation)


def steps_for(code: str, *, table: Legalisation) -> CountrySteps:
    """The steps for a country (ICAO 9303 code): its own, else those of its way. A country without a row has way "none": ask counsel."""
    found = next((one for one in table.country if one.code == code), CountrySteps(code=code, way="none"))
    return found.model_copy(
        update={
            "steps_ko": found.steps_ko or table.steps_ko.get(found.way, ()),
            "steps_en": found.steps_en or table.steps_en.get(found.way, ()),
        }
    )


def steps_for_all(codes: Iterable[str], *, table: Legalisation) -> tuple[CountrySteps, ...]:
    """The steps of each country once, by code. Korea itself needs none and is left out."""
    return tuple(steps_for(code, table=table) for code in sorted(set(codes) - {"", "KOR"}))


def abroad(paper: Abroad, *, press: Press, words: dict[str, str]) -> bytes:
    """The sheet for counsel as PDF, Korean and English; `words` names countries ("country.VNM"). Raises NotValid `missing_glyph`."""
    countries = [one.model_dump() | {"name": words.get(f"country.{one.code}", one.code)} for one in paper.countries]
    return press.set_paper("abroad", asdict(paper) | {"countries": countries}, words=press.court_terms, language="ko")
