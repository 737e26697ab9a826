"""`claims ledger`: verify the record of who looked at or did what, put its head down outside, export it. This is where an auditor begins."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from itertools import chain as joined
from itertools import islice
from pathlib import Path
from typing import Any

from claims.cli import ledger_anchor, ledger_export
from claims.queries.ledger_verifying import Chain, Faulty, Put, faults, kept_statements, read_chain
from claims.settings import Settings, read_settings
from claims.store.anchors import read_anchor_file
from claims.store.timestamps import read_roots
from claims.web.opening import find_office

MOST_NAMED = 200
LINE_WORDS = {
    "gap": "a line is missing here",
    "changed": "this line or the one before was changed",
    "clock": "the clock went backwards",
}
STATEMENT_WORDS = {
    "no_statement": "this is no signed head of a ledger",
    "other_office": "this head is of another office",
    "signature": "its signature does not hold: it was changed, or never signed",
    "key": "it is signed by a key that no service start announced before line {number}",
    "rewritten": "line {number} is not what it was when this head was put down: the ledger was rewritten",
    "cut_off": "line {number} is not there: lines were cut off",
    "clock": "it says an earlier hour than line {number}: the clock was set back",
    "timestamp": "its time stamp does not fit it, or is by an authority that CLAIMS_TIMESTAMP_ROOTS does not vouch for",
    "timestamp_clock": "its time stamp says another hour: the clock of this machine was wrong at line {number}",
}


def register(subcommands: Any) -> None:
    """Add the command and its verbs."""
    command = subcommands.add_parser(
        "ledger",
        help="verify, anchor or export the record of who looked at or did what",
        description="The ledger is append-only; each line's hash covers the line before. Lines are never deleted.",
    )
    verbs = command.add_subparsers(title="verbs", metavar="VERB", required=True)
    _register_verify(verbs)
    ledger_anchor.register(verbs)
    ledger_export.register(verbs)


def _register_verify(verbs: Any) -> None:
    verify: ArgumentParser = verbs.add_parser(
        "verify",
        help="recompute the chain from the first line, and hold it against the heads put down outside",
        description="Names each line that was changed, reordered or taken out, each head put down outside that does not fit any more, "
        "and prints the head as it is. Exit code 0 if all holds, 1 if something does not, 2 if it could not begin.",
    )
    verify.add_argument(
        "--anchors",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="files with signed heads, one a line: the anchor file, or mails saved as text",
    )
    verify.add_argument(
        "--head", default="", help="a head noted earlier (hex): it must still be in the chain, else lines were cut off"
    )
    verify.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Verify and say."""
    settings = read_settings()
    roots = read_roots(settings.timestamp_roots) if settings.timestamp_roots else []
    database, office = find_office(settings)
    try:
        with database.question() as session:
            chain = read_chain(session, office.id, wanted=given.head)
            put = joined(kept_statements(session, office.id), given_statements(given.anchors))
            counted = _Counted(put)
            named = _say(chain, faults(session, office.id, chain=chain, put=counted, roots=roots))
    finally:
        database.engine.dispose()
    if given.head and not chain.passed:
        named += 1
        print(f"the head {given.head} is not in the chain: lines were cut off or rewritten")
    print(_summary(chain, counted, settings))
    print(f"{chain.count} lines, head {chain.head}: " + ("the chain does NOT hold" if named else "the chain holds"))
    return 1 if named else 0


class _Counted:
    """Statements as they pass, counted, with those whose time stamp could be looked at."""

    def __init__(self, put: Iterator[Put]) -> None:
        self._put, self.seen, self.stamped = put, 0, 0

    def __iter__(self) -> Iterator[Put]:
        for each in self._put:
            self.seen += 1
            self.stamped += each.token is not None
            yield each


def given_statements(files: Sequence[Path]) -> Iterator[Put]:
    """What stands in these files, line by line; one that holds no statement at all is one too, and a faulty one.

    Raises StartRefused for a file that is not there.
    """
    for file in files:
        found = 0
        for number, text in read_anchor_file(file):
            found += 1
            yield Put(f"{file}:{number}", text)
        if not found:
            yield Put(str(file), b"")


def _say(chain: Chain, faulty: Iterator[Faulty]) -> int:
    """One clear line per finding, the rest counted; returns how many there are."""
    lines = joined(
        (f"line {place.number}: {LINE_WORDS[place.reason]}" for place in chain.broken),
        (f"{each.where}: {STATEMENT_WORDS[each.reason].format(number=each.number)}" for each in faulty),
    )
    named = 0
    for line in islice(lines, MOST_NAMED):
        named += 1
        print(line)
    more = sum(1 for _ in lines)
    if more:
        print(f"and {more} more")
    return named + more


def _summary(chain: Chain, counted: _Counted, settings: Settings) -> str:
    unseen = counted.stamped and settings.timestamp_roots is None
    looked = " (time stamps not looked at: CLAIMS_TIMESTAMP_ROOTS is not set)" if unseen else ""
    return f"{counted.seen} heads put down outside, {len(chain.keys)} service starts announced{looked}"
