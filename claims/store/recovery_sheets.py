"""Recovery sheets as they are printed: the facts of one sheet, its QR code, and its words in Korean and English.

The QR code holds the share's 33 words in capitals and nothing else: what it is for is not on a phone that scanned it.
This is where shares become papers.
"""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import segno

from claims.errors import StartRefused
from claims.model.recovery_sheet import RecoverySheet
from claims.model.staff import RecoveryKey
from claims.store.recovery import check_words

LANGUAGES = ("ko", "en")
_QUIET = 4


def recovery_sheets(shares: Sequence[str], *, recovery: RecoveryKey, office: str, day: date) -> Iterator[RecoverySheet]:
    """One paper for each share, in order."""
    for number, share in enumerate(shares, start=1):
        yield RecoverySheet(
            office=office,
            day=day,
            week=recovery.week,
            number=number,
            shares=recovery.shares,
            need=recovery.need,
            check_words=check_words(recovery.public_key),
            words=tuple(share.split()),
            dots=qr_dots(share),
        )


def qr_dots(share: str) -> tuple[str, ...]:
    """The rows of a share's QR code with its quiet edge; a quarter of it may be unreadable (level Q)."""
    rows = segno.make(share.upper(), error="q", micro=False, boost_error=False).matrix_iter(border=_QUIET)
    return tuple("".join("1" if dot else "0" for dot in row) for row in rows)


def read_sheet_words(templates: Path, *, language: str) -> dict[str, str]:
    """Every word of the sheet by "section.name", in `ko` or `en`. Raises StartRefused naming the file when it cannot be read."""
    path = templates / "words" / f"recovery_{language}.toml"
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the words of recovery sheets cannot be read ({error}).") from error
    return {f"{section}.{name}": text for section, words in sections.items() for name, text in words.items()}
