"""`claims match verify`: an honest document is unchanged, each tampered field is named, bad input gets a sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.cli import main, match_verify
from claims.cli.match_verify import CHANGED, NO_DOCUMENT, UNCHANGED
from claims.model.disclosure import Registry
from claims.store.finding_json import finding_json
from claims.store.registry_json import registry_json
from tests.store.finding_cases import GOLDEN, KOREANS, PARTS, PORTS, cases, project

FILES = sorted(GOLDEN.glob("*.json"))
WITHHELD = "answer-open"
REGISTRY = Registry((project(KOREANS, PARTS),), PORTS)


def verify(*arguments: object) -> int:
    return main(["match", "verify", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One finding, and a registry that it was judged by."""
    (tmp_path / "finding.json").write_bytes((GOLDEN / "inside.json").read_bytes())
    (tmp_path / "judgement.json").write_bytes((GOLDEN / "judgement-either-way.json").read_bytes())
    (tmp_path / "registry.json").write_bytes(registry_json(REGISTRY))
    return tmp_path


def change(path: Path, edit: Callable[[Any], None]) -> Path:
    plain = json.loads(path.read_bytes())
    edit(plain)
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_every_golden_file_is_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    honest = [path for path in FILES if path.stem != WITHHELD]

    assert verify(*honest) == UNCHANGED
    said = capsys.readouterr()
    assert said.out.count(": unchanged: ") == len(honest)
    assert said.err == ""


TAMPERED: dict[str, Callable[[Any], None]] = {
    "result": lambda plain: plain["findings"][0].update(result="outside"),
    "strength": lambda plain: plain["findings"][0].update(strength="weak"),
    "segments": lambda plain: plain["findings"][0].update(segments=[]),
    "flags": lambda plain: plain["findings"][0].update(flags=["crew"]),
    "notes": lambda plain: plain["findings"][0].update(notes=[]),
    "reasons": lambda plain: plain["findings"][0].update(reasons=["entry_before"]),
    "decides": lambda plain: plain["findings"][0].update(decides=False),
    "status": lambda plain: plain["findings"][0].update(status="press"),
    "weight": lambda plain: plain["findings"][0].update(weight=[1, 2]),
    "settled_by": lambda plain: plain["findings"][0].update(settled_by=[["born"]]),
    "criteria": lambda plain: plain["findings"][0]["criteria"][1].update(value="false"),
    "inputs": lambda plain: plain["findings"][0]["inputs"][1].__setitem__(1, "2014-01-01"),
    "rule_version": lambda plain: plain.update(rule_version=99),
}


@pytest.mark.parametrize("field", TAMPERED)
def test_a_tampered_field_is_named(field: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = change(folder / "finding.json", TAMPERED[field])

    assert verify(path) == CHANGED
    assert f"{field}: " in capsys.readouterr().out


def test_tampered_grounds_change_what_follows_from_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "finding.json", lambda plain: plain["records"][0].update(entered="2016-01-01"))
    assert verify(folder / "finding.json") == CHANGED
    said = capsys.readouterr().out
    assert 'result: the document says "inside", the rules "outside"' in said

    (folder / "finding.json").write_bytes((GOLDEN / "inside.json").read_bytes())
    change(folder / "finding.json", lambda plain: plain["projects"][0]["window"][0].update(to="2015-07-31", segment=[]))
    assert verify(folder / "finding.json") == CHANGED


def test_results_of_trips_and_verdicts_are_judged_once_more_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "judgement.json"
    change(path, lambda plain: plain["trips"][0].update(reasons=[]))
    change(path, lambda plain: plain["verdicts"][0].update(record="A-2"))

    assert verify(path) == CHANGED
    said = capsys.readouterr().out
    assert "A-1, EXAMPLE: reasons: " in said
    assert "EXAMPLE: record: " in said


def test_ranges_are_compared_with_the_registry(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registry = ["--registry", folder / "registry.json"]
    assert verify(folder / "judgement.json", *registry) == UNCHANGED
    assert "not compared with the registry" not in capsys.readouterr().out

    change(folder / "judgement.json", lambda plain: plain["projects"][0]["window"][1].update(sources=["letter"] * 2))
    assert verify(folder / "judgement.json") == UNCHANGED
    assert verify(folder / "judgement.json", *registry) == CHANGED
    assert "PARTS: sources: " in capsys.readouterr().out


def test_of_another_revision_it_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "registry.json").write_bytes(registry_json(Registry((project(PARTS),), PORTS)))

    assert verify(folder / "judgement.json", "--registry", folder / "registry.json") == NO_DOCUMENT
    assert "KOREANS is not among its ranges" in capsys.readouterr().err
    (folder / "finding.json").write_bytes(finding_json(cases()["inside"]))
    other = Registry((project(PARTS), project(KOREANS, code="OTHER")), PORTS)
    (folder / "registry.json").write_bytes(registry_json(other))
    assert verify(folder / "finding.json", "--registry", folder / "registry.json") == CHANGED
    assert "registry_revision: " in capsys.readouterr().out


def test_what_was_left_out_is_said_and_needs_the_registry(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(GOLDEN / f"{WITHHELD}.json") == NO_DOCUMENT
    assert "the ranges were left out of it; give --registry" in capsys.readouterr().err
    assert verify(GOLDEN / "answer-for-the-claimant.json") == UNCHANGED
    assert "left out of it and not compared: strength, segments" in capsys.readouterr().out


def test_an_answer_with_its_ranges_left_out_is_judged_by_the_registry(tmp_path: Path) -> None:
    (tmp_path / "registry.json").write_bytes(registry_json(Registry((project(PARTS),), PORTS)))
    path = tmp_path / "answer.json"
    path.write_bytes((GOLDEN / f"{WITHHELD}.json").read_bytes())
    assert verify(path, "--registry", tmp_path / "registry.json") == UNCHANGED

    change(path, lambda plain: plain["findings"][0].update(result="inside"))
    assert verify(path, "--registry", tmp_path / "registry.json") == CHANGED


BAD: dict[str, tuple[Callable[[Any], None], str]] = {
    "no record": (lambda plain: plain.update(records=[]), "is not among its records"),
    "record twice": (lambda plain: plain["records"].append(plain["records"][0]), "stands in it twice"),
    "finding twice": (lambda plain: plain["findings"].append(plain["findings"][0]), "there are two findings"),
    "another window": (lambda plain: plain["findings"][0].update(window="W"), "W is not among its ranges"),
    "no window": (lambda plain: plain["projects"][0].update(window=[]), "projects[1].window"),
    "project twice": (lambda plain: plain["projects"].append(plain["projects"][0]), "already used"),
    "passport": (lambda plain: plain["records"][0].update(passport="XYZ"), "XYZ is not a passport code"),
    "date": (lambda plain: plain["records"][0].update(entered="2015-02-30"), "is not a date; at character 9"),
    "level 2": (lambda plain: plain["records"][0].update(entered="[2015,2016]"), "EDTF level 2"),
    "choice": (lambda plain: plain["records"][0].update(capacity="king"), "is not one of: "),
    "born late": (lambda plain: plain["records"][0].update(born="2020"), "contradicts itself: born 2020, entered"),
    "blank record": (lambda plain: plain["records"][0].update(record=" "), "a record has no name"),
    "column": (lambda plain: plain["records"][0].update(name="Linh"), "'name' is not a column of a record"),
    "edge": (lambda plain: plain["projects"][0]["window"][0].update(to="2014"), "is before from"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_gets_a_sentence(what: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit, sentence = BAD[what]

    assert verify(change(folder / "finding.json", edit)) == NO_DOCUMENT
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.startswith("claims: ")
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_files_that_are_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "text.json").write_text("hello")
    assert verify(folder / "nowhere.json", folder, folder / "text.json") == NO_DOCUMENT
    said = capsys.readouterr().err
    assert "cannot be read (No such file or directory)" in said
    assert "cannot be read (Is a directory)" in said
    assert "this is no findings document: it is not JSON" in said


def test_one_bad_file_does_not_hide_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "finding.json", TAMPERED["result"])
    assert verify(folder / "nowhere.json", folder / "finding.json", folder / "judgement.json") == NO_DOCUMENT
    said = capsys.readouterr().out
    assert "result: " in said
    assert "judgement.json: unchanged" in said


def test_a_registry_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place, sentence in (
        (folder / "no", "cannot be read"),
        (folder / "finding.json", "finding.json:"),
        (folder, "no *.toml"),
    ):
        assert verify(folder / "finding.json", "--registry", place) == NO_DOCUMENT
        assert sentence in capsys.readouterr().err


def test_nothing_in_a_document_moves_the_cursor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "finding.json", lambda plain: plain["findings"][0].update(reasons=["\x1b[2J\r"]))

    assert verify(folder / "finding.json") == CHANGED
    assert "\x1b" not in capsys.readouterr().out


def test_only_the_two_words_together_are_the_command() -> None:
    assert match_verify.joined(["match", "verify", "a.json"]) == ["match verify", "a.json"]
    for other in (["match", "./verify"], ["verify", "match"], ["match"], []):
        assert match_verify.joined(other) == other
