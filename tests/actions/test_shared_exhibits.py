"""Exhibits that all claimants share: first in every bundle, under numbers that stay, the same bytes whenever they are filed again."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from claims.actions.matter_file import read_matter_file
from claims.actions.share_exhibit import begin_sharing, keep_identity, read_shared, share_exhibit
from claims.errors import NotValid
from claims.model.matter import Matter
from tests import make_bundles
from tests.cast import HAN, LINH, MINJUN, PARK, another
from tests.databases import sqlite_copy
from tests.make import TODAY, Sent, make_office
from tests.make_bundles import Court, attach, picture, unpacked
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


def test_new_shared_exhibits_alone_are_worth_a_supplement(court: Court, tmp_path: Path) -> None:
    """No claimant is new: it holds them, a list of them alone and no list of nobody; the next one would be empty.

    One has fewer pages than it had: a slip sheet with a row that says why. Counsel have both as they were given, and their custody.
    """
    share(court, "감사원 결과", shade=150)
    share(court, "국회 답변", shade=151)
    *others, torn = court.matter_file.shared
    court.matter_file = court.matter_file.model_copy(update={"shared": (*others, torn.model_copy(update={"pages": 3}))})
    files = unpacked(court.zipped(mode="supplement"))
    said = "".join(text_of(files["court/data/00-lists/exhibit-list.pdf"], tmp_path).split())
    (slip,) = table(files["counsel/data/00-lists/withheld.csv"])
    custody = [row for row in table(files["counsel/data/00-lists/custody.csv"]) if row["item"] == "갑 제4호증"]

    assert {path.rpartition("/")[2] for path in exhibits(files)} == {
        *("exhibit-000003.pdf", "exhibit-000003.txt", "exhibit-000004.pdf")
    }
    assert "감사원결과" in said
    assert "법무부답변" not in said
    assert not [path for path in files if "party-list" in path or "/10-statements/" in path]
    assert (slip["exhibit"], slip["basis"], slip["sha256"]) == ("갑 제4호증", "incomplete", torn.sha256)
    assert sha256(files["counsel/data/30-originals/exhibit-000004.jpg"]).hexdigest() == torn.sha256
    assert [row["event"] for row in custody] == ["capture", "message digest calculation", "dissemination"]
    with pytest.raises(NotValid, match="nothing_new"), court.office.worker():
        court.order(court.wanted(mode="supplement"))


def test_lists_go_by_number_and_each_exhibit_has_a_cover_where_one_is_wanted(court: Court, tmp_path: Path) -> None:
    """A shared exhibit that came late stands after those of claimants, in the list as in the volume."""
    court.choose(with_stamp(court))
    court.zipped()
    share(court, "법원 결정", shade=240)
    files = unpacked(court.zipped(profile="united-states"))
    listed = text_of(files["court/data/00-lists/exhibit-index.pdf"], tmp_path)
    numbers = re.findall(r"Ex\. ([0-9]+)(?:-([0-9]+))?", listed)

    assert numbers == sorted(numbers, key=lambda one: int(one[0]))
    assert numbers[-1][1] == "", "the last is shared"
    assert numbers[-2][1] == "1", "and stands after a claimant's"
    assert {path.rpartition("/")[2] for path in exhibits(files) if "/covers/" in path} == {
        path.rpartition("/")[2] for path in exhibits(files) if path.endswith(".pdf") and "/covers/" not in path
    }


def with_stamp(court: Court) -> Sent:
    """Somebody new, with a photo of a stamp."""
    receipt, draft = court.office.draft(another(LINH, 7))
    attach(court.office, draft, picture())
    return Sent(receipt=receipt, claim=draft, proof=court.office.send_draft(draft))


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
