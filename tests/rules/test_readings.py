"""Which event decides a reading, and that entry, exit and birthday are weighed jointly."""

import pytest

from claims.model.disclosure import FlagRule, Segment
from claims.model.vocabulary import Strength
from claims.rules.matching import Record, judge_record
from tests.rules.ministry import FLAGGED, KR, finding, korean, made_up, window


@pytest.mark.parametrize(
    ("facts", "flags", "strength"),
    [
        (korean("2018-05-11", "2018-05-04"), (), "medium"),
        (korean("2018-05-11", "2018-05-04", channel_in="gate", channel_out="gate"), (), "strong"),
        (korean("2018-05-11", "2018-05-04", channel_in="desk", channel_out="desk"), ("gate_dispute",), "weak"),
        (korean("2018-05-11", "none", channel_in="other"), ("gate_dispute",), "weak"),
        # 17: a second crossing within the range never makes it worse.
        (korean("2018-05-11", "2018-05-04", channel_in="desk", channel_out="gate"), (), "strong"),
        (korean("2018-05-11", "2018-05-04", channel_in="desk"), (), "medium"),
        # Only the event that decides: the exit was before the range.
        (korean("2018-05-11", "2004-01-01", channel_in="desk", channel_out="gate"), ("gate_dispute",), "weak"),
        (korean("2018-05-11", "2004-01-01", channel_in="gate", channel_out="desk"), (), "strong"),
        # An event that was given decides before a blank one.
        (korean("2018-05-11", channel_in="desk", channel_out="gate"), ("gate_dispute",), "weak"),
        # Nationals have no age flag.
        (korean("2018-05-11", "2018-05-04", born="2010-01-01"), (), "medium"),
        (korean("2018-05-11", "2018-05-04", capacity="diplomat"), (), "medium"),
    ],
    ids=str,
)
def test_gate_dispute_and_the_strength_of_nationals(facts: dict, flags: tuple[str, ...], strength: str):
    found = finding(KR, **facts)
    assert (found.flags, found.strength) == (flags, strength)


def test_entry_exit_and_birthday_are_weighed_jointly():
    """Of age at the entry in June but not at the exit in August: no birthday does that, so the entry never decides."""
    june = Segment("JUNE", "2013-06-01", "2013-06-30", Strength.WEAK, age_at_least=17)
    august = Segment("AUGUST", "2013-08-01", "2013-08-31", Strength.STRONG)
    registry = made_up(
        window(
            "W",
            event="entry_or_exit",
            from_="2013-01-01",
            to="2013-12-31",
            segments=(june, august),
            flags=(FlagRule("under_17", age_below=17),),
        )
    )
    record = Record("r", entered="2013-06-01", exited="2013-08-01", born="1996-05/1996-09")
    (found,) = judge_record(record, registry)
    assert (found.result, found.segments, found.strength, found.flags) == (
        FLAGGED,
        ("AUGUST",),
        "strong",
        ("under_17",),
    )
