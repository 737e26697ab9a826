"""Texts that exist in some languages only: this is where a page finds the one to show, and whether it must say which it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.web.language import ENGLISH, KOREAN, Language, current_language


@dataclass(frozen=True)
class Spoken:
    """A text as it can be said here. `elsewhere`: the language it is in, where that is not the reader's."""

    text: str
    elsewhere: Language | None = None


def spoken(words: Mapping[str, str]) -> Spoken:
    """The text in the reader's language, else in English, else in Korean."""
    here = current_language()
    if words.get(here.tag):
        return Spoken(words[here.tag])
    found = next((language for language in (ENGLISH, KOREAN) if words.get(language.tag)), None)
    return Spoken(words[found.tag], found) if found else Spoken("")
