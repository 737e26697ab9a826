"""Disclosure files, the published registry, findings documents. This is where their readers are given anything at all."""

import io
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path

from claims.errors import Damaged, NotValid, RegistryError
from claims.store.finding_checks import differences
from claims.store.finding_json import finding_json, read_finding_json
from claims.store.recompute_findings import check
from claims.store.registry import load_registry, registry_of
from claims.store.registry_file import problems_of_text, read_project
from claims.store.registry_json import registry_from_json, registry_json
from claims.store.registry_toml import toml_text
from claims.store.revision_content import content_of, read_content
from tests.fuzz.harness import Harness, from_a_file, standing_alone

ROOT = Path(__file__).parents[2]
DISCLOSURES, GOLDEN = ROOT / "disclosures", ROOT / "tests/golden/findings"


def read_a_disclosure_file(content: bytes) -> None:
    """What has no problem is read, what has one is refused for it, and what is written reads back as the same."""
    problems = problems_of_text(content, name="some.toml")
    if problems:
        said = str(problems[0])
        try:
            read_project(content, name="some.toml")
        except RegistryError as refusal:
            if str(refusal) == said:
                raise
        raise AssertionError(f"it has a problem and is not refused for it: {said}")
    project = read_project(content, name="some.toml")
    assert read_project(toml_text(project), name="some.toml") == project


def read_a_registry(content: bytes) -> None:
    """A document that is read is written as one that reads back as the same registry."""
    registry = registry_from_json(content)
    assert registry_from_json(registry_json(registry)).projects == registry.projects


def read_a_revision(content: bytes) -> None:
    """What lies in the database under the hash of whatever somebody wrote there."""
    read_content(content, revision=sha256(content).hexdigest())


def revisions() -> list[bytes]:
    """A registry with ports, one without, and lists of other things."""
    whole = load_registry(DISCLOSURES)
    shortest = min(whole.projects, key=lambda project: len(toml_text(project)))
    few = [registry_of([shortest], ports=ports) for ports in (whole.ports[:2], ())]
    return [*map(content_of, few), b"[]", b"[{}]", b'{"projects":[],"ports":[{}]}', b"[1]"]


def read_findings(content: bytes) -> None:
    """A document that is read is written and read back, and judged once more without falling over."""
    document = read_finding_json(content)
    assert read_finding_json(finding_json(document)) == document
    differences(document)


def recompute(path: Path) -> None:
    """The program that travels ends with one of its three numbers."""
    with redirect_stdout(io.StringIO()):
        assert check(path) in (0, 1, 2)


def disclosure_files() -> list[bytes]:
    """The shortest of our own, and small ones that are wrong."""
    own = sorted((file.read_bytes() for file in DISCLOSURES.glob("*.toml")), key=len)[:4]
    return [
        *own,
        b"format = 1\ncode = 'x'\n",
        b"[[window]]\nid = 'a'\n",
        b"a = [[[[[[[[",
        b"a.b.c = 1\na = 2\n",
        b"x = 2015-03-02\n",
    ]


def registries() -> list[bytes]:
    """The published one is long; a registry of nothing, and one of the shortest file."""
    whole = load_registry(DISCLOSURES)
    shortest = min(whole.projects, key=lambda project: len(toml_text(project)))
    few = registry_of([shortest], ports=whole.ports[:2])
    return [registry_json(few), registry_json(registry_of([], ports=[])), b"[]", b"{}", b"[" * 2000]


def findings() -> list[bytes]:
    """The golden files, shortest first."""
    return sorted((path.read_bytes() for path in GOLDEN.glob("*.json")), key=len)[:12]


HARNESSES = {
    "disclosure_files": Harness(
        standing_alone(read_a_disclosure_file), disclosure_files, (RegistryError,), longest=16_384
    ),
    "registry_json": Harness(
        standing_alone(read_a_registry), registries, (RegistryError, Damaged), frozenset({"registry"}), longest=16_384
    ),
    "registry_revisions": Harness(standing_alone(read_a_revision), revisions, (Damaged,), longest=16_384),
    "findings": Harness(standing_alone(read_findings), findings, (NotValid,), longest=16_384),
    "recomputed_findings": Harness(from_a_file(recompute, name="findings.json"), findings, longest=16_384),
}
