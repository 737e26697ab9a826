"""A letter of demand: with the party list and a sheet on its delivery that names every piece by its bytes; and only on that route."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from claims.model.matter import MatterFacts
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.databases import sqlite_copy
from tests.make import make_office
from tests.make_bundles import Court, unpacked
from tests.outside_tools import text_of

DEMAND = "court/data/50-demand/"
FACTS = MatterFacts(
    title="국가배상 청구",
    route="demand",
    defendant="대한민국",
    defendant_address="과천시 관문로 47",
    firm="Firm One",
    lawyer="Park",
    project="MOJ-AIRPORT-FACES",
    amount_each=1_500_000,
    purpose="귀 부는 통보인들의 얼굴 사진을 동의 없이 제공하였습니다.",
)


@pytest.fixture(scope="module")
def files(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """A bundle of two claimants on the route of demand."""
    folder = tmp_path_factory.mktemp("office")
    court = Court(make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK)), facts=FACTS)
    court.choose(court.office.send(LINH), court.office.send(MINJUN))
    yield unpacked(court.zipped())
    court.office.close()


def test_the_letter_names_defendant_persons_and_the_sum(files: dict[str, bytes], tmp_path: Path) -> None:
    """Two persons, one and a half million won each: three million."""
    said = "".join(text_of(files[f"{DEMAND}demand-letter.pdf"], tmp_path).split())

    assert "대한민국" in said
    assert re.search(r"3,?000,?000", said)
    assert "얼굴사진을동의없이" in said


def test_the_sheet_names_every_piece_by_its_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    """The letter and the party list, so that what was delivered can be shown years later."""
    said = "".join(text_of(files[f"{DEMAND}delivery.pdf"], tmp_path).split())
    sent = [f"{DEMAND}demand-letter.pdf", "court/data/00-lists/party-list.pdf"]

    assert [path for path in sent if sha256(files[path]).hexdigest() not in said] == []


def test_counsel_gets_the_papers_to_sign_with_their_numbers(files: dict[str, bytes]) -> None:
    """A power and a choice for each whose power is not signed; the court gets none of them."""
    to_sign = sorted(path for path in files if "to-sign/power" in path or "to-sign/selection" in path)

    assert to_sign == [
        f"counsel/data/40-to-sign/{paper}-00000{number}.pdf" for paper in ("power", "selection") for number in (1, 2)
    ]
