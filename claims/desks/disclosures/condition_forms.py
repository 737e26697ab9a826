"""The forms for what lies within a window and is a fact with its values: conditions, flags, notes, exclusions, ages. This is where their boxes are named."""

from collections.abc import Mapping
from typing import Any, get_args

from claims.desks.disclosures.fields import CodeField, NamesField, WholeField
from claims.desks.disclosures.part_forms import made
from claims.desks.disclosures.registry_words import FACTS, FIXED_RESULTS, KEYS
from claims.desks.disclosures.table_forms import Section, TableForm
from claims.model.disclosure import Fact
from claims.web.fields import ChoiceField
from claims.web.language import lazy_gettext as _l

PLEASE_CHOOSE = _l("Please choose one.")
VALUES_HINT = _l("Codes with commas between them, for example: gate, other.")


def requires_form(_project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """A condition that must hold for the event that counts."""
    return _small({"fact": fact_box(KEYS["fact"]), "is_": NamesField(KEYS["is"], hint=VALUES_HINT)})


def age_form(_project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """An age that the window asks for."""
    return _small(
        {
            "on": CodeField(
                KEYS["on"], hint=_l("“event” is the day of the event that counts; or a fixed day, as 2017-05-13.")
            ),
            "at_least": WholeField(KEYS["at_least"]),
            "below": WholeField(KEYS["below"]),
        }
    )


def flag_form(_project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """Something a lawyer must look at: by a fact, or below an age."""
    return _small(
        {
            "code": CodeField(KEYS["code"], longest=64, hint=_l("For example sofa or under_17; pages have the words.")),
            "fact": fact_box(KEYS["fact"]),
            "is_": NamesField(KEYS["is"], hint=VALUES_HINT),
            "age_below": WholeField(
                KEYS["age_below"], hint=_l("Instead of a fact: in whole years on the day of the event.")
            ),
        }
    )


def note_form(_project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """Something worth knowing that is no flag."""
    return _small(
        {
            "code": CodeField(KEYS["code"], longest=64, hint=_l("The code of the note; pages have the words.")),
            "fact": fact_box(KEYS["fact"]),
            "is_": NamesField(KEYS["is"], hint=VALUES_HINT),
        }
    )


def exclusion_form(_project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """A condition under which the days do not matter."""
    return _small(
        {
            "fact": fact_box(KEYS["fact"]),
            "is_": NamesField(KEYS["is"], hint=VALUES_HINT),
            "result": choice_box("result", FIXED_RESULTS),
            "reason": CodeField(KEYS["reason"], longest=64, hint=_l("The code of the reason; pages have the words.")),
        }
    )


def _small(boxes: Mapping[str, object]) -> type[TableForm]:
    places = {name: (name.rstrip("_"),) for name in boxes}
    return made(TableForm, boxes, places=places, sections=(Section("", tuple(boxes)),))


def choice_box(key: str, words: Mapping[str, object], *, hint: object = "") -> ChoiceField:
    return ChoiceField(KEYS[key], choices=tuple(words.items()), unknown="", required=PLEASE_CHOOSE, hint=hint)


def fact_box(label: object) -> ChoiceField:
    return ChoiceField(label, choices=tuple((fact, FACTS[fact]) for fact in get_args(Fact)), unknown=_l("none"))
