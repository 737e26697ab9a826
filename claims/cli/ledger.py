"""`claims ledger verify`: does the chain of the ledger hold? This is where an auditor begins."""

from argparse import Namespace
from typing import Any

from claims.settings import read_settings
from claims.store.ledger import read_lines, verify_lines
from claims.web.opening import find_office

WORDS = {
    "gap": "a line is missing here",
    "changed": "this line or the one before was changed",
    "clock": "the clock went backwards",
}


def register(subcommands: Any) -> None:
    """Add the command and its one verb."""
    command = subcommands.add_parser(
        "ledger",
        help="verify the record of who looked at or did what",
        description="The ledger is append-only; each line's hash covers the line before.",
    )
    verbs = command.add_subparsers(title="verbs", metavar="VERB", required=True)
    verify = verbs.add_parser(
        "verify",
        help="recompute the chain from the first line",
        description="Says which lines were changed, reordered or taken out, and prints the head. Exit code 1 if the chain does not hold.",
    )
    verify.add_argument(
        "--head", default="", help="a head noted earlier (hex): it must still be in the chain, else lines were cut off"
    )
    verify.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Verify and say."""
    database, office = find_office(read_settings())
    with database.question() as session:
        lines = read_lines(session, office.id)
    database.engine.dispose()
    broken, count, head = verify_lines(lines)
    for place in broken:
        print(f"line {place.number}: {WORDS[place.reason]}")
    if given.head and given.head.lower() not in {line.chain.hex() for line in lines}:
        print(f"the head {given.head} is not in the chain: lines were cut off or rewritten")
        return 1
    print(f"{count} lines, head {head}: " + ("the chain does NOT hold" if broken else "the chain holds"))
    return 1 if broken else 0
