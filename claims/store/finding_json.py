"""Findings as a document that a stranger can prove: this is where a judgement gets everything it rests on beside it, as JSON.

One shape for one finding and for a whole claim: the findings, the columns of the trips, the ranges with all their criteria
as in a disclosure file, the revision, the rule version. Described in docs/formats.md; codes in it are append-only.
"""

import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from claims.errors import NotValid
from claims.model.disclosure import Port
from claims.model.judgement import Finding, TripResult, Verdict
from claims.model.vocabulary import Grade
from claims.rules.records import COLUMNS, Record
from claims.store.registry_schema import DIALECT, file_schema
from claims.store.registry_tables import ProjectTable

LARGEST = 64 * 1024 * 1024
"""Bytes; a whole claim with sixty trips stays far below."""

Withheld = Literal["strength", "segments", "ranges"]


def _known_columns(record: dict[str, str]) -> dict[str, str]:
    for column in record:
        if column not in COLUMNS:
            raise ValueError(f"{column!r} is not a column of a record")
    if "record" not in record:
        raise ValueError("the column record is missing")
    return record


Columns = Annotated[
    dict[str, str],
    AfterValidator(_known_columns),
    Field(json_schema_extra={"propertyNames": {"enum": list(COLUMNS)}, "required": ["record"]}),
]


class FindingsDocument(BaseModel):
    """One finding or many, with what they rest on. Without `withheld` it can be recomputed from itself alone."""

    model_config = ConfigDict(hide_input_in_errors=True, extra="forbid", strict=True, frozen=True)

    format: Literal[1] = Field(description="The version of this format.")
    registry_revision: str = Field(
        pattern="^[0-9a-f]{64}$", description="SHA-256 of the whole registry that was judged by, as published."
    )
    rule_version: int = Field(ge=1, description="The version of the rules that judged.")
    judged_at: int = Field(description="When it was judged, UTC seconds.")
    withheld: tuple[Withheld, ...] = Field(
        default=(), description="What was left out: strengths, segments, or the ranges; they are for lawyers only."
    )
    findings: tuple[Finding, ...] = Field(min_length=1, description="One per record and window.")
    trips: tuple[TripResult, ...] = Field(default=(), description="One per record and project.")
    verdicts: tuple[Verdict, ...] = Field(default=(), description="One per project, over all records.")
    records: tuple[Columns, ...] = Field(description="The trips as they were judged; a column left out is blank.")
    grades: dict[str, Grade] = Field(
        default_factory=dict, description="The best evidence per record; it only breaks ties between equal trips."
    )
    ports: tuple[Port, ...] = Field(
        default=(), description="Where ports lie, as judged by; only where a range asks about places."
    )
    projects: tuple[ProjectTable, ...] = Field(
        description="The ranges as judged by, with all other reports of the same facts, in the form of a disclosure file."
    )

    def record(self, name: str) -> Record:
        """The record of that name, as the kernel takes it. Raises NotValid "record_absent"."""
        for columns in self.records:
            if columns["record"] == name:
                return Record(**columns)
        raise NotValid("record_absent", record=name)


class _Answers(BaseModel):
    """What was found, every value exactly of its kind: the noun's own configuration would take "yes" for true."""

    model_config = ConfigDict(hide_input_in_errors=True)

    findings: tuple[Finding, ...]
    trips: tuple[TripResult, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def columns_of(record: Record) -> dict[str, str]:
    """The columns that were given; whose trip it is stays out, for it decides nothing."""
    given = {column: getattr(record, column) for column in COLUMNS if column != "claimant"}
    return {column: str(value) for column, value in given.items() if value}


def finding_json(document: FindingsDocument) -> bytes:
    """The document as UTF-8 text, keys in the order of the schema; equal documents give equal bytes."""
    plain = document.model_dump(mode="json", by_alias=True, exclude={"projects"})
    plain["projects"] = [one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in document.projects]
    for optional in ("withheld", "trips", "verdicts", "grades", "ports"):
        if not plain[optional]:
            del plain[optional]
    return json.dumps(plain, ensure_ascii=False, indent=1).encode() + b"\n"


def read_finding_json(text: bytes) -> FindingsDocument:
    """The document that `finding_json` wrote. Raises NotValid "findings_document" (problem: a plain sentence)."""
    if len(text) > LARGEST:
        raise _no_document(f"it is larger than {LARGEST} bytes")
    try:
        json.loads(text.decode("utf-8"), object_pairs_hook=_each_key_once)
        _Answers.model_validate_json(text, strict=True)
        return FindingsDocument.model_validate_json(text)
    except ValidationError as refusal:
        raise _no_document(_said(refusal)) from None
    except RecursionError:
        raise _no_document("its lists lie too deep within one another") from None
    except UnicodeDecodeError as broken:
        raise _no_document(f"it is not UTF-8 at byte {broken.start + 1}") from None
    except ValueError as broken:
        raise _no_document(f"it is not JSON: {broken}") from None


def finding_schema() -> dict[str, Any]:
    """The format of a findings document as JSON Schema, draft 2020-12; ranges are described as in the schema of disclosure files."""
    schema = FindingsDocument.model_json_schema(by_alias=True, mode="validation")
    files = file_schema()
    schema["$defs"] |= files.pop("$defs")
    del files["$schema"]
    schema["$defs"]["ProjectTable"] = files
    return {"$schema": DIALECT, **schema}


def _no_document(problem: str) -> NotValid:
    return NotValid("findings_document", problem=problem)


def _each_key_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice would let two readers read two things."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one table")
        found[key] = value
    return found


def _said(refusal: ValidationError) -> str:
    """The first thing wrong, with its place."""
    first = refusal.errors(include_url=False, include_context=False, include_input=False)[0]
    steps = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in first["loc"])
    return f"{steps.lstrip('.') or 'the document'}: {first['msg'][:200]}"
