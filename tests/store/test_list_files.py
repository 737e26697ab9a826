"""Lists over everybody: at most 500 rows a file, running numbers, nobody lost between files, never more than two files in memory."""

from collections.abc import Iterator

import pytest

from claims.store.list_files import list_files

PATH = "00-lists/party-list.pdf"


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (1, [1]), (500, [500]), (501, [500, 1]), (1000, [500, 500]), (1201, [500, 500, 201])]
)
def test_every_row_is_in_one_file_in_order(count: int, sizes: list[int]) -> None:
    files = list(list_files(range(count), path=PATH))

    assert [len(file.rows) for file in files] == sizes
    assert [row for file in files for row in file.rows] == list(range(count))
    assert [file.last for file in files] == [False] * (len(files) - 1) + [True]
    assert [file.first for file in files] == [1 + 500 * n for n in range(len(files))]


def test_one_file_keeps_its_name_and_several_are_numbered() -> None:
    assert [file.path for file in list_files(range(500), path=PATH)] == [PATH]
    assert [file.path for file in list_files(range(501), path=PATH)] == [
        "00-lists/party-list-001.pdf",
        "00-lists/party-list-002.pdf",
    ]


def test_rows_are_taken_as_files_are_asked_for() -> None:
    taken = 0

    def rows() -> Iterator[int]:
        nonlocal taken
        for row in range(5000):
            taken += 1
            yield row

    next(list_files(rows(), path=PATH))
    assert taken == 1000
