"""6, on whole bundles: the number in the load file is the one on the page, its label, in the index and in the bookmark, for every page."""

from pathlib import Path

import pytest

from claims.model.volume import VolumePlan
from tests.bundle_checks.test_check_06_one_number import bookmark_numbers, index_numbers, labels
from tests.load_file_reader import read_dat, read_opt
from tests.unpacked_bundle import Unpacked
from tests.volume_samples import read_words

# Where the load files of each court lie, and what stands before and how wide the numbers on its pages are.
COURTS = {"korean": ("counsel", "", 0), "american": ("court", "RC", 7)}


@pytest.mark.parametrize("court", COURTS)
def test_one_number_for_every_page(court: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    bundle: Unpacked = request.getfixturevalue(court)
    package, prefix, width = COURTS[court]
    rows = read_dat(bundle.files[f"{package}/data/70-load/load.dat"])
    keys = [(number(row["BEGBATES"], prefix), number(row["ENDBATES"], prefix)) for row in rows]
    (volume,) = bundle.under("court/data/60-volumes/", ".pdf").values()
    shown, written, index_pages = read_words(volume, tmp_path), labels(volume), keys[0][0] - 1

    printed = [f"{prefix}{page:0{width}d}" for page in range(1, len(shown) + 1)]
    assert written == printed
    for page, label in zip(shown, printed, strict=True):
        assert page.at_edge().count(label) == 1
    # Every page after the index belongs to exactly one document of the load file.
    assert [page for first, last in keys for page in range(first, last + 1)] == list(
        range(index_pages + 1, len(shown) + 1)
    )
    starts = {first - 1: printed[first - 1] for first, _ in keys}
    plan = VolumePlan(
        number=1, path="60-volumes/volume-001.pdf", documents=(), index_pages=index_pages, first=1, size=0
    )
    assert index_numbers(volume, shown, plan) == {at: [label] for at, label in starts.items()}
    assert bookmark_numbers(volume) == {at: {label} for at, label in {0: printed[0], **starts}.items()}


@pytest.mark.parametrize("court", COURTS)
def test_the_page_list_has_the_same_keys(court: str, request: pytest.FixtureRequest) -> None:
    bundle: Unpacked = request.getfixturevalue(court)
    folder = f"{COURTS[court][0]}/data/70-load"
    rows, pages = read_dat(bundle.files[f"{folder}/load.dat"]), read_opt(bundle.files[f"{folder}/load.opt"])

    assert [row["BEGBATES"] for row in rows] == [one.key for one in pages]
    assert [row["PGCOUNT"] for row in rows] == [str(one.pages) for one in pages]


def number(key: str, prefix: str) -> int:
    """The page number of a key."""
    assert key.startswith(prefix)
    return int(key.removeprefix(prefix))
