"""The forms for a window itself, and for what it asks that no record holds. This is where their boxes are named."""

from collections.abc import Mapping
from typing import Any

from wtforms.fields import Field

from claims.desks.disclosures.condition_forms import choice_box
from claims.desks.disclosures.fields import CodeField, NamesField, OneOfField, WholeField
from claims.desks.disclosures.part_forms import named_form, sources_box, words_boxes
from claims.desks.disclosures.registry_words import (
    ASKED_KINDS,
    EVENTS,
    KEYS,
    POPULATIONS,
    ROLES,
    STATUSES,
    UNITS,
    WANTED,
)
from claims.desks.disclosures.table_forms import Path, Section, TableForm
from claims.web.language import lazy_gettext as _l

EDGE_HINT = _l("As 2010-08-23, 2010-08 or 2010; “..” goes on without an edge, “unknown” where nobody has said.")


class WindowForm(TableForm):
    """A window's own keys. Whom it is about takes two boxes: which rule, and the passports."""

    @classmethod
    def kept_of(cls, table: Mapping[str, Any]) -> dict[str, Any]:
        """With the rule of the population."""
        kept, population = super().kept_of(table), table.get("population") or {}
        rule = next(iter(population), "")
        return {**kept, "population_rule": rule, "population_codes": list(population.get(rule, ()))}

    def table(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """With the population, where it is not anyone."""
        new = super().table(old)
        new.pop("population", None)
        rule = self["population_rule"].data
        if rule:
            new["population"] = {rule: [code.upper() for code in self["population_codes"].data]}
        return new

    def box_of(self, path: Path) -> Field | None:
        """Everything about the population is said at its passports."""
        return self["population_codes"] if path[:1] == ("population",) else super().box_of(path)


def window_form(project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """Whom, by which event, from when to when."""
    words, places, sections = words_boxes("title", "summary", rows=4)
    facts: dict[str, object] = {
        "group": CodeField(KEYS["group"], longest=64, hint=_l("Reports of one fact share a group. It never changes.")),
        "role": choice_box("role", ROLES),
        "status_": choice_box(
            "status", STATUSES, hint=_l("Within a group, official and court decide, then press, then disputed.")
        ),
        "from_": CodeField(KEYS["from"], hint=EDGE_HINT),
        "to": CodeField(KEYS["to"], hint=EDGE_HINT),
        "event": choice_box("event", EVENTS),
        "min_days": WholeField(
            KEYS["min_days"], hint=_l("Of a stay only: how many of its days must lie in the window.")
        ),
    }
    whom: dict[str, object] = {
        "population_rule": OneOfField(
            KEYS["population"], choices=tuple(list(POPULATIONS.items())[1:]), unknown=POPULATIONS[""]
        ),
        "population_codes": NamesField(
            _l("Passports"), hint=_l("ICAO 9303 codes with commas between them: KOR, USA, D.")
        ),
        "records": CodeField(
            KEYS["records"],
            longest=64,
            hint=_l("border-KOR is a trip over the Korean border; others: border-USA, residence-US-IL …"),
        ),
        "subclass_of": CodeField(
            KEYS["subclass_of"], longest=64, hint=_l("The id of a window that this one is a part of.")
        ),
        "weight_unit": OneOfField(KEYS["weight"], choices=tuple(UNITS.items()), unknown=_l("one person counts once")),
        "weight_shares": WholeField(KEYS["shares"]),
        "sources": sources_box(project),
    }
    own = {
        **{name: (name.rstrip("_"),) for name in facts},
        **{name: (name,) for name in ("records", "subclass_of", "sources")},
        "weight_unit": ("weight", "unit"),
        "weight_shares": ("weight", "shares"),
    }
    order = [
        Section("", tuple(facts)),
        Section(_l("Whom it is about, and where it can be read"), tuple(whom)),
        *sections,
    ]
    base = named_form("id", {**facts, **whom, **words}, {**own, **places}, order, new=new)
    return type("WindowForm", (WindowForm, base), {})


def asked_form(project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """Something a window asks that no record holds."""
    words, places, sections = words_boxes("title")
    own: dict[str, object] = {
        "kind": choice_box("kind", ASKED_KINDS),
        "wanted": choice_box("wanted", WANTED),
        "sources": sources_box(project),
    }
    order = [Section("", tuple(own)), *sections]
    return named_form("code", {**own, **words}, {**{name: (name,) for name in own}, **places}, order, new=new)
