"""The chronology: public, dated, sourced, oldest first; no deadline, strength, press range or trip ever in it."""

from pathlib import Path

from claims.model.lists_paper import ChronologyTable
from claims.settings import ROOT
from claims.store.chronology_sheet import chronology, chronology_of
from claims.store.paper_tables import read_table
from claims.store.registry import load_registry
from tests.outside_tools import text_of
from tests.paper_samples import DAY, TEMPLATES, sample_press

REGISTRY = load_registry(ROOT / "disclosures")
PROJECT = REGISTRY.project("MOJ-AIRPORT-FACES")
PAPER = chronology_of(PROJECT, templates=TEMPLATES, day=DAY, matter="손해배상(국)")


def test_it_is_in_order_and_every_row_has_a_source() -> None:
    days = [row.date for row in PAPER.rows]

    assert days == sorted(days)
    assert all(
        row.what and row.sources and all(address.startswith("http") for _, address in row.sources) for row in PAPER.rows
    )
    assert {"2021-12-20", "2022-04-27", "2026-02-26"} <= set(days)
    assert {"2019-04-30", "2021-12-31"} <= set(days)


def test_officially_disclosed_ranges_are_in_it_and_press_ranges_are_not() -> None:
    ranges = {(row.date, row.until) for row in PAPER.rows if row.kind == "range"}
    assert ranges == {("2005-02-03", "2021-10-20"), ("2010-08-23", "2021-10-20")}


def test_it_holds_nothing_of_counsels(tmp_path: Path) -> None:
    said = text_of(chronology(PAPER, press=sample_press()), tmp_path)

    for deadline in PROJECT.deadlines:
        assert deadline.title["ko"] not in said
        assert deadline.code not in said
    assert PROJECT.deadlines
    assert "2026-10-20" not in said
    for word in ("strong", "weak", "medium", "F4", "N1"):
        assert word not in said.split()


def test_the_paper_says_what_and_who_published_it(tmp_path: Path) -> None:
    said = text_of(chronology(PAPER, press=sample_press()), tmp_path)
    for word in ("사실관계 연표", "공개된 기간", "헌법재판소", "https://minbyun.or.kr/?p=52598"):
        assert word in said


def test_every_project_has_one_and_without_a_table_it_is_the_registrys_own() -> None:
    for project in REGISTRY.projects:
        paper = chronology_of(project, templates=TEMPLATES, day=DAY, language="en")
        chronology(paper, press=sample_press())
        if project.code != PROJECT.code:
            assert len([row for row in paper.rows if row.kind == "event"]) == len(project.facts)


def test_each_table_is_of_the_project_it_is_named_after() -> None:
    paths = sorted((TEMPLATES / "tables").glob("chronology_*.toml"))
    assert paths
    for path in paths:
        table = read_table(path, shape=ChronologyTable)
        assert path.stem == f"chronology_{table.project}"
        assert REGISTRY.project(table.project)
        assert all({"ko", "en"} <= set(event.what) for event in table.events)
