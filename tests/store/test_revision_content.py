"""A revision's content: every field of the model survives, and bytes that are not those of the id are refused."""

import hashlib
from dataclasses import replace

import pytest

from claims.errors import Damaged
from claims.model.disclosure import AgeRule, Asked, Condition, Registry, Weight
from claims.settings import ROOT
from claims.store.registry import load_registry
from claims.store.revision_content import content_of, read_content


def test_it_reads_back_whole_and_the_id_is_its_hash() -> None:
    shipped = load_registry(ROOT / "disclosures")
    content = content_of(shipped)

    assert hashlib.sha256(content).hexdigest() == shipped.revision
    read = read_content(content, revision=shipped.revision)
    assert (read.projects, read.ports, read.revision) == (shipped.projects, shipped.ports, shipped.revision)


def test_every_kind_of_criterion_reads_back() -> None:
    [project, *others] = load_registry(ROOT / "disclosures").projects
    window = replace(
        project.windows[0],
        ages=(AgeRule(on="2017-05-13", at_least=14, below=90),),
        asked=(Asked(code="x", kind="list", wanted="no", title={"en": "X"}, sources=("a",)),),
        requires=(Condition("port", ("ICN", "GMP")),),
        weight=Weight("shares", 10),
        min_days=183,
        subclass_of="WHOLE",
        records="border-USA",
    )
    registry = Registry(projects=(replace(project, windows=(window,)), *others))

    assert read_content(content_of(registry), revision=registry.revision).window(window.id) == window


def test_other_bytes_are_refused() -> None:
    shipped = load_registry(ROOT / "disclosures")

    with pytest.raises(Damaged):
        read_content(content_of(shipped).replace(b"2021", b"2022"), revision=shipped.revision)
