"""`claims init`: open a real office in a folder of its own, with its first members. This is where an office begins."""

from argparse import Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyotp

from claims.actions.open_office import NewMember, SignIn, open_office
from claims.actions.take_disclosure_files import take_disclosure_files
from claims.cli.keys_checks import check_sign_in
from claims.errors import Conflict, StartRefused
from claims.model.vocabulary import Role
from claims.settings import Settings, read_settings
from claims.store.clock import now
from claims.store.database import Database, open_engine, sqlite_file, upgrade
from claims.store.disclosure_files import read_disclosure_files

IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- memory-backed on purpose; the scratch folder in it is 0700
DESCRIPTION = """Open a real office in the folder named by CLAIMS_FOLDER. Prints each member's seven words and authenticator
secret ONCE; they are kept nowhere. Give each member theirs on paper, in person."""
EXAMPLE = """Example:
  CLAIMS_FOLDER=/srv/claims claims init --name "Airport Faces Office" --contact "office@example.org" \\
      --firms "Law Firm One, Seoul" \\
      --member "Kim Seon:kim:lead triage:ko" --member "Park Counsel:park:counsel:ko"
"""


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "init",
        help="open a real office in an empty folder",
        description=DESCRIPTION,
        epilog=EXAMPLE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_argument("--name", required=True, help="the office's name as claimants read it")
    command.add_argument("--contact", required=True, help="how claimants reach it: address, telephone or e-mail")
    command.add_argument("--firms", required=True, help="the law firms that claims may be given to (agreement C4)")
    command.add_argument(
        "--member",
        action="append",
        required=True,
        metavar="NAME:SIGN-IN:ROLES:LANGUAGE",
        help="one person; roles separated by spaces out of: " + ", ".join(Role) + "; language ko or en",
    )
    command.add_argument(
        "--dry-run",
        action="store_true",
        help="rehearse: open it in a scratch folder in memory, try every sign-in, destroy it",
    )
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Open the office and say the next step."""
    settings = read_settings()
    members = [parse_member(text) for text in given.member]
    if not any({Role.LEAD, Role.TRIAGE} & set(member.roles) for member in members):
        raise StartRefused(
            "--member: nobody is lead or triage, so nobody could open a claim. Give one person the role lead."
        )
    if given.dry_run:
        return rehearse(settings, given, members)
    sign_ins = make_office(
        settings, name=given.name, contact=given.contact, firms=given.firms, kind="real", members=members
    )
    print(f"The office '{given.name}' stands in {settings.folder}.\n")
    print_sign_ins(sign_ins, issuer=given.name)
    print("These words are shown only now. Give each member theirs on paper, then clear this screen.\n")
    print("Next: start the two processes of the Procfile with the same CLAIMS_ settings:")
    print('  gunicorn "app:create_app()"\n  claims work\nand look at `claims doctor`.')
    return 0


def rehearse(settings: Settings, given: Namespace, members: Sequence[NewMember]) -> int:
    """The same office in a scratch folder: every member's words open what they should. Nothing of it stays."""
    if (sqlite_file(settings.database_url) or settings.folder / "none").exists():
        raise StartRefused(f"There is an office in {settings.folder} already; name the folder the new one will have.")
    with TemporaryDirectory(prefix="claims-rehearsal-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as place:
        scratch = replace(settings, folder=Path(place), database_url=f"sqlite:///{place}/office.sqlite")
        told = make_office(
            scratch, name=given.name, contact=given.contact, firms=given.firms, kind="real", members=members
        )
        database = Database(open_engine(scratch.database_url))
        with database.question() as session:
            holders = [entry.name for entry in told if check_sign_in(session, entry).opens_office]
        database.engine.dispose()
    print(f"{len(told)} members could sign in; the office's key is held by {', '.join(holders)}.")
    print("This was a rehearsal: the words that were made are forgotten again, and there is no office yet.")
    return 0


def parse_member(text: str) -> NewMember:
    """One --member. Raises StartRefused saying which part is wrong."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) != 4 or not all(parts):
        raise StartRefused(
            f"--member '{text}': write NAME:SIGN-IN:ROLES:LANGUAGE, for example 'Kim Seon:kim:lead triage:ko'."
        )
    name, sign_in_name, roles, language = parts
    unknown = [role for role in roles.split() if role not in set(Role)]
    if unknown:
        raise StartRefused(f"--member '{text}': '{unknown[0]}' is no role. Roles: {', '.join(Role)}.")
    if language not in {"ko", "en"}:
        raise StartRefused(f"--member '{text}': the language is ko or en, not '{language}'.")
    return NewMember(
        name=name, sign_in_name=sign_in_name.lower(), roles=tuple(Role(r) for r in roles.split()), language=language
    )


def make_office(
    settings: Settings, *, name: str, contact: str, firms: str, kind: Any, members: Sequence[NewMember]
) -> tuple[SignIn, ...]:
    """Tables, office, registry. Raises StartRefused where the folder holds an office already."""
    if (settings.folder / "sign-ins.json").exists() and kind == "real":
        raise StartRefused(
            f"{settings.folder} held the demonstration; a real office never begins there. Name another CLAIMS_FOLDER."
        )
    files = read_disclosure_files(settings.disclosures)
    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.folder.chmod(0o700)
    upgrade(settings.database_url)
    database = Database(open_engine(settings.database_url))
    try:
        with database.deed() as session:
            office, sign_ins = open_office(
                session, name=name, contact=contact, firms=firms, kind=kind, members=members, now=now()
            )
            take_disclosure_files(session, office.id, files=files, now=now())
    except Conflict:
        raise StartRefused(f"There is an office in {settings.folder} already; `claims upgrade` updates it.") from None
    finally:
        database.engine.dispose()
    return sign_ins


def print_sign_ins(sign_ins: Sequence[SignIn], *, issuer: str) -> None:
    """What each member needs, once."""
    for entry in sign_ins:
        uri = pyotp.TOTP(entry.totp_secret).provisioning_uri(name=entry.sign_in_name, issuer_name=issuer)
        print(f"  {entry.name} ({', '.join(entry.roles)})")
        print(f"    sign-in name:         {entry.sign_in_name}")
        print(f"    seven words:          {entry.passphrase}")
        print(f"    authenticator secret: {entry.totp_secret}")
        print(f"    authenticator link:   {uri}\n")
