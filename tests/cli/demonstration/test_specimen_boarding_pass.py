"""The made-up boarding pass is a real HEIC that shows what it is told."""

import io
from datetime import date

from PIL import Image

from claims.cli.demonstration.specimen_boarding_pass import boarding_pass_heic

DAY = date(2015, 3, 2)


def test_it_is_a_heic_of_its_size() -> None:
    with Image.open(io.BytesIO(boarding_pass_heic(name="NGUYEN/THI HOA", day=DAY))) as card:
        assert (card.format, card.size) == ("HEIF", (1080, 460))


def test_each_fact_is_drawn() -> None:
    cards = {
        boarding_pass_heic(name="NGUYEN/THI HOA", day=DAY),
        boarding_pass_heic(name="KIM/CHEOLSU", day=DAY),
        boarding_pass_heic(name="KIM/CHEOLSU", day=date(2015, 3, 3)),
        boarding_pass_heic(name="KIM/CHEOLSU", day=DAY, seat="12C"),
        boarding_pass_heic(name="KIM/CHEOLSU", day=DAY, origin="SGN"),
    }
    assert len(cards) == 5
