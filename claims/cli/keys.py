"""`claims keys`: every key procedure at the terminal, each of which can be rehearsed. This is where its verbs are listed.

A rehearsal (--dry-run) does the real deed in a transaction, tries what it made, and undoes all of it.
"""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import Any

from claims.cli import keys_members, keys_office, keys_receipt, keys_recovery
from claims.errors import Refusal, StartRefused
from claims.model.staff import Office
from claims.settings import read_settings
from claims.store.database import Database
from claims.store.memory_guard import forbid_core_dumps
from claims.store.recovery_sheets import LANGUAGES
from claims.web.opening import find_office

Verb = Callable[[Database, Office, Namespace], int]
DESCRIPTION = """Invite and reset members, renew words, receipts and the office's key, make recovery sheets and use them.
You sign in with your name, your seven words and a code; none of them is shown. docs/keys.md tells which is done when."""
EXAMPLES = """Examples:
  claims keys status
  claims keys rotate --dry-run
  claims keys sheets --need 3 --of 5 --out /dev/shm/sheets
  claims keys recover --reset han
Exit codes: 0 well, 1 something is to be done or did not agree, 2 refused or not started.
"""
REFUSED = {
    "no_key": "You hold no key for this; somebody who does must do it.",
    "name_taken": "Somebody signs in by this name already. Choose another one.",
    "roles_needed": "Give the member at least one role.",
    "last_key_holder": "Nobody else holds the office's key: all claims would be closed. Invite somebody first.",
    "last_lead": "Nobody else leads the office. Invite another lead first.",
    "last_counsel": "Nobody else holds a matter's key. Let them hand it on first (claims keys counsel).",
    "counsel_needed": "This member is not counsel here, or does not hold the matter's key.",
    "member": "This is not somebody who works here, or it is you: renew your own words with claims keys renew.",
    "recovery_numbers": "--need and --of: at least 2 must be needed, and there are 16 sheets at most.",
    "shares_missing": "These are not enough sheets.",
    "shares_do_not_fit": "These sheets do not make a key together. Compare their check words.",
    "sheets_not_in_force": "These sheets are of an earlier set, which opens nothing any more. Shred them.",
    "key_holder_needed": "Give the keys to somebody with the role lead or triage.",
    "changed_elsewhere": "Somebody else changed this just now. Look at claims keys status and try again.",
    "two_facts": "Two different facts are needed.",
    "receipt_tries": "Five tries on this claim were wrong today. Try again tomorrow.",
}


def register(subcommands: Any) -> None:
    """Add the command and its verbs."""
    command = subcommands.add_parser(
        "keys",
        help="every key procedure: members, words, receipts, rotation, recovery",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    verbs = command.add_subparsers(title="verbs", metavar="VERB", required=True)
    status = verbs.add_parser("status", help="which key is in force, who holds it, what the recovery sheets open")
    status.set_defaults(run=_with(keys_office.status))
    _add_members(verbs)
    receipt = _add(verbs, "receipt", keys_receipt.receipt, "a new receipt for a claimant who lost theirs")
    receipt.add_argument("reference", help="the claim's reference, such as 7K3M-9Q4T")
    _add(verbs, "rotate", keys_office.rotate, "renew the office's key, or go on with a renewal that was stopped")
    _add_recovery(verbs)


def _add_members(verbs: Any) -> None:
    invite = _add(verbs, "invite", keys_members.invite, "add a member")
    invite.add_argument("member", metavar="NAME:SIGN-IN:ROLES:LANGUAGE", help="such as 'Kim Seon:kim:lead triage:ko'")
    leave = _add(verbs, "leave", keys_members.leave, "end a membership")
    leave.add_argument("name", help="the leaver's sign-in name")
    leave.add_argument(
        "--matters-alone",
        choices=("refuse", "leave"),
        default="refuse",
        help="matters whose key nobody else holds: refuse (unless you say otherwise), or leave them to the recovery sheets",
    )
    _add(verbs, "renew", keys_members.renew, "new words for yourself")
    reset = _add(verbs, "reset", keys_members.reset, "new words and authenticator for a member who lost theirs")
    reset.add_argument("name", help="their sign-in name")
    matter = _add(verbs, "matter", keys_members.matter, "open a matter with a key of its own for its counsel")
    matter.add_argument("title", help="as you would write it on a folder; it lies sealed")
    matter.add_argument("--route", choices=("state", "company", "mediation", "demand", "other"), default="state")
    matter.add_argument(
        "--counsel",
        action="append",
        required=True,
        metavar="SIGN-IN",
        help="a lawyer who will hold its key; may be repeated",
    )
    counsel = _add(
        verbs, "counsel", keys_members.counsel, "hand a matter's key to another counsel, or take it from one"
    )
    counsel.add_argument("matter", help="the beginning of the matter's key, as the desk shows it")
    what = counsel.add_mutually_exclusive_group(required=True)
    what.add_argument("--add", metavar="SIGN-IN", help="who is handed the key")
    what.add_argument("--remove", metavar="SIGN-IN", help="from whom it is taken")


def _add_recovery(verbs: Any) -> None:
    sheets = _add(verbs, "sheets", keys_recovery.sheets, "make a new set of recovery sheets to print")
    sheets.add_argument("--need", type=int, required=True, help="how many sheets open the office again (2 or more)")
    sheets.add_argument("--of", type=int, required=True, help="how many sheets there are (16 at most)")
    sheets.add_argument(
        "--out", required=True, metavar="FOLDER", help="a new folder in memory, such as /dev/shm/sheets"
    )
    sheets.add_argument("--language", choices=LANGUAGES, help="the sheets' language; by default your own")
    recover = _add(verbs, "recover", keys_recovery.recover, "open the office with sheets; nobody needs to sign in")
    whom = recover.add_mutually_exclusive_group()
    whom.add_argument("--member", metavar="NAME:SIGN-IN:ROLES:LANGUAGE", help="a new member who is handed the keys")
    whom.add_argument("--reset", metavar="SIGN-IN", help="a member who is reset and handed the keys")
    recover.add_argument("--show", action="store_true", help="show the words while they are typed")


def _add(verbs: Any, name: str, verb: Verb, what: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.add_argument("--dry-run", action="store_true", help="rehearse: do it, try what was made, undo it")
    parser.set_defaults(run=_with(verb))
    return parser


def _with(verb: Verb) -> Callable[[Namespace], int]:
    """Run a verb on the office of the settings."""

    def run(given: Namespace) -> int:
        forbid_core_dumps()
        database, office = find_office(read_settings())
        try:
            return verb(database, office, given)
        except Refusal as refusal:
            if refusal.reason not in REFUSED:
                raise
            raise StartRefused(REFUSED[refusal.reason]) from None
        finally:
            database.engine.dispose()

    return run
