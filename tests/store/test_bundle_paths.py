"""Paths in a package: what is safe on every system is taken, everything else is refused by name, and no two are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.store.bundle_paths import check_path, check_paths


@pytest.mark.parametrize(
    "path",
    [
        "00-cover.pdf",
        "20-exhibits/exhibit-000001-001.pdf",
        "20-exhibits/갑제1호증의2_여권사증면.pdf",
        "_a/b_c.d-e",
        "가" * 80 + ".pdf",
        "a" * 100 + "/" + "b" * 99,
    ],
)
def test_safe_paths_are_taken(path: str) -> None:
    check_path(path)


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "/etc/passwd", "a//b", "a/../b", "a/", "", ".hidden", "a/.b", "a b", "a\nb", "a\\b", "a:b"),
        *("con", "a/NUL.txt", "aux.pdf", "a./b", "a%0Ab", "-rf", "x" * 101, "é.pdf", "漢.pdf", "a\u202eb", "ㄱ.pdf"),
        *("\u1100\u1161\u11a8", "가" * 86, "a/" + "b" * 99 + "/" + "c" * 100, "가\u200b", "ａ"),
    ],
)
def test_unsafe_paths_are_refused(path: str) -> None:
    with pytest.raises(NotValid) as refusal:
        check_path(path)
    assert (refusal.value.reason, refusal.value.facts) == ("bundle_path", {"path": path})


@given(st.text(max_size=12))
def test_whatever_is_taken_stays_below_its_folder(path: str) -> None:
    try:
        check_path(path)
    except NotValid:
        return
    assert not path.startswith("/")
    assert not {"", ".", ".."} & set(path.split("/"))
    assert path.isprintable()


def test_paths_are_counted() -> None:
    assert check_paths(lambda: iter(["a", "b/a", "가"])) == 3
    assert check_paths(lambda: iter([])) == 0


@pytest.mark.parametrize("second", ["a/paper.pdf", "A/PAPER.pdf"])
def test_the_second_of_two_alike_is_named(second: str) -> None:
    paths = ["a/x.pdf", "a/paper.pdf", "b/paper.pdf", second, "c"]
    with pytest.raises(NotValid) as refusal:
        check_paths(lambda: iter(paths))
    assert (refusal.value.reason, refusal.value.facts) == ("bundle_path_twice", {"path": second})
