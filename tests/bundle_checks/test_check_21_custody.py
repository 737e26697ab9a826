"""Check 21: from upload to export every piece has its rows, in UTC, with who and why; a removed row shows when the chain is recomputed.

Recomputed twice: by the service's own check, and by a bare Python that runs the ten lines of docs/bundles.md.
"""

import csv
import io
import re
import subprocess
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from claims.model.claim_file import ClaimFile, EvidenceFacts, Masking
from claims.model.vocabulary import EvidenceKind
from claims.rules.custody import Leaving, events_of
from claims.settings import ROOT
from claims.store.custody_log import check_custody, custody_csv

LEAVING = Leaving(at="2026-11-22T12:00:00Z", actor="Park (counsel)", purpose="소장 제출", recipient="서울중앙지방법원")
CAME = 1_795_000_000


def piece(number: int, **facts: object) -> EvidenceFacts:
    """One photo, cleaned at the door."""
    given: dict[str, object] = {
        "id": f"e{number}",
        "kind": EvidenceKind.STAMP,
        "media_type": "image/jpeg",
        "size": 9,
        "sha256": f"{number}a" * 32,
        "clean_sha256": f"{number}b" * 32,
        "parts": (),
        "added_at": CAME + number,
    }
    return EvidenceFacts.model_validate(given | facts)


def log() -> bytes:
    """The log of a bundle with three claimants, one of whose pieces was painted over."""
    painted = Masking(before="2a" * 32, clean="2b" * 32, after="2c" * 32, at=CAME + 9, by="m1", role="lead", regions=1)
    files = [
        ClaimFile(language="ko", evidence=(piece(1),)),
        ClaimFile(
            language="ko",
            evidence=(piece(2, sha256="2c" * 32, clean_sha256="2c" * 32, masked=True, maskings=(painted,)), piece(3)),
        ),
        ClaimFile(language="ko", evidence=(piece(4),)),
    ]
    numbers = {f"e{n}": f"갑 제{n}호증의 1" for n in range(1, 5)}
    events = (
        event
        for file in files
        for event in events_of(file, numbers=numbers, uses={"e3": "original"}, names={"m1": "Han"}, leaving=LEAVING)
    )
    return b"".join(custody_csv(events))


def rows() -> list[list[str]]:
    """The rows after the head."""
    return list(csv.reader(io.StringIO(log().decode("utf-8-sig"), newline="")))[1:]


def written(changed: list[list[str]]) -> bytes:
    """The log with these rows, as a hand would write it."""
    head = log().decode("utf-8-sig").splitlines()[0]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([head.split(","), *changed])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def stranger_says(log_file: bytes, folder: Path) -> int:
    """What the lines of the docs say to a bare Python: 0 unbroken, else broken."""
    recipe = re.search(r"```python\n(# custody.*?)```", (ROOT / "docs" / "bundles.md").read_text(), re.DOTALL)
    assert recipe
    (folder / "custody.csv").write_bytes(log_file)
    (folder / "recipe.py").write_text(recipe[1])
    told = subprocess.run(["python3", "-I", "recipe.py"], cwd=folder, capture_output=True, check=False, timeout=60)
    return told.returncode


def test_every_piece_from_upload_to_export() -> None:
    """Capture first, dissemination last, each with its actor, its reason and an instant in UTC that never runs back."""
    events = rows()[:-1]
    by_item = {item: [row for row in events if row[1] == item] for item in {row[1] for row in events}}

    assert len(by_item) == 4
    for item, told in by_item.items():
        assert (told[0][2], told[-1][2]) == ("capture", "dissemination"), item
        assert all(row[4] and row[5] for row in told)
        instants = [datetime.fromisoformat(row[3]) for row in told]
        assert all(one.tzinfo is not None and one.utcoffset().total_seconds() == 0 for one in instants)  # type: ignore[union-attr]  # aware
        assert instants == sorted(instants)
        assert all(row[3].endswith("Z") for row in told)
    assert [row[2] for row in by_item["갑 제2호증의 1"]].count("redaction") == 1


def test_fingerprints_hang_together() -> None:
    """What an event found is what an earlier one left, back to what was received."""
    for _, told in sorted({row[1]: [each for each in rows()[:-1] if each[1] == row[1]] for row in rows()[:-1]}.items()):
        known: set[str] = set()
        for row in told:
            assert not row[6] or row[6] in known
            known |= {row[7]} - {""}


def test_it_is_whole_to_us_and_to_a_stranger(tmp_path: Path) -> None:
    assert check_custody(log()) == []
    assert stranger_says(log(), tmp_path) == 0


@pytest.mark.parametrize("gone", range(18))
def test_any_removed_row_shows(gone: int, tmp_path: Path) -> None:
    """One after the other, to us and, for some, to a stranger."""
    whole = rows()
    assert len(whole) == 18
    broken = written(whole[:gone] + whole[gone + 1 :])

    assert check_custody(broken)
    if gone in (0, 8, 17):
        assert stranger_says(broken, tmp_path) != 0


def test_any_two_rows_that_change_places_show() -> None:
    whole = rows()
    for at, _ in enumerate(pairwise(whole)):
        changed = [*whole[:at], whole[at + 1], whole[at], *whole[at + 2 :]]
        assert check_custody(written(changed))


def test_any_changed_cell_shows() -> None:
    for at, row in enumerate(rows()):
        for column in range(len(row)):
            changed = rows()
            changed[at][column] = "x" + changed[at][column]
            assert check_custody(written(changed)), (at, column)


def test_the_same_events_make_the_same_log() -> None:
    assert log() == log()
