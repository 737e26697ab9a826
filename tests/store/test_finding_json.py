"""The findings document: golden files byte for byte, a schema they fit, and nothing else accepted."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from claims.errors import NotValid
from claims.rules.matching import RULE_VERSION
from claims.store.finding_json import FindingsDocument, finding_json, finding_schema, read_finding_json
from tests.json_schema import faults
from tests.store.finding_cases import GOLDEN, cases

MADE = cases()
PINNED = {
    (1, 2): "78ba570740c48a111c139b51bbbd3831a97347cbe73220a5e7033624b3e2cce4",
}
"""SHA-256 over all golden files, by format and rule version. Never change a line: whoever holds a document of that format
and version must get the same answer for ever. Raise RULE_VERSION (or the format) and add a line instead."""


@pytest.mark.parametrize("name", MADE)
def test_what_is_found_is_what_was_found(name: str) -> None:
    assert finding_json(MADE[name]).decode() == (GOLDEN / f"{name}.json").read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(MADE)


def test_golden_files_change_only_with_the_version() -> None:
    together = sha256()
    for path in sorted(GOLDEN.glob("*.json")):
        together.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    format_ = MADE["inside"].format

    assert PINNED.get((format_, RULE_VERSION)) == together.hexdigest()
    assert max(PINNED) == (format_, RULE_VERSION)


def test_the_golden_files_hold_every_result_and_flag_of_the_kernel() -> None:
    findings = [finding for document in MADE.values() for finding in document.findings]

    assert {finding.result.value for finding in findings} == {"inside", "inside_flagged", "cannot_tell", "outside"}
    assert {flag for finding in findings for flag in finding.flags} >= {
        "date_uncertain", "lower_source", "press_only", "disputed_only", "under_17", "crew", "gate_dispute"
    }  # fmt: skip
    assert {note for finding in findings for note in finding.notes} == {"also_korean", "press_differs"}
    assert {finding.strength.value for finding in findings if finding.strength} == {
        "strong", "medium", "weak", "unrated"
    }  # fmt: skip
    assert any("either_way" in trip.reasons for document in MADE.values() for trip in document.trips)
    assert [finding.weight for finding in findings if finding.weight]


@pytest.mark.parametrize("name", MADE)
def test_a_document_is_read_back_as_it_was(name: str) -> None:
    assert read_finding_json(finding_json(MADE[name])) == MADE[name]


@pytest.mark.parametrize("name", MADE)
def test_every_document_fits_the_schema(name: str) -> None:
    assert faults(finding_schema(), json.loads(finding_json(MADE[name]))) == []


def test_the_schema_is_closed() -> None:
    schema = finding_schema()
    plain = json.loads(finding_json(MADE["inside"]))
    for broken in (
        {**plain, "format": 2},
        {**plain, "more": 1},
        {**plain, "findings": []},
        {**plain, "records": [{"passport": "VNM"}]},
        {**plain, "records": [{"record": "A-1", "name": "Linh"}]},
        {**plain, "registry_revision": "abc"},
    ):
        assert faults(schema, broken)
        with pytest.raises(NotValid, match="findings_document"):
            read_finding_json(json.dumps(broken).encode())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "it is not JSON"),
        (b"[]", "the document: "),
        (b"{}", "findings: Field required"),
        (b'{"findings": []}', "format: Field required"),
        (b'{"format": 1, "format": 1}', "stands twice"),
        (b"\xff\xfe", "it is not UTF-8 at byte 1"),
        (b"[" * 200_000, "too deep"),
        (b"9" * 10_000, ""),
        (b'{"format": 1, "registry_revision": NaN}', ""),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(text: bytes, said: str) -> None:
    with pytest.raises(NotValid) as refused:
        read_finding_json(text)

    assert refused.value.reason == "findings_document"
    assert said in str(refused.value.facts["problem"])


def test_values_are_of_their_kind_and_not_near_it() -> None:
    plain = json.loads(finding_json(MADE["inside"]))
    for place, wrong in (("decides", "yes"), ("result", "maybe"), ("segments", "P2"), ("strength", "very")):
        broken = {**plain, "findings": [{**plain["findings"][0], place: wrong}]}
        with pytest.raises(NotValid) as refused:
            read_finding_json(json.dumps(broken).encode())
        assert str(refused.value.facts["problem"]).startswith(f"findings[1].{place}")


def test_a_document_is_never_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        MADE["inside"].rule_version = 2  # type: ignore[misc]  # that is what is tried
    assert isinstance(MADE["inside"], FindingsDocument)


if __name__ == "__main__":
    # python -m tests.store.test_finding_json writes the golden files anew, for a new version of the rules.
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each, document in MADE.items():
        Path(GOLDEN / f"{each}.json").write_bytes(finding_json(document))
