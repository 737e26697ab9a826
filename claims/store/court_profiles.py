"""Court profiles: what each court wants of a bundle, read from templates/papers/profiles. A court is added by adding a file.

This is where the files are read, and where a wrong one is named before anything is made by it.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

from pydantic import ValidationError

from claims.errors import StartRefused
from claims.model.court_profile import CourtProfile, ExhibitNumbers
from claims.rules.exhibits import ExhibitNumber, label_of

TITLE_LANGUAGES = ("ko", "en")
# Which fields each pattern must hold and which it may.
_PATTERNS = {
    "shared": ({"main"}, {"main"}),
    "own": ({"main", "branch"}, {"main", "branch"}),
    "lettered_shared": ({"main", "letter"}, {"main", "letter"}),
    "lettered_own": ({"main", "branch", "letter"}, {"main", "branch", "letter"}),
}


def read_court_profiles(templates: Path) -> dict[str, CourtProfile]:
    """Every court's profile by its code, in the order of the codes.

    Raises StartRefused naming the file, the field, what is wrong and what to do: also when there is no file at all.
    """
    paths = sorted((templates / "profiles").glob("*.toml"))
    if not paths:
        raise StartRefused(
            f"{templates / 'profiles'}: there is no court profile. Put one TOML file for each court there."
        )
    profiles = [_read(path, templates=templates) for path in paths]
    return {profile.code: profile for profile in sorted(profiles, key=lambda one: one.code)}


def _read(path: Path, *, templates: Path) -> CourtProfile:
    try:
        profile = CourtProfile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(
            f"{path}: this court profile cannot be read ({error}). Mend the file or take it away."
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(step) for step in first["loc"])
        raise StartRefused(f"{path}: {field}: {first['msg']}. Mend this field as in korea.toml.") from None
    for field, problem in _problems(profile, path=path, templates=templates):
        raise StartRefused(f"{path}: {field}: {problem}")
    if alike := _alike(profile.exhibits):
        raise StartRefused(
            f"{path}: exhibits: two exhibits would be called {alike!r}. Put a mark between their numbers."
        )
    return profile


def _problems(profile: CourtProfile, *, path: Path, templates: Path) -> Iterator[tuple[str, str]]:
    if profile.code != path.stem:
        yield "code", f"it is {profile.code!r}. Give it the name of the file, {path.stem!r}."
    for language in TITLE_LANGUAGES:
        if not profile.title.get(language, "").strip():
            yield f"title.{language}", "there is none. Say what the desk calls this court in this language."
    if not (templates / "words" / f"court_{profile.terms}.toml").is_file():
        yield "terms", f"there is no words/court_{profile.terms}.toml. Write the fixed terms in this language there."
    if profile.names not in profile.offered_names:
        yield "offered_names", f"{profile.names!r} is not among them. Offer the names that are used by default."
    yield from _number_problems(profile.exhibits)
    for at, rule in enumerate(profile.rules):
        if not _is_day(rule.checked):
            yield f"rules.{at}.checked", f"{rule.checked!r} is no day. Write the day it was looked at, as 2026-11-22."


def _number_problems(numbers: ExhibitNumbers) -> Iterator[tuple[str, str]]:
    for field, (needed, allowed) in _PATTERNS.items():
        pattern = getattr(numbers, field)
        if pattern or field in ("shared", "own"):
            yield from _pattern_problems(f"exhibits.{field}", pattern, needed=needed, allowed=allowed)
    twice = sorted({letter for letter in numbers.letters if numbers.letters.count(letter) > 1})
    if twice:
        yield "exhibits.letters", f"{twice[0]!r} stands there twice. Name each letter once."
    if "" in numbers.letters or list(numbers.letters) != sorted(numbers.letters):
        yield "exhibits.letters", "they are not in order, or one is empty. Name them in the order of their characters."
    if numbers.letters and not (numbers.lettered_shared and numbers.lettered_own):
        yield (
            "exhibits.lettered_own",
            "there are letters and no pattern for them. Write lettered_shared and lettered_own.",
        )


def _alike(numbers: ExhibitNumbers) -> str:
    """A label that two exhibits would bear, "" where there is none: without a mark between, 1-11 and 11-1 are both 111."""
    letters = ("", *numbers.letters[:3])
    every = (ExhibitNumber(m, b, letter) for letter in letters for m in (1, 2, 11, 111) for b in (0, 1, 2, 11, 111))
    labels = Counter(re.sub(r"\s", "", label_of(number, numbers)) for number in every)
    return next((label for label, count in labels.items() if count > 1), "")


def _pattern_problems(field: str, pattern: str, *, needed: set[str], allowed: set[str]) -> Iterator[tuple[str, str]]:
    try:
        parts = [(name, form, turn) for _, name, form, turn in Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        yield field, f"{pattern!r} is no pattern ({error}). Write it as '갑 제{{main}}호증의 {{branch}}'."
        return
    names = {name for name, *_ in parts}
    for name in sorted(names - allowed):
        yield field, f"it holds {{{name}}}, which is unknown here. It may hold {_listed(allowed)}."
    for name in sorted(needed - names):
        yield field, f"it lacks {{{name}}}, so that two exhibits would be called alike. It must hold {_listed(needed)}."
    if any(form or turn for _, form, turn in parts) or len(names) != len(parts):
        yield field, "each field stands once and plain. Write {main}, not {main:03d}."


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in ("letter", "main", "branch") if name in names)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
