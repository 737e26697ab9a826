"""Findings that prove themselves, for counsel's package: what each claimant's judgement rests on, and the program that recomputes it."""

from collections.abc import Iterator
from pathlib import Path

from claims.actions.explain_claim import explain_claim
from claims.errors import NotFound
from claims.model.disclosure import Registry
from claims.rules.court_papers import Going
from claims.store import recompute_findings
from claims.store.archive import BagFile
from claims.store.database import Database
from claims.store.finding_json import finding_json, finding_schema
from claims.store.registry_schema import schema_json

FOLDER = "10-match"


def findings_of(going: Going, *, database: Database, office_id: str, in_force: Registry) -> Iterator[BagFile]:
    """One claimant's findings as a document; none where nothing was judged or the registry of then was not kept."""
    try:
        with database.question() as session:
            explained = explain_claim(session, office_id, file=going.file, judgement=going.judgement, in_force=in_force)
    except NotFound:
        return
    path = f"{FOLDER}/findings-{going.number:06d}.json"
    yield BagFile(path, finding_json(explained), "findings with all they rest on")


def second_opinion() -> Iterator[BagFile]:
    """The program that recomputes the findings by another way, and the format they are written in."""
    program = Path(recompute_findings.__file__).read_bytes()
    yield BagFile(
        f"{FOLDER}/recompute_findings.py", program, "recomputes the findings; shares no code with the service"
    )
    yield BagFile(f"{FOLDER}/findings.schema.json", schema_json(finding_schema()), "JSON Schema of the findings")
