"""Every code that a door may have to say has words: the vocabulary, what the kernel can answer, and every refusal."""

import ast
import itertools
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

import pytest

from claims.desks.intake import result_words
from claims.errors import NotValid
from claims.model import vocabulary
from claims.model.disclosure import Registry
from claims.rules.matching import Record, judge_trip
from claims.store.registry import load_registry
from claims.web import wording_findings
from claims.web.match_words import match_words
from claims.web.wording import WORDS_AMONG, WORDS_OF
from claims.web.wording_desks import WORDS as DESK_WORDS
from tests.house.files import ROOT, place, python_files

NEVER_SAID = {
    "PartKind": "names a sealed part in its seal; no page shows it",
    "Recipient": "names for whom a key is wrapped; no page shows it",
    "AnnouncementKind": "names what a matter tells its claimants in its seal; no page shows it",
}
# Refusals that no door can meet, or that a door answers with a page of its own.
REFUSED_ELSEWHERE = {
    "office_exists": "only `claims init` can meet it, which says its own sentence",
    "note_empty": "the form asks for the note first",
    "words_needed": "the form asks for the words first",
    "counsel_needed": "the form asks for counsel first",
    "reviewer_needed": "the page of the claim says it beside the field, whatever the code",
    "preview_kind_not_accepted": "previews are only made of clean copies, which are of two kinds",
    "bundle_over": "only a worker can meet it, and stops",
    "share_taken_over": "only a worker can meet it, and goes on with another share",
    "bundle_path": "only the export can meet it: it makes the paths",
    "bundle_path_twice": "only the export can meet it: it makes the paths",
    "exhibit_twice": "only the export can meet it: it gives the numbers",
    "exhibit_renumbered": "only the export can meet it: it gives the numbers",
}
WORDS_FOR = {
    "claimant": {
        "flags": wording_findings.FLAGS,
        "notes": wording_findings.NOTES,
        "reasons": result_words.REASONS | dict.fromkeys(result_words.UNSAID, "left unsaid on purpose"),
    },
    "desk": DESK_WORDS,
    "paper": {
        kind: {
            code.partition(".")[2]: words
            for code, words in match_words(str).items()
            if code.startswith(f"{kind[:-1]}.")
        }
        for kind in ("flags", "notes", "reasons")
    },
}
REFUSALS_WITH_WORDS = {"NotValid", "NotNow", "Conflict"}


def wordless(codes: Iterable[object], words: object) -> list[str]:
    """Codes without words, or whose words are empty."""
    return sorted(str(code) for code in codes if not str(dict(words).get(code, "")).strip())  # type: ignore[call-overload]


def lists() -> list[type[StrEnum]]:
    """Every closed word-list of the vocabulary."""
    found = [each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    return [each for each in found if each is not StrEnum and each.__name__ not in NEVER_SAID]


@cache
def answers() -> dict[str, frozenset[str]]:
    """Every flag, note and reason that the kernel gives for a wide grid of trips against the real registry."""
    registry = load_registry(ROOT / "disclosures")
    said_of: dict[str, set[str]] = {"flags": _flags_of(registry), "notes": _notes_of(registry), "reasons": set()}
    for record in _grid():
        try:
            judged = judge_trip(record, registry)
        except NotValid:  # a contradictory trip is refused, not judged
            continue
        for result in (*judged.findings, *judged.results):
            for kind, codes in said_of.items():
                codes.update(getattr(result, kind))
    return {kind: frozenset(codes) for kind, codes in said_of.items()}


def _grid() -> Iterator[Record]:
    days = [
        None,
        "none",
        "1990-01-01",
        "2005-02",
        "2010-08-22",
        "2010",
        "2015-03-02?",
        "2021-10",
        "2021-10-21",
        "2025-05",
    ]
    more = [
        {},
        *({"capacity": capacity} for capacity in vocabulary.Capacity),
        *({"channel_in": channel, "channel_out": channel} for channel in vocabulary.Channel),
        {"born": "2002-05-05"},
        {"born": "2012"},
        {"holds_korean": "yes", "registered": "yes", "gate_registered": "yes"},
    ]
    documents = ["VNM", "KOR", None]
    for number, (document, entered, exited, facts) in enumerate(itertools.product(documents, days, days, more)):
        if entered or exited:
            yield Record(record=str(number), passport=document, entered=entered, exited=exited, **facts)


def _flags_of(registry: Registry) -> set[str]:
    return {
        rule.code for project in registry.projects for window in project.collection_windows for rule in window.flags
    }


def _notes_of(registry: Registry) -> set[str]:
    return {
        rule.code for project in registry.projects for window in project.collection_windows for rule in window.notes
    }


def named_at_doors() -> set[str]:
    """Every text that a door's own code names: a page that answers a refusal with a sentence of its own names its code."""
    return {
        node.value
        for path in python_files("claims/desks", "claims/web", "claims/cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def reasons_raised(source: str) -> set[str]:
    """The reason of every refusal of a kind that a door says in words."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in REFUSALS_WITH_WORDS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("codes", lists(), ids=lambda codes: codes.__name__)
def test_every_word_list_has_words(codes: type[StrEnum]) -> None:
    assert wordless(codes, WORDS_OF.get(codes, {})) == []


@pytest.mark.parametrize("kind", ["flags", "notes", "reasons"])
@pytest.mark.parametrize("reader", ["claimant", "desk", "paper"])
def test_every_answer_of_the_kernel_has_words(reader: str, kind: str) -> None:
    assert answers()[kind]
    assert wordless(answers()[kind], WORDS_FOR[reader][kind]) == []


def test_every_refusal_has_words() -> None:
    raised = {
        reason: place(path)
        for path in python_files("claims")
        for reason in reasons_raised(path.read_text(encoding="utf-8"))
        if reason not in REFUSED_ELSEWHERE
    }

    missing = sorted(
        set(wordless(raised, {**WORDS_AMONG["refusals"], **WORDS_AMONG["offer_refusals"]})) - named_at_doors()
    )

    assert not missing, "no words for:\n" + "\n".join(f"{code} ({raised[code]})" for code in missing)


def test_a_code_without_words_is_found() -> None:
    assert wordless(["draft", "sent", "gone"], {"draft": "Not sent yet", "sent": " "}) == ["gone", "sent"]
    assert reasons_raised('raise NotValid("too_long")\nraise NotFound("page")\nraise Conflict("twice", x=1)') == {
        "too_long",
        "twice",
    }
