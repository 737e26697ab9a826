"""Signing abroad, as a claimant reads it: the steps for the country they sign in, in their language, with how sure they are.

This is where the editable table becomes the lines of a page.
"""

from dataclasses import dataclass
from typing import Literal

from claims.store.legalisation import steps_for
from claims.web.house import house

_NOT_ABROAD = frozenset({"", "KOR"})


@dataclass(frozen=True, kw_only=True)
class StepsShown:
    """What is to be done with a paper signed in one country, first step first; none of it keeps anybody out.

    `way`: "" nothing is needed (Korea, or no country told), "apostille", "consular", "none" nothing is recorded: ask counsel.
    `language` (BCP-47) is the one the steps are written in; `checked` the day their source was read (ISO, "" unknown);
    `sure` False: to be confirmed with counsel.
    """

    way: Literal["", "apostille", "consular", "none"]
    steps: tuple[str, ...] = ()
    language: str
    checked: str = ""
    sure: bool = False


def steps_shown(country: str, *, language: str) -> StepsShown:
    """The steps for a country (ICAO 9303 code) in a language (BCP-47), else in English."""
    if country in _NOT_ABROAD:
        return StepsShown(way="", language=language, sure=True)
    found = steps_for(country, table=house().court_tables.legalisation)
    spoken = language if language in found.steps else "en"
    return StepsShown(
        way=found.way,
        steps=found.steps.get(spoken, ()),
        language=spoken if found.steps else language,
        checked=found.checked,
        sure=found.sure,
    )
