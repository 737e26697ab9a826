"""Names are the field's own words. A word that says nothing, or that the glossary gives up, is found in any name."""

import ast
import re

import pytest

from tests.house.files import defined_names, house_files, place, python_files

SAYS_NOTHING = {"helper", "util", "manager", "handler", "service", "common", "misc", "data", "info", "process"}
# From the glossary's "never call it", as far as the word has no other plain meaning in this house.
GIVEN_UP = {
    "user": "claimant, or member of the office",
    "victim": "claimant",
    "applicant": "claimant",
    "submission": "claim",
    "ticket": "claim (a carrier's ticket is the evidence kind `ticket`)",
    "attachment": "evidence",
    "checkbox": "agreement, or tick",
    "job": "errand",
    "task": "errand",
    "campaign": "disclosure",
    "tier": "segment",
    "score": "strength, or result",
    "probability": "result",
    "scenario": "reading",
    "tenant": "office",
    "portal": "desk",
    "audit": "ledger",
    "reminder": "notice",
}
# Names that others gave and we must answer to, or that are a term of a field.
TERMS = {
    "data": "WTForms keeps a field's value under this name",
    "process": "WTForms calls it",
    "process_data": "WTForms calls it",
    "process_formdata": "WTForms calls it",
    "TICKET": "the evidence kind: a carrier's ticket",
    "service": "in tests: this service as a whole, running",
    "Service": "in tests: this service as a whole, running",
    "running_service": "in tests: this service as a whole, running",
    "SERVICE": "the actor of a ledger line where nobody but this service did it",
    "SERVICE_ADDRESSES": "address for service is a term of court procedure",
    "service_address": "address for service is a term of court procedure",
    "memory_guard": "a process of the operating system",
    "_data_page": "the data page of a passport, by ICAO 9303",
    "_bag_info": "bag-info.txt is a file of BagIt",
    "helpers": "the people who helped a claimant write",
    "info": "what Python's zipfile calls an entry of an archive",
    "handle_data": "html.parser calls it",
    "Task": "one line of the task list that a claimant sees; no work of a worker",
    "task_list": "the claimant's list of pages, as accessible design calls it",
    "with_attachment": "a PDF's attachment, by ISO 32000",
    "with_private_data": "a PDF's PieceInfo: private data of a program, by ISO 32000",
    "with_data_on_a_stream": "the same on a stream",
}


def words_of(name: str) -> list[str]:
    """The words of an identifier: `readTheFile_v2` is read, the, file, v2. A plural counts as its singular."""
    parts = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name).lower()
    return [re.sub(r"(?<=[^s])s$", "", word) for word in re.split(r"[^a-z0-9]+", parts) if word]


def empty_words(name: str) -> list[str]:
    """The words of a name that must not be there, each with what to say instead."""
    if name in TERMS:
        return []
    return [
        f"{word} ({GIVEN_UP.get(word, 'says nothing')})"
        for word in words_of(name)
        if word in SAYS_NOTHING | set(GIVEN_UP)
    ]


def test_files_are_named_in_the_fields_words() -> None:
    named = {
        place(path): [word for part in place(path).split("/") for word in empty_words(part.split(".")[0])]
        for path in house_files()
    }

    assert not any(named.values()), "\n".join(f"{path}: {words}" for path, words in named.items() if words)


def test_names_are_the_fields_words() -> None:
    found = [
        f"{place(path)}:{line} {name}: {', '.join(empty_words(name))}"
        for path in python_files("claims", "tests")
        for name, line in defined_names(ast.parse(path.read_text(encoding="utf-8")))
        # The name of a test is a sentence, and in a sentence these words mean what they mean.
        if empty_words(name) and not name.startswith("test_")
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "name", ["ClaimManager", "user_id", "form_helpers", "read_data", "HTTPService", "submissions", "misc"]
)
def test_an_empty_word_is_found(name: str) -> None:
    assert empty_words(name)


@pytest.mark.parametrize(
    "name", ["database", "update_claim", "processed_at_all_is_two_words_away", "information", "uses"]
)
def test_a_longer_word_is_another_word(name: str) -> None:
    assert empty_words(name) == []
