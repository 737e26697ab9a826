"""Every code and key that the registry knows has words at the desk."""

from collections.abc import Mapping
from typing import get_args

import pytest

from claims.desks.disclosures import registry_words as words
from claims.desks.disclosures.parts import INNER, OUTER
from claims.model.disclosure import AskedKind, EventRule, Fact, WeightUnit, WindowRole, WindowStatus
from claims.model.vocabulary import Strength
from claims.rules.registry_changes import How, PartKind
from claims.store.registry_conditions import ExclusionTable, FlagTable, NoteTable, RequiredTable, StrengthTable
from claims.store.registry_tables import DeadlineTable, FactTable, ProjectTable, SourceTable
from claims.store.registry_window_tables import (
    AgeTable,
    AskedTable,
    PopulationTable,
    SegmentTable,
    WeightTable,
    WindowTable,
)

TABLES = (
    *(DeadlineTable, FactTable, SourceTable, WindowTable, SegmentTable, AgeTable, AskedTable, WeightTable),
    *(PopulationTable, ExclusionTable, FlagTable, NoteTable, RequiredTable, StrengthTable),
)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (get_args(EventRule), words.EVENTS),
        (get_args(WindowRole), words.ROLES),
        (get_args(WindowStatus), words.STATUSES),
        (get_args(Fact), words.FACTS),
        (get_args(AskedKind), words.ASKED_KINDS),
        (get_args(WeightUnit), words.UNITS),
        ([str(strength) for strength in Strength], words.STRENGTHS),
        (get_args(How), words.HOW),
        ([*get_args(PartKind), *OUTER, *INNER], words.PARTS),
        ([*OUTER, *INNER], words.ADD),
    ],
)
def test_every_code_has_words(codes: tuple[str, ...], said: Mapping[str, object]) -> None:
    assert sorted(set(codes) - said.keys()) == []


def test_every_key_of_a_file_has_words() -> None:
    keys = {field.alias or name for table in TABLES for name, field in table.model_fields.items()}

    assert sorted(keys - words.KEYS.keys()) == []
    assert {"title", "summary", "code"} <= ProjectTable.model_fields.keys() & words.KEYS.keys()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("to", None, ""),
        ("computed", True, "yes"),
        ("event", "entry", "entry"),
        ("sources", ["a", "b"], "a, b"),
        ("population", {"passport_not": ["KOR"]}, "All but these passports: KOR"),
        (
            "flag",
            [{"code": "sofa", "fact": "capacity", "is": ["sofa"]}, {"code": "x", "age_below": 17}],
            "Code: sofa; Fact: capacity of the traveller; Values: sofa\nCode: x; Below this age: 17",
        ),
    ],
)
def test_a_value_is_said_in_words(key: str, value: object, said: str) -> None:
    assert words.value_words(key, value) == said
