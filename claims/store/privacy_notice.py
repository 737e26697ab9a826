"""The facts of the privacy notice: officer, processors, rights and their days, where to complain. This is where an office's file is read.

See templates/office/notice.toml, which the office edits.
"""

import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.errors import StartRefused

FILE = "notice.toml"
RIGHTS = ("see", "correct", "stop", "explain", "gdpr")


class _Stated(BaseModel):
    model_config = ConfigDict(
        hide_input_in_errors=True, frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1
    )


class Processor(_Stated):
    """Who works on the office's instructions, at what, where, since when; `work` per language tag."""

    name: str
    country: str
    contact: str
    since: date
    work: dict[str, str] = Field(min_length=1)


class Right(_Stated):
    """One right (a code of RIGHTS), the days within which it is answered, and the law that says so, per language tag."""

    right: str
    days: int = Field(ge=1, le=60)
    law: dict[str, str] = Field(min_length=1)


class Authority(_Stated):
    """Where somebody can complain; `name` per language tag, `reach` as phone or address."""

    name: dict[str, str] = Field(min_length=1)
    reach: str


class PrivacyNotice(_Stated):
    """What notice.toml says. No processors means that nobody works for the office on its instructions."""

    since: date
    officer: str
    rights: tuple[Right, ...] = Field(min_length=1)
    authorities: tuple[Authority, ...] = Field(min_length=1)
    processors: tuple[Processor, ...] = ()

    def left_open(self) -> tuple[str, ...]:
        """Every text in which a placeholder in square brackets was left."""
        said = [self.officer]
        for each in self.processors:
            said += [each.name, each.country, each.contact, *each.work.values()]
        for authority in self.authorities:
            said += [authority.reach, *authority.name.values()]
        return tuple(text for text in said if "[" in text or "]" in text)


def load_privacy_notice(folder: Path, *, real: bool) -> PrivacyNotice:
    """Read `folder`/notice.toml. Raises StartRefused naming what is missing or wrong; for a real office also what was left open."""
    path = folder / FILE
    if not path.is_file():
        raise StartRefused(f"{path}: missing; it names your processors, which the law wants published")
    try:
        notice = PrivacyNotice.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise StartRefused(f"{path}: {fault}") from fault
    unknown = sorted({each.right for each in notice.rights} - set(RIGHTS))
    if unknown:
        raise StartRefused(f"{path}: unknown right {unknown}; known are {', '.join(RIGHTS)}")
    if real and notice.left_open():
        raise StartRefused(f"{path}: fill in {notice.left_open()[0]!r}, or take out what does not apply")
    return notice


def check_named(notice: PrivacyNotice, processors: str, *, language: str) -> None:
    """Refuse at the start where the agreements' text in a language does not name every processor of the notice."""
    unnamed = [each.name for each in notice.processors if each.name not in processors]
    if unnamed:
        raise StartRefused(f"facts.toml in {language}: `processors` does not name {unnamed[0]!r}, but {FILE} does")
