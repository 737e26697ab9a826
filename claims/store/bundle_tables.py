"""Counsel's tables in a bundle: who stays out, what is to follow, what was painted over, what is withheld, groups for filing.

This is where their rows become CSV; all stream, so a hundred thousand claimants are no more than one at a time.
"""

from collections.abc import Iterable, Iterator, Mapping

from claims.model.bundle import LeftOut
from claims.model.bundle_row import Redaction, ToFollow, Withheld
from claims.rules.filing_groups import Facets
from claims.store.neutral_cells import csv_chunks

Words = Mapping[str, str]
EXCLUDED = ("reference", "reason", "reason_ko", "reason_en", "who_mends_ko", "who_mends_en")
TO_FOLLOW = ("party", "reference", "what", "what_ko", "what_en", "until")
REDACTIONS = (
    *("log_id", "exhibit", "party", "reference", "at_utc", "kind", "basis", "regions"),
    *("original_sha256", "new_sha256", "approved_by"),
)
WITHHELD = ("log_id", "exhibit", "party", "type", "date", "description", "basis", "sha256")
FILING_GROUPS = (
    *("party", "reference", "nationality_now", "nationality_during", "nationality_trips", "reciprocity"),
    *(
        "reciprocity_source",
        "in_korea_address",
        "security_for_costs",
        "evidence_grade",
        "route",
        "deadline",
        "deadline_code",
    ),
)


def excluded_csv(left_out: Iterable[LeftOut], *, korean: Words, english: Words) -> Iterator[bytes]:
    """Who was chosen and stays out: reference, reason as code and in words, who can mend it.

    Words by `left_out.<reason>` and `who_mends.<reason>`; an unknown reason stands as its code.
    """

    def said(reason: str) -> list[str]:
        codes = (f"left_out.{reason}", f"who_mends.{reason}")
        return [
            words.get(code, reason if code.startswith("left_out") else "")
            for code in codes
            for words in (korean, english)
        ]

    return csv_chunks(EXCLUDED, ((one.reference, one.reason, *said(one.reason)) for one in left_out))


def to_follow_csv(rows: Iterable[ToFollow], *, korean: Words, english: Words) -> Iterator[bytes]:
    """What is still to come, by party. Words by `to_follow.<what>`; an unknown code stands as it is."""
    return csv_chunks(
        TO_FOLLOW,
        (
            (
                *(one.party, one.reference, one.what),
                *(words.get(f"to_follow.{one.what}", one.what) for words in (korean, english)),
                one.until,
            )
            for one in rows
        ),
    )


def redactions_csv(rows: Iterable[Redaction]) -> Iterator[bytes]:
    """One line per painting-over, numbered R-000001 on; fingerprints of what was and of what took its place."""
    return csv_chunks(
        REDACTIONS,
        (
            (
                *(f"R-{at:06d}", one.number, one.party, one.reference, one.at, one.kind, one.basis, one.regions),
                *(one.before, one.after, one.by),
            )
            for at, one in enumerate(rows, start=1)
        ),
    )


def withheld_csv(rows: Iterable[Withheld]) -> Iterator[bytes]:
    """One line per piece that has a number and is not produced, numbered W-000001 on. Nothing in it tells what the piece says."""
    return csv_chunks(
        WITHHELD,
        (
            (f"W-{at:06d}", one.number, one.party, one.kind, one.made_on, one.described, one.basis, one.sha256)
            for at, one in enumerate(rows, start=1)
        ),
    )


def filing_groups_csv(facets: Iterable[Facets]) -> Iterator[bytes]:
    """One line per claimant with what a lawyer groups suits by, in party order."""
    return csv_chunks(
        FILING_GROUPS,
        (
            (
                *(one.party, one.reference, one.nationality_now, one.nationality_during),
                *(" ".join(one.nationality_trips), one.reciprocity, one.reciprocity_source),
                *(one.in_korea, one.security_for_costs, one.grade, one.route, one.deadline, one.deadline_code),
            )
            for one in facets
        ),
    )
