"""Check 21 on a whole bundle: the custody log is one chain from each piece's upload to the order, and a row taken out of it shows."""

import csv
import io
from datetime import datetime
from hashlib import sha256

from claims.model.bundle import Bundle
from claims.store.custody_log import check_custody
from tests.bundle_people import content_of
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter

LOG = "counsel/data/00-lists/custody.csv"


def rows(log: bytes) -> list[dict[str, str]]:
    """The events, the last row that closes the chain left away."""
    return list(csv.DictReader(io.StringIO(log.decode("utf-8-sig"), newline="")))[:-1]


def test_the_chain_is_whole_and_a_row_less_shows(korean: Unpacked) -> None:
    log = korean.files[LOG]
    lines = log.split(b"\r\n")

    assert check_custody(log) == []
    for gone in range(1, len(lines) - 1):
        assert check_custody(b"\r\n".join(lines[:gone] + lines[gone + 1 :])), gone


def test_every_piece_from_upload_to_the_order(served: tuple[FullMatter, Bundle], korean: Unpacked) -> None:
    """By number: first taken in, with the fingerprint of what was given; last handed over, to whom and why; in UTC, never backwards."""
    here, bundle = served
    told: dict[str, list[dict[str, str]]] = {}
    for row in rows(korean.files[LOG]):
        told.setdefault(row["item"], []).append(row)
    given = {
        (chosen.number, exhibit.branch): sha256(content_of(here.person(chosen), piece)).hexdigest()
        for chosen, exhibit, piece in here.pieces(bundle)
    }
    numbers = {row["EXHIBIT_NO"] for row in korean.loaded("counsel") if row["EXHIBIT_NO"]}

    shared = told.pop("갑 제1호증")
    assert set(told) | {"갑 제1호증"} == numbers
    assert [row["actor"] for row in shared][:2] == ["counsel", "service"]
    assert sorted(
        next(row["after_sha256"] for row in events if row["after_sha256"]) for events in told.values()
    ) == sorted(given.values())
    for events in (*told.values(), shared):
        assert (events[0]["event"], events[-1]["event"]) == ("capture", "dissemination")
        assert "VXQPURPOSE" in events[-1]["purpose"]
        assert all(row["actor"] for row in events)
        instants = [datetime.fromisoformat(row["at_utc"]) for row in events]
        assert instants == sorted(instants)
    assert [row["event"] for row in rows(korean.files[LOG])].count("redaction") == 1
