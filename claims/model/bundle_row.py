"""Rows of counsel's tables in a bundle: what is to follow, what was painted over, what is withheld.

This is where the only inputs of those tables are named; all frozen, in codes and fingerprints, never in words of a language.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ToFollow:
    """Something that never keeps a claimant out and is still to come: party number, reference, what (a code), until when (ISO day)."""

    party: int
    reference: str
    what: str
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """One painting-over of one piece. `at` ISO UTC, `kind` and `basis` codes, `before`/`after` SHA-256 (hex) of the file as given and of
    the copy that took its place; the original itself is destroyed. `by` names who approved.
    """

    number: str
    party: int
    reference: str
    at: str
    kind: str
    basis: str
    before: str
    after: str
    by: str
    regions: int = 0


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """One piece that is not produced though it has a number. `described` is a neutral code of what it is; `basis` why it is withheld."""

    number: str
    party: int
    kind: str
    made_on: str
    described: str
    basis: str
    sha256: str = ""
