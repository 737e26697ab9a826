"""A match explanation for the court holds nothing that belongs to counsel."""

from datetime import date

import pytest

from claims.model.match_paper import MatchExplanation, MatchTrip, MatchWindow


def explanation(trip: MatchTrip, *, for_counsel: bool) -> MatchExplanation:
    return MatchExplanation(
        reference="7K3M-9Q4T",
        day=date(2026, 11, 22),
        name="Nguyễn Thị Linh",
        project="MOJ-AIRPORT-FACES",
        verdict="inside",
        registry_revision="ab" * 32,
        trips=(MatchTrip(number=1, result="inside"), trip),
        for_counsel=for_counsel,
    )


def window(**more: tuple[str, ...]) -> MatchWindow:
    return MatchWindow(code="MOJ-FN-FOI", first_day="2010-08-23", last_day="2021-10-20", result="inside", **more)


@pytest.mark.parametrize(
    "trip",
    [
        MatchTrip(number=2, result="inside", strength="weak"),
        MatchTrip(number=2, result="inside", notes=("press_differs",)),
        MatchTrip(number=2, result="inside", windows=(window(flags=("under_17",)),)),
        MatchTrip(number=2, result="inside", windows=(window(), window(segments=("F3",)))),
        MatchTrip(number=2, result="inside", inputs=(("entered", "2015"), ("capacity", "crew"))),
    ],
    ids=["strength", "note", "flag", "segment", "input"],
)
def test_strength_note_flag_and_segment_stay_with_counsel(trip: MatchTrip) -> None:
    assert explanation(trip, for_counsel=True).trips[1] is trip
    with pytest.raises(ValueError, match="copy for the court"):
        explanation(trip, for_counsel=False)


def test_results_and_reasons_may_go_to_the_court() -> None:
    trip = MatchTrip(
        number=2, result="inside", reasons=("entry_inside",), inputs=(("entered", "2015"),), windows=(window(),)
    )

    assert explanation(trip, for_counsel=False).trips == (MatchTrip(number=1, result="inside"), trip)
