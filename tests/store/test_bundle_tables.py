"""Counsel's tables: each row where it belongs, words from outside, nothing that runs."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from claims.model.bundle import LeftOut
from claims.model.bundle_row import Redaction, ToFollow, Withheld
from claims.rules.filing_groups import Facets
from claims.store.bundle_tables import (
    EXCLUDED,
    FILING_GROUPS,
    REDACTIONS,
    TO_FOLLOW,
    WITHHELD,
    excluded_csv,
    filing_groups_csv,
    redactions_csv,
    to_follow_csv,
    withheld_csv,
)

KOREAN = {
    "left_out.no_court_agreement": "동의 없음",
    "who_mends.no_court_agreement": "원고",
    "to_follow.power": "위임장",
}
ENGLISH = {
    "left_out.no_court_agreement": "no yes",
    "who_mends.no_court_agreement": "=claimant",
    "to_follow.power": "power",
}
REDACTION = Redaction(
    number="갑 제1호증의 1",
    party=1,
    reference="REF",
    at="2026-11-21T00:00:00Z",
    kind="number_painted_over",
    basis="pipa_24_2",
    before="11" * 32,
    after="22" * 32,
    by="=Han (lead)",
    regions=2,
)
FACETS = Facets(
    party=1,
    reference="REF",
    nationality_now="VNM",
    nationality_during="",
    nationality_trips=("VNM", "JPN"),
    reciprocity="to_show",
    reciprocity_source="",
    in_korea="no",
    security_for_costs="yes",
    grade="B",
    route="state",
    deadline="2026-12-31",
    deadline_code="act",
)


def rows_of(chunks: Iterator[bytes]) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    raw = b"".join(chunks)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_who_stays_out_why_and_who_can_mend_it() -> None:
    left_out = [LeftOut(reference="REF1", reason="no_court_agreement"), LeftOut(reference="REF2", reason="new_reason")]
    head, *rows = rows_of(excluded_csv(left_out, korean=KOREAN, english=ENGLISH))

    assert tuple(head) == EXCLUDED
    assert rows == [
        ["REF1", "no_court_agreement", "동의 없음", "no yes", "원고", "'=claimant"],
        ["REF2", "new_reason", "new_reason", "new_reason", "", ""],
    ]


def test_what_is_to_follow() -> None:
    rows = [
        ToFollow(party=1, reference="REF", what="power", until="2026-12-01"),
        ToFollow(party=2, reference="REF2", what="x"),
    ]
    head, *found = rows_of(to_follow_csv(rows, korean=KOREAN, english=ENGLISH))

    assert tuple(head) == TO_FOLLOW
    assert found == [["1", "REF", "power", "위임장", "power", "2026-12-01"], ["2", "REF2", "x", "x", "x", ""]]


def test_one_numbered_row_a_painting_over() -> None:
    head, *rows = rows_of(redactions_csv([REDACTION, replace(REDACTION, at="", before="")]))

    assert tuple(head) == REDACTIONS
    assert [row[0] for row in rows] == ["R-000001", "R-000002"]
    first = dict(zip(head, rows[0], strict=True))
    assert (first["original_sha256"], first["new_sha256"], first["approved_by"]) == (
        "11" * 32,
        "22" * 32,
        "'=Han (lead)",
    )
    assert (first["exhibit"], first["regions"]) == ("갑 제1호증의 1", "2")


def test_what_is_withheld_is_named_and_not_told() -> None:
    one = Withheld(
        number="갑 제1호증의 2",
        party=1,
        kind="image/jpeg",
        made_on="",
        described="letter",
        basis="counsel",
        sha256="ab",
    )
    head, *rows = rows_of(withheld_csv([one]))

    assert tuple(head) == WITHHELD
    assert rows == [["W-000001", "갑 제1호증의 2", "1", "image/jpeg", "", "letter", "counsel", "ab"]]


def test_one_row_a_claimant_with_all_facets() -> None:
    head, *rows = rows_of(filing_groups_csv([FACETS]))

    assert tuple(head) == FILING_GROUPS
    assert rows == [
        ["1", "REF", "VNM", "", "VNM JPN", "to_show", "", "no", "yes", "B", "state", "2026-12-31", "act"],
    ]


def test_empty_tables_have_their_head() -> None:
    assert rows_of(redactions_csv([])) == [list(REDACTIONS)]
    assert rows_of(withheld_csv([])) == [list(WITHHELD)]
