"""Check 16 on whole bundles: after a bundle was served one withdraws, one comes late, one adds a piece. What was served stays, byte for byte.

Numbers of whoever is gone stay empty; the new bundle says which it follows and what changed; the old one still verifies.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.withdraw_claim import withdraw_claim
from claims.model.bundle import Bundle
from tests.bundle_copies import copied
from tests.bundle_people import GOING, LATE, colour_of, photo
from tests.make_bundles import attach
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter, add_person

GONE, ADDS = "jisoo", "linh"
Later = tuple[FullMatter, Mapping[str, int]]


@pytest.fixture(scope="module")
def later(served: tuple[FullMatter, Bundle], tmp_path_factory: pytest.TempPathFactory) -> Later:
    """The office some days after the bundle was served, and the numbers that were served."""
    here = copied(served[0], tmp_path_factory.mktemp("later") / "office")
    here.sent = dict(here.sent)
    numbers = {here.person(one).key: one.number for one in here.numbers(served[1]).parties}
    with here.office.database.deed() as session:
        withdraw_claim(session, here.sent[GONE].claim, vault=here.office.vault, now=here.office.now)
    attach(here.office, here.sent[ADDS].claim, photo(colour_of(ADDS)), name="late.jpg")
    add_person(here, LATE)
    return here, numbers


@pytest.fixture(scope="module")
def whole(later: Later, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    """The second bundle of everybody."""
    here = copied(later[0], tmp_path_factory.mktemp("whole_office") / "office")
    return Unpacked(here.zipped(names="hangul", letters=True), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def supplement(later: Later, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    """The second bundle of what is late alone."""
    here = copied(later[0], tmp_path_factory.mktemp("supplement_office") / "office")
    return Unpacked(here.zipped(names="hangul", letters=True, mode="supplement"), tmp_path_factory.mktemp("supplement"))


def of_people(bundle: Unpacked) -> dict[str, bytes]:
    """Statements, exhibits, explanations: what was numbered and served."""
    return {
        path: content
        for start in ("10-statements/", "20-exhibits/", "30-match/")
        for path, content in bundle.under(f"court/data/{start}").items()
    }


def belongs(path: str, number: int, *, among: Unpacked) -> bool:
    """Whether a path is of this party, by the numbers of that bundle: each group of claimants counts its exhibits from one."""
    rows = [row for row in among.loaded("counsel") if row["CUSTODIAN"] == f"party-{number:06d}" and row["EXHIBIT_NO"]]
    marks = {"".join(row["EXHIBIT_NO"].split()) for row in rows}
    return f"{number:06d}" in path or any(f"/{mark}_" in path for mark in marks)


def test_old_numbers_and_old_bytes_stay(korean: Unpacked, whole: Unpacked, later: Later) -> None:
    """Every document of those who are still there is the same to the byte; nothing of hers who withdrew is left; her number is empty."""
    gone, old, new = later[1][GONE], of_people(korean), of_people(whole)
    kept = {path: content for path, content in old.items() if not belongs(path, gone, among=korean)}

    assert len(kept) > 30
    assert kept == {path: new[path] for path in kept}
    assert not [path for path in new if belongs(path, gone, among=korean)]
    late = len(GOING) + 1
    added = set(new) - set(old)
    adds = {path for path in added if belongs(path, later[1][ADDS], among=whole)}
    assert {path for path in added if belongs(path, late, among=whole)} | adds == added
    assert adds
    assert all("호증의3_" in path for path in adds)
    assert {row["번호"] for row in whole.table("court/data/00-lists/당사자목록.csv")} == {
        str(number) for number in range(1, late + 1) if number != gone
    }


def test_a_supplement_holds_only_what_is_late(korean: Unpacked, supplement: Unpacked, later: Later) -> None:
    late, old, new = len(GOING) + 1, of_people(korean), of_people(supplement)

    assert not set(new) & set(old)
    assert {path.split("/")[2] for path in new} == {"10-statements", "20-exhibits", "30-match"}
    adds = {path for path in new if belongs(path, later[1][ADDS], among=supplement)}
    assert all(path in adds or belongs(path, late, among=supplement) for path in new)
    assert adds
    assert all("호증의3_" in path for path in adds)
    assert [row["번호"] for row in supplement.table("court/data/00-lists/당사자목록.csv")] == [str(late)]
    rows, before = supplement.loaded("counsel"), korean.loaded("counsel")
    assert int(rows[0]["BEGBATES"]) > int(before[-1]["ENDBATES"]), "pages go on from the last one served"
    assert list(supplement.under("court/data/60-volumes/", ".pdf")) == ["court/data/60-volumes/합본_002.pdf"]


@pytest.mark.parametrize("mode", ["whole", "supplement"])
def test_the_new_one_says_what_it_follows_and_what_changed(
    mode: str, korean: Unpacked, later: Later, request: pytest.FixtureRequest
) -> None:
    """By fingerprints of the old packages, which a stranger reckons from the old bundle; the list names every document that came or went."""
    bundle: Unpacked = request.getfixturevalue(mode)
    follows = json.loads(bundle.files["court/manifest.json"])["facts"]["supersedes"]
    changes = {row["name"]: row["state"] for row in bundle.table("court/data/00-lists/changes.csv")}

    assert follows["number"] == 1
    assert follows["fingerprints"] == {
        package: sha256(korean.files[f"{package}/tagmanifest-sha256.txt"]).hexdigest()
        for package in ("court", "counsel")
    }
    old, new = of_people(korean), of_people(bundle)
    for path in set(new) - set(old):
        assert changes[path.removeprefix("court/data/")] == "added"
    for path in set(old) - set(new):
        gone = mode == "whole"
        assert changes[path.removeprefix("court/data/")] == ("gone" if gone else "earlier")
    if mode == "whole":
        assert {changes[path.removeprefix("court/data/")] for path in set(old) & set(new)} == {"unchanged"}
        assert changes[str(later[1][GONE])] == "gone"
    assert changes[str(len(GOING) + 1)] == "added"


def test_the_old_bundle_still_verifies_and_the_new_ones_do(
    korean: Unpacked, whole: Unpacked, supplement: Unpacked
) -> None:
    for bundle in (korean, whole, supplement):
        program = [sys.executable, "-I", str(bundle.folder / "court" / "verify.py"), str(bundle.folder)]
        done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stdout


def test_what_was_served_is_made_again_after_the_old_bundle_is_destroyed(
    korean: Unpacked, later: Later, tmp_path: Path
) -> None:
    """The second bundle stands on the record alone: it needs nothing of the first one's bytes."""
    here = copied(later[0], tmp_path / "office")
    with here.office.database.question() as session:
        (old,) = session.exec(select(Bundle).where(Bundle.matter_id == here.matter.id)).all()
    here.office.vault.delete_folder(old.vault_folder)
    again = Unpacked(here.zipped(names="hangul", letters=True, volumes=False), tmp_path / "again")

    old_files, new = of_people(korean), of_people(again)
    assert {path: new[path] for path in old_files if path in new} == {
        path: content for path, content in old_files.items() if path in new
    }
