"""The forms for a project's words, sources, deadlines and facts. This is where their boxes are named."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.desks.disclosures.fields import CodeField, TextField, WordsField
from claims.desks.disclosures.registry_words import KEYS
from claims.desks.disclosures.table_forms import Section, TableForm
from claims.web.fields import TickField, TicksField
from claims.web.language import CLAIMANT_LANGUAGES
from claims.web.language import lazy_gettext as _l

EDTF_HINT = _l("As 2010-08-23, 2010-08 or 2010; EDTF level 1 may be used.")
NEW_NAME_HINT = _l("Letters without accents, digits, - and _. It stays for ever and is never used for anything else.")
FIRST_TAGS = ("ko", "en")


def made(base: type[TableForm], fields: Mapping[str, object], **attributes: object) -> type[TableForm]:
    """A form class with these boxes, in this order, besides those of its base."""
    return type(base.__name__, (base,), {**fields, **attributes})


def words_boxes(*keys: str, rows: int = 3) -> tuple[dict[str, object], dict[str, tuple[str, ...]], list[Section]]:
    """Boxes for words per language: Korean and English first, the others folded; their places; their sections."""
    boxes: dict[str, object] = {}
    places: dict[str, tuple[str, ...]] = {}
    for language in CLAIMANT_LANGUAGES:
        for key in keys:
            name = f"{key}_{language.tag.replace('-', '_')}"
            label = _l("%(what)s: %(language)s", what=KEYS[key], language=language.own_name)
            boxes[name] = WordsField(label, rows=1 if key == "title" else rows)
            places[name] = (key, language.tag)
    first = tuple(name for name, path in places.items() if path[1] in FIRST_TAGS)
    others = tuple(name for name in places if name not in first)
    hinted = Section(_l("Words"), first)
    return boxes, places, [hinted, Section(_l("Words in other languages"), others, folded=True)]


def sources_box(project: Mapping[str, Any]) -> TicksField:
    """Where it can be read: the project's sources to tick."""
    return TicksField(
        KEYS["sources"],
        hint=_l("Where this can be read. A source that is not in the list is added on the project's page first."),
        choices=[
            (source["key"], f"{source['key']}: {source.get('title', '')}")
            for source in project.get("source", ())
            if source.get("key")
        ],
    )


def words_form() -> type[TableForm]:
    """The project's own words."""
    boxes, places, sections = words_boxes("title", "summary")
    return made(TableForm, boxes, places=places, sections=tuple(sections))


def new_project_form() -> type[TableForm]:
    """A project that does not exist yet."""
    boxes, places, sections = words_boxes("title", "summary")
    code = CodeField(KEYS["code"], longest=64, hint=NEW_NAME_HINT, required=_l("Please give the project a code."))
    return made(
        TableForm,
        {"code": code, **boxes},
        places={"code": ("code",), **places},
        sections=(Section("", ("code",)), *sections),
    )


def source_form(_project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """One place where something can be read."""
    boxes: dict[str, object] = {
        "title": TextField(KEYS["title"], hint=_l("Its own title; a description in [brackets] where none was noted.")),
        "publisher": TextField(KEYS["publisher"]),
        "date": CodeField(KEYS["date"], hint=_l("When it was published: 2021-10-21, 2021-10, 2021, or “undated”.")),
        "address": CodeField(KEYS["address"], longest=2000, hint=_l("Where it stands on the web.")),
        "read_on": CodeField(KEYS["read_on"], hint=_l("The day on which you read it, as 2026-11-22.")),
    }
    return named_form("key", boxes, {name: (name,) for name in boxes}, [Section("", tuple(boxes))], new=new)


def deadline_form(project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """A day after which something may no longer be possible."""
    words, places, sections = words_boxes("title")
    boxes: dict[str, object] = {
        "day": CodeField(KEYS["day"], hint=EDTF_HINT),
        "route": CodeField(KEYS["route"], hint=_l("The way it is about, as a short code: state, companies …")),
        "computed": TickField(KEYS["computed"]),
        "sources": sources_box(project),
    }
    places = {**{name: (name,) for name in boxes}, **places}
    return named_form("code", {**boxes, **words}, places, [Section("", tuple(boxes)), *sections], new=new)


def fact_form(project: Mapping[str, Any], *, new: bool) -> type[TableForm]:
    """Something that happened and is said openly beside the windows."""
    words, places, sections = words_boxes("text")
    boxes: dict[str, object] = {"date": CodeField(KEYS["date"], hint=EDTF_HINT), "sources": sources_box(project)}
    places = {**{name: (name,) for name in boxes}, **places}
    return named_form("code", {**boxes, **words}, places, [Section("", tuple(boxes)), *sections], new=new)


def named_form(
    name: str,
    boxes: Mapping[str, object],
    places: Mapping[str, tuple[str, ...]],
    sections: Sequence[Section],
    *,
    new: bool,
) -> type[TableForm]:
    """A form whose name is asked only while the part is new: a name never changes."""
    if not new:
        return made(TableForm, boxes, places=places, sections=tuple(sections))
    box = CodeField(KEYS[name], longest=64, hint=NEW_NAME_HINT, required=_l("Please give it a short name."))
    return made(
        TableForm,
        {name: box, **boxes},
        places={name: (name,), **places},
        sections=(Section("", (name,)), *sections),
    )
