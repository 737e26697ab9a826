"""Check 16, the numbers and the list: late claims follow, old numbers stay, what is gone leaves a tombstone, and the list says which.

That the files themselves keep their bytes in a second bundle, and that the old one still verifies, is tried on whole bundles.
"""

import csv
import io
from datetime import date
from pathlib import Path

from claims.model.bundle import Chosen, PartyNumbers, Superseded
from claims.model.counsel_paper import ExhibitChange, ListedFile, ListHead
from claims.rules.bundle_changes import exhibit_changes, file_changes, party_changes
from claims.rules.party_numbers import Comer, number_parties
from claims.store.change_papers import Numbered, change_papers, changes_csv
from tests.outside_tools import text_of
from tests.paper_samples import sample_press

SUPERSEDES = Superseded(bundle_id="b1", number=1, day="2026-11-20", fingerprints={"court": "11" * 32})
HEAD = ListHead(matter="손해배상(국)", day=date(2026, 11, 22))


def comer(name: str, *pieces: str) -> Comer:
    return Comer(claim_id=name, reference=f"REF-{name}", pieces=tuple((piece, "clean") for piece in pieces))


def going(numbers: PartyNumbers) -> list[Chosen]:
    """Those a bundle holds."""
    return [one for one in numbers.parties if one.number in numbers.going]


def files_of(chosen: list[Chosen]) -> list[ListedFile]:
    """The documents of a bundle: bytes that follow from who and what alone."""
    found = []
    for one in chosen:
        found.append(
            ListedFile("court", f"10-statements/statement-{one.number:06d}.pdf", 9, one.claim_id.ljust(64, "0"))
        )
        found.append(ListedFile("counsel", f"10-match/match-{one.number:06d}-moj.pdf", 9, one.claim_id.ljust(64, "1")))
        for piece in one.exhibits:
            path = f"20-exhibits/exhibit-{piece.main:06d}-{piece.branch:03d}.pdf"
            if not piece.gone:
                found.append(ListedFile("court", path, 9, piece.id.ljust(64, "0")))
    return sorted(found)


FIRST = number_parties(
    [comer("ann", "a1", "a2"), comer("bo", "b1"), comer("cy")], before=PartyNumbers(), shared=(), day="2026-11-20"
)
# Bo has withdrawn, Ann took a piece back and added one, Di is late.
SECOND = number_parties(
    [comer("ann", "a1", "a3"), comer("cy"), comer("di", "d1")], before=FIRST, shared=(), day="2026-11-22"
)
NUMBERED = Numbered(
    parties=party_changes(going(FIRST), going(SECOND)),
    exhibits=exhibit_changes(going(FIRST), going(SECOND)),
    label=lambda one: f"갑 제{one.main}호증의 {one.branch}",
)
CHANGES = list(file_changes(files_of(going(FIRST)), files_of(going(SECOND))))


def test_old_numbers_stay_and_new_ones_follow() -> None:
    assert {one.claim_id: one.number for one in going(FIRST)} == {"ann": 1, "bo": 2, "cy": 3}
    assert {one.claim_id: one.number for one in going(SECOND)} == {"ann": 1, "cy": 3, "di": 4}
    # Ann's papers bear the day on which she was first numbered.
    assert [one.day for one in going(SECOND)] == ["2026-11-20", "2026-11-20", "2026-11-22"]


def test_what_stayed_is_unchanged_and_what_left_is_a_tombstone() -> None:
    states = {one.path: one.state for one in CHANGES if one.package == "court"}
    exhibits = {(one.main, one.branch): one.state for one in NUMBERED.exhibits}

    assert states["10-statements/statement-000001.pdf"] == "unchanged"
    assert states["10-statements/statement-000002.pdf"] == "gone"
    assert states["10-statements/statement-000004.pdf"] == "added"
    assert "changed" not in states.values()
    assert sorted(exhibits.values()) == ["added", "added", "gone", "gone", "unchanged"]
    assert not {key for key, state in exhibits.items() if state == "added"} & {
        key for key, state in exhibits.items() if state != "added"
    }


def test_a_number_that_is_gone_is_never_given_again() -> None:
    third = number_parties([comer("ann", "a1"), comer("ed", "e1")], before=SECOND, shared=(), day="2026-11-23")

    assert {one.claim_id: one.number for one in going(third)} == {"ann": 1, "ed": 5}
    given = [(piece.main, piece.branch, piece.id) for one in third.parties for piece in one.exhibits]
    assert len({(main, branch) for main, branch, _ in given}) == len(given)


def test_a_supplement_repeats_nothing_and_nothing_is_gone_by_that() -> None:
    late = [one for one in going(SECOND) if one.claim_id == "di"]
    changes = {one.path: one.state for one in file_changes(files_of(going(FIRST)), files_of(late), mode="supplement")}

    assert changes["10-statements/statement-000001.pdf"] == "earlier"
    assert changes["10-statements/statement-000004.pdf"] == "added"
    assert "gone" not in changes.values()
    assert ExhibitChange("earlier", 2, 2, 1, "") in exhibit_changes(going(FIRST), late, mode="supplement")


def test_the_courts_list_names_numbers_and_hashes_and_nobody(tmp_path: Path) -> None:
    """Neither a reference nor a name, nor that counsel have explanations."""
    table = b"".join(changes_csv(CHANGES, NUMBERED, package="court")).decode("utf-8-sig")
    [paper] = change_papers(sample_press(), CHANGES, NUMBERED, head=HEAD, package="court", before=SUPERSEDES)
    said = text_of(paper.content, tmp_path)

    for text in (table, said):
        assert "REF-" not in text
        assert "10-match" not in text
    rows = {row["name"]: row["state"] for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert (rows["1"], rows["2"], rows["4"]) == ("unchanged", "gone", "added")
    assert "원고 2" in said
    assert "원고 4" in said
    assert "1판, 2026-11-20" in said
