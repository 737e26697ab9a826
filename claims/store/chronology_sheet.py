"""Chronology of a disclosed project: what became public, when, and who published it. This is where it is gathered and set.

It goes to the court, so nothing enters it but dated public facts: no deadline, no strength, no trip of anybody.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from claims.model.disclosure import DisclosedProject, Source
from claims.model.lists_paper import Chronology, ChronologyRow, ChronologyTable
from claims.rules.court_papers import worded
from claims.store.paper_tables import read_table
from claims.store.papers import Press

_RANKS = ("official", "court")


def chronology_of(
    project: DisclosedProject,
    *,
    templates: Path,
    day: date,
    matter: str = "",
    language: str = "ko",
    reference: str = "",
) -> Chronology:
    """The registry's dated facts and officially disclosed ranges, and the public events of tables/chronology_<code>.toml, oldest first."""
    rows = [*_facts(project, language), *_windows(project, language), *_events(project, templates, language)]
    ordered = sorted(rows, key=lambda row: (row.date, row.what))
    title = worded(project.title, language)
    return Chronology(project=title, day=day, rows=tuple(ordered), matter=matter, reference=reference)


def chronology(paper: Chronology, *, press: Press) -> bytes:
    """The chronology as PDF. Raises NotValid `missing_glyph`."""
    rows = [
        asdict(row) | {"sources": [{"name": name, "address": address} for name, address in row.sources]}
        for row in paper.rows
    ]
    facts = {"project": paper.project, "matter": paper.matter, "day": paper.day, "reference": paper.reference}
    return press.set_paper("chronology", facts | {"rows": rows}, words=press.court_terms, language=press.terms)


def _facts(project: DisclosedProject, language: str) -> Iterator[ChronologyRow]:
    for fact in project.facts:
        yield ChronologyRow(date=fact.date, what=worded(fact.text, language), sources=_sources(project, fact.sources))


def _windows(project: DisclosedProject, language: str) -> Iterator[ChronologyRow]:
    for window in project.collection_windows:
        if window.status in _RANKS:
            yield ChronologyRow(
                kind="range",
                date=window.from_,
                until="" if window.to in ("..", "unknown") else window.to,
                what=worded(window.title, language),
                sources=_sources(project, window.sources),
            )


def _events(project: DisclosedProject, templates: Path, language: str) -> Iterator[ChronologyRow]:
    path = templates / "tables" / f"chronology_{project.code}.toml"
    if not path.is_file():
        return
    for event in read_table(path, shape=ChronologyTable).events:
        yield ChronologyRow(
            date=event.date, what=worded(event.what, language), sources=((event.source, event.address),)
        )


def _sources(project: DisclosedProject, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(_named(project.source(key)) for key in keys)


def _named(source: Source) -> tuple[str, str]:
    dated = f" ({source.date})" if source.date[:1].isdigit() else ""
    return f"{source.publisher}, {source.title}{dated}", source.address
