"""The form for a segment, with its strengths by condition. This is where their boxes are named."""

from collections.abc import Mapping
from typing import Any

from wtforms.fields import Field

from claims.desks.disclosures.condition_forms import VALUES_HINT, choice_box, fact_box
from claims.desks.disclosures.fields import CodeField, NamesField, OneOfField, WholeField
from claims.desks.disclosures.part_forms import EDTF_HINT, named_form, sources_box, words_boxes
from claims.desks.disclosures.registry_words import KEYS, STRENGTHS
from claims.desks.disclosures.table_forms import Path, Section, TableForm
from claims.web.language import lazy_gettext as _l

SPARE_ROWS = 2


class SegmentForm(TableForm):
    """A segment, with a row of boxes for each strength by a condition; rows that stay empty are no rules."""

    rows = SPARE_ROWS

    @classmethod
    def kept_of(cls, table: Mapping[str, Any]) -> dict[str, Any]:
        """With the rows."""
        kept = super().kept_of(table)
        for number, rule in enumerate(table.get("strength_if", ())):
            kept |= {
                f"fact_{number}": rule.get("fact"),
                f"is_{number}": rule.get("is"),
                f"strength_{number}": rule.get("strength"),
            }
        return kept

    def table(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """With the rules of the rows that hold something."""
        new = super().table(old)
        rules = [self._rule(number) for number in self._filled]
        new.pop("strength_if", None)
        return {**new, "strength_if": rules} if rules else new

    def box_of(self, path: Path) -> Field | None:
        """A rule's problem is said in its row."""
        if path[:1] != ("strength_if",) or len(path) < 2:
            return super().box_of(path)
        number = self._filled[int(path[1])]
        key = str(path[2]) if len(path) > 2 else "fact"
        return self[f"{key}_{number}"]

    @property
    def _filled(self) -> list[int]:
        return [number for number in range(self.rows) if any(self._rule(number).values())]

    def _rule(self, number: int) -> dict[str, Any]:
        typed = {key: self[f"{key}_{number}"].data for key in ("fact", "is", "strength")}
        return {key: value for key, value in typed.items() if value}


def segment_form(project: Mapping[str, Any], *, new: bool, rules: int = 0) -> type[TableForm]:
    """A part of a window where a match is stronger or weaker; `rules`: how many strengths by condition it has already."""
    words, places, sections = words_boxes("title")
    own: dict[str, object] = {
        "from_": CodeField(KEYS["from"], hint=EDTF_HINT),
        "to": CodeField(KEYS["to"], hint=EDTF_HINT),
        "strength": choice_box("strength", STRENGTHS, hint=_l("Where no condition below holds.")),
        "age_at_least": WholeField(KEYS["age_at_least"], hint=_l("In whole years on the day of the event, or empty.")),
        "sources": sources_box(project),
    }
    rows = rules + SPARE_ROWS
    by_condition: dict[str, object] = {}
    for number in range(rows):
        by_condition |= {
            f"fact_{number}": fact_box(_l("Fact %(number)d", number=number + 1)),
            f"is_{number}": NamesField(_l("Values %(number)d", number=number + 1), hint=VALUES_HINT),
            f"strength_{number}": OneOfField(
                _l("Strength %(number)d", number=number + 1), choices=tuple(STRENGTHS.items()), unknown=_l("not used")
            ),
        }
    order = [
        Section("", tuple(own)),
        Section(_l("Strength by condition: the first that holds counts"), tuple(by_condition)),
        *sections,
    ]
    own_places = {name: (name.rstrip("_"),) for name in own}
    base = named_form("id", {**own, **by_condition, **words}, {**own_places, **places}, order, new=new)
    return type("SegmentForm", (SegmentForm, base), {"rows": rows})
