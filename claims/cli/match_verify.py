"""`claims match verify`: are these findings what the rules say? This is where a findings document is judged once more.

A file of trips that is really called "verify" is given to `claims match` as ./verify.
"""

import json
import sys
from argparse import Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.errors import Damaged, NotValid, RegistryError
from claims.model.disclosure import Registry
from claims.rules.matching import RULE_VERSION
from claims.store.finding_checks import Difference, differences
from claims.store.finding_json import LARGEST, FindingsDocument, read_finding_json
from claims.store.registry import load_registry
from claims.store.registry_json import registry_from_json

UNCHANGED, CHANGED, NO_DOCUMENT = 0, 1, 2
WORDS = ("match", "verify")
DESCRIPTION = """Judges findings once more from their own JSON, with the rules of this program, and names each field that differs.

A findings document holds the trips, the ranges with all their criteria, and what was found (docs/formats.md)."""
EPILOG = """example:
  claims match verify judgement-000001.json
  claims match verify answer.json --registry disclosures

exit codes: 0 unchanged; 1 something differs; 2 a file is no findings document, or cannot be judged; the line says why."""
_SENTENCES = {
    "findings_document": "this is no findings document: {problem}",
    "ranges_withheld": "the ranges were left out of it; give --registry, the disclosures of that revision",
    "ranges_unusable": "its ranges cannot be used: {problem}",
    "window_absent": "{record}: {window} is not among its ranges",
    "record_absent": "the record {record} is not among its records",
    "record_blank": "a record has no name",
    "record_twice": "the record {record} stands in it twice",
    "finding_twice": "{record}, {window}: there are two findings",
    "contradiction": "a record contradicts itself: born {born}, {second} {given}",
    "passport_code": "a record cannot be judged: {given} is not a passport code",
    "not_a_choice": "a record cannot be judged: {column} {given} is not one of: {accepted}",
    "date_malformed": "a record cannot be judged: {column} {text} is not a date; at character {position} expected {accepted}",
    "date_level_2": "a record cannot be judged: {column} {text} is EDTF level 2; only levels 0 and 1 are read",
}


def register(subcommands: Any) -> None:
    """Add the command under its two words; `joined` makes them one."""
    command = subcommands.add_parser(
        " ".join(WORDS),
        prog="claims match verify",
        help="judge findings once more from their JSON, and name what differs",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_argument("file", metavar="FILE.json", type=Path, nargs="+", help="a findings document")
    command.add_argument(
        "--registry",
        metavar="DIR",
        type=Path,
        help="also compare the ranges with these: the folder of disclosures, or the published registry as JSON",
    )
    command.set_defaults(run=_run)


def joined(arguments: Sequence[str]) -> list[str]:
    """`match verify …` as one command and its arguments; all else as it was."""
    given = list(arguments)
    return [" ".join(WORDS), *given[2:]] if tuple(given[:2]) == WORDS else given


def _run(given: Namespace) -> int:
    try:
        registry = _registry(given.registry) if given.registry else None
    except RegistryError as refusal:
        print(f"claims: {refusal}", file=sys.stderr)
        return NO_DOCUMENT
    return run(given.file, registry=registry)


def run(paths: Sequence[Path], *, registry: Registry | None = None) -> int:
    """Judge each file once more and say what differs; the worst outcome comes back: UNCHANGED, CHANGED or NO_DOCUMENT."""
    return max(_check(path, registry) for path in paths)


def _registry(place: Path) -> Registry:
    if place.is_dir():
        return load_registry(place)
    try:
        return registry_from_json(place.read_bytes())
    except OSError as unreadable:
        problem = f"cannot be read ({unreadable.strerror}); name a folder of disclosures or a registry as JSON"
    except RegistryError as refusal:
        raise RegistryError(file=str(place), line=refusal.line, key=refusal.key, problem=refusal.problem) from None
    except Damaged:
        problem = "was changed: its content is not that of its revision"
    raise RegistryError(file=str(place), line=1, key="-", problem=problem)


def _check(path: Path, registry: Registry | None) -> int:
    try:
        document = read_finding_json(_bytes(path))
        found = differences(document, registry=registry)
    except NotValid as refusal:
        return _refused(path, _sentence(refusal))
    except OSError as unreadable:
        return _refused(path, f"cannot be read ({unreadable.strerror})")
    for difference in found:
        _say(f"{path}: {_differs(difference)}")
    _say(f"{path}: {_outcome(document, found, registry)}")
    return CHANGED if found else UNCHANGED


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _refused(path: Path, problem: str) -> int:
    print(_plain(f"claims: {path}: {problem}"), file=sys.stderr)
    return NO_DOCUMENT


def _sentence(refusal: NotValid) -> str:
    accepted = refusal.facts.get("accepted")
    facts = {**refusal.facts, "accepted": ", ".join(accepted) if isinstance(accepted, tuple) else accepted}
    sentence = _SENTENCES.get(refusal.reason)
    return sentence.format(**facts) if sentence else f"it cannot be judged: {refusal.reason}"


def _differs(difference: Difference) -> str:
    subject = f"{difference.subject}: " if difference.subject else ""
    if difference.field == "rule_version":
        return f"rule_version: judged by version {difference.said} of the rules; this program has {difference.found}"
    return f"{subject}{difference.field}: the document says {_value(difference.said)}, the rules {_value(difference.found)}"


def _outcome(document: FindingsDocument, found: list[Difference], registry: Registry | None) -> str:
    count = len(document.findings)
    held = f"{count} {'finding' if count == 1 else 'findings'} judged once more by version {RULE_VERSION} of the rules"
    outcome = f"{len(found)} {'field differs' if len(found) == 1 else 'fields differ'}" if found else "unchanged"
    left = f"; left out of it and not compared: {', '.join(document.withheld)}" if document.withheld else ""
    ranges = "" if registry else f"; not compared with the registry, revision {document.registry_revision[:12]}"
    return f"{outcome}: {held}{left}{ranges}."


def _value(value: object) -> str:
    """A value as the JSON has it."""
    return json.dumps(value, ensure_ascii=False, default=_as_table)


def _as_table(value: Any) -> Any:
    return {name: getattr(value, name) for name in value.__slots__}


def _say(sentence: str) -> None:
    print(_plain(sentence))


def _plain(sentence: str) -> str:
    """Without anything that would move the cursor of a terminal."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in sentence)
