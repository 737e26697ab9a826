"""Signing abroad: what makes a paper signed in a country fit for a Korean court, out of a table that counsel edits.

This is where a country's steps are looked up and the sheet for counsel is set.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from claims.errors import StartRefused
from claims.model.lists_paper import Abroad, CountrySteps
from claims.store.paper_tables import read_table
from claims.store.papers import Press

# The sheet for counsel says every step in Korean, with English below it; a claimant reads one of the languages.
_COUNSELS = ("ko", "en")


class Legalisation(BaseModel):
    """The whole table: the steps of each way by language (BCP-47 tag), and the countries with what is special there."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[2] = 2
    steps: Mapping[str, Mapping[str, tuple[str, ...]]]
    country: tuple[CountrySteps, ...]


def read_legalisation(templates: Path) -> Legalisation:
    """templates/papers/tables/legalisation.toml. Raises StartRefused naming file and key, also where a language leaves out a step of another."""
    path = templates / "tables" / "legalisation.toml"
    table = read_table(path, shape=Legalisation)
    korean = table.steps.get("ko", {})
    for language, ways in table.steps.items():
        if {way: len(steps) for way, steps in ways.items()} != {way: len(steps) for way, steps in korean.items()}:
            raise StartRefused(f"{path}: steps.{language}: every language has the same ways and steps as Korean.")
    for one in table.country:
        if one.steps and (not set(_COUNSELS) <= set(one.steps) or len({len(each) for each in one.steps.values()}) != 1):
            raise StartRefused(
                f"{path}: country.{one.code}: its own steps are as many in each language, Korean and English too."
            )
    return table


def steps_for(code: str, *, table: Legalisation) -> CountrySteps:
    """The steps for a country (ICAO 9303 code), in every language: its own, else those of its way. A country without a row has way "none": ask counsel."""
    found = next((one for one in table.country if one.code == code), CountrySteps(code=code, way="none"))
    of_the_way = {language: ways[found.way] for language, ways in table.steps.items() if found.way in ways}
    return found.model_copy(update={"steps": of_the_way | dict(found.steps)})


def steps_for_all(codes: Iterable[str], *, table: Legalisation) -> tuple[CountrySteps, ...]:
    """The steps of each country once, by code. Korea itself needs none and is left out."""
    return tuple(steps_for(code, table=table) for code in sorted(set(codes) - {"", "KOR"}))


def abroad(paper: Abroad, *, press: Press, words: dict[str, str]) -> bytes:
    """The sheet for counsel as PDF, Korean and English; `words` names countries ("country.VNM"). Raises NotValid `missing_glyph`."""
    countries = [
        one.model_dump(exclude={"steps"})
        | {f"steps_{language}": one.steps.get(language, ()) for language in _COUNSELS}
        | {"name": words.get(f"country.{one.code}", one.code)}
        for one in paper.countries
    ]
    return press.set_paper("abroad", asdict(paper) | {"countries": countries}, words=press.court_terms, language="ko")
