"""Exhibits that all claimants share: first in every bundle, under numbers that stay, the same bytes whenever they are filed again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims.actions.matter_file import read_matter_file
from claims.actions.share_exhibit import begin_sharing, keep_identity, read_shared, share_exhibit
from claims.model.matter import Matter
from tests import make_bundles
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.databases import sqlite_copy
from tests.make import TODAY, make_office
from tests.make_bundles import Court, picture, unpacked
from tests.outside_tools import text_of

FOLDER = "court/data/20-exhibits/"


@pytest.fixture(scope="module")
def court(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with one checked claim and one shared exhibit."""
    folder = tmp_path_factory.mktemp("office")
    made = Court(make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK)))
    made.choose(made.office.send(LINH))
    share(made, "법무부 답변", shade=90)
    yield made
    made.office.close()


def share(court: Court, title: str, *, shade: int) -> None:
    """Counsel adds a picture that all claimants share."""
    vault, keyring, now = court.office.vault, court.park.keyring, court.office.now
    with court.office.database.deed() as session:
        file = keep_identity(session, court.matter, keyring=keyring)
    sealer = begin_sharing(court.matter, file, vault=vault, now=now)
    sealer.write(picture(shade=shade))
    exhibit = read_shared(
        court.matter,
        sealer,
        identity=file.identity,
        file_name="answer.jpg",
        title=title,
        author="법무부",
        made_on="2021-12-20",
        purpose="이용 사실",
        vault=vault,
        now=now,
    )
    with court.office.database.deed() as session:
        share_exhibit(session, court.matter, exhibit=exhibit, keyring=keyring, actor=court.park.actor, now=now)
        matter = session.get_one(Matter, court.matter.id)
        court.matter_file = read_matter_file(matter, keyring=keyring)


def later(court: Court, monkeypatch: pytest.MonkeyPatch, *, days: int, mode: str = "whole") -> dict[str, bytes]:
    """A bundle ordered that many days later."""
    monkeypatch.setattr(make_bundles, "TODAY", TODAY + timedelta(days=days))
    return unpacked(court.zipped(mode=mode))


@pytest.fixture(scope="module")
def first(court: Court) -> dict[str, bytes]:
    """The bundle that was served."""
    return unpacked(court.zipped())


def exhibits(files: dict[str, bytes]) -> dict[str, bytes]:
    """Pages and text of exhibits, by path."""
    return {path: content for path, content in files.items() if path.startswith(FOLDER)}


def test_it_is_the_first_exhibit_and_stands_in_the_list(first: dict[str, bytes], tmp_path: Path) -> None:
    """With the title, author and day that counsel gave; the claimant's own would come after it."""
    said = "".join(text_of(first["court/data/00-lists/exhibit-list.pdf"], tmp_path).split())

    assert sorted(exhibits(first)) == [f"{FOLDER}exhibit-000001.pdf", f"{FOLDER}text/exhibit-000001.txt"]
    assert all(words in said for words in ("갑제1호증", "법무부답변", "2021"))


def test_filed_again_it_is_the_same_to_the_byte_and_a_late_one_follows(
    court: Court, first: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days later, with one claimant and one shared exhibit more; a supplement holds the late one alone."""
    court.choose(court.office.send(MINJUN))
    share(court, "위원회 결정", shade=30)
    supplement = later(court, monkeypatch, days=3, mode="supplement")
    whole = later(court, monkeypatch, days=9)
    one, two = (exhibits(each) for each in (first, whole))

    assert {path: two[path] for path in one} == one
    assert set(exhibits(supplement)) == set(two) - set(one) == {path for path in two if "exhibit-000002" in path}
