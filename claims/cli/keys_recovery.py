"""`claims keys sheets, recover`: the office's key on paper. This is where sheets are made, and where enough of them open the office again."""

from argparse import Namespace
from pathlib import Path

from sqlmodel import Session, select

from claims.actions.make_recovery import RecoverySheets, make_recovery
from claims.actions.recover_office import opened_by_sheets, recover_office
from claims.cli.init import parse_member, print_sign_ins
from claims.cli.keys_checks import check_opens_claims, check_sign_in
from claims.cli.keys_members import confirmed, forget_unless_rehearsed, named_member, rehearsed
from claims.cli.terminal_sign_in import ask, ask_unseen, deed_or_rehearsal, sign_in_here
from claims.errors import Damaged, NotValid, StartRefused
from claims.model.staff import Office, RecoveryKey
from claims.queries.office_keys import read_office_keys
from claims.rules.access import May
from claims.settings import ROOT, Settings, read_settings
from claims.store.clock import legal_day, now
from claims.store.database import Database
from claims.store.fonts import gather_fonts
from claims.store.host_key import MEMORY_BACKED, filesystem_of
from claims.store.keyring import Keyring
from claims.store.ledger import SERVICE, write_line
from claims.store.papers import Press
from claims.store.passphrases import make_words
from claims.store.recovery import check_fits, check_words, join_shares, read_share, share_facts
from claims.store.recovery_sheets import read_sheet_words, recovery_sheets

TEMPLATES = ROOT / "templates" / "papers"
WRONG_SHARE = {
    "share_word": "Word {place}, '{word}', is not in the list. Compare it with the paper.",
    "share_length": "These are {words} words; a sheet has 33.",
    "share_check": "All words are known, but one of them is not the one on the paper, or two changed places.",
    "share_twice": "This is sheet {sheet} once more. Take another one.",
    "share_of_another_set": "This sheet ({sheet}) is of another set: its check words differ. Take one of this set.",
}


def sheets(database: Database, office: Office, given: Namespace) -> int:
    """Make a new set of recovery sheets as PDFs in memory; sheets of before open nothing afterwards."""
    settings = read_settings()
    folder = _new_folder(Path(given.out))
    here = sign_in_here(database, office.id, needs=May.MANAGE_KEYS)
    _confirm_replacing(database, office, given)
    language = given.language or here.member.language
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        made = make_recovery(
            session,
            office.id,
            keyring=here.keyring(session),
            need=given.need,
            shares=given.of,
            actor=here.acting(May.MANAGE_KEYS),
            now=now(),
        )
        _check_sheets(session, office.id, made, keyring=here.keyring(session))
        papers = _papers(made, office=office, settings=settings, language=language)
        if not given.dry_run:
            _write(folder, papers)
    forget_unless_rehearsed(database, given)
    if given.dry_run:
        print(f"{len(papers)} sheets were made, set as PDF and joined again; any {given.need} opened the office's key.")
        return rehearsed(given)
    print(f"{len(papers)} sheets lie in {folder}, in memory only. Check words: {' '.join(_words(made.recovery))}.")
    print("Now: print each once, on a printer without network or memory; hand each to one person in an envelope; then")
    print(f"  rm -r {folder}\nand rehearse with the paper: claims keys recover --dry-run")
    return 0


def recover(database: Database, office: Office, given: Namespace) -> int:
    """Open the office with sheets, and hand its keys to a new member or to one who is reset."""
    if not given.dry_run and not (given.member or given.reset):
        raise StartRefused("Say who is handed the keys: --member NAME:SIGN-IN:ROLES:LANGUAGE or --reset SIGN-IN.")
    new = parse_member(given.member) if given.member else None
    private = join_shares(_ask_for_shares(database, office, given))
    with database.deed() as session:
        write_line(session, office.id, actor=SERVICE, action="open_sheets", now=now())
    with database.question() as session:
        opened = opened_by_sheets(session, office.id, private=private)
        seen = check_opens_claims(session, office.id, keyring=opened)
    print(
        f"These sheets fit the set in force. They open the office's key ({seen} claims tried), {len(opened.matters)} matters."
    )
    if new is None and not given.reset:
        return rehearsed(given)
    with database.question() as session:
        whom = new or named_member(session, office.id, given.reset)
    words = make_words(language=whom.language)
    with deed_or_rehearsal(database, dry_run=given.dry_run) as session:
        to = new or named_member(session, office.id, given.reset).id
        done = recover_office(session, office.id, private=private, whom=to, words=words, now=now())
        check_opens_claims(session, office.id, keyring=check_sign_in(session, done.sign_in))
    forget_unless_rehearsed(database, given)
    if given.dry_run:
        print(f"{whom.name} would hold the office's key and those of {done.matters} matters.")
        return rehearsed(given)
    print(f"{whom.name} holds the office's key and those of {done.matters} matters.\n")
    print_sign_ins([done.sign_in], issuer=office.name)
    print("Shown only now. Next: sign in, make your own words, renew the office's key, make new sheets (docs/keys.md).")
    return 0


def _new_folder(folder: Path) -> Path:
    folder = folder.expanduser().absolute()
    if folder.exists():
        raise StartRefused(f"--out {folder} is there already: name a new folder.")
    if not folder.parent.is_dir() or filesystem_of(folder.parent) not in MEMORY_BACKED:
        raise StartRefused(f"--out {folder} is not in memory: name one on tmpfs, such as /dev/shm/sheets.")
    return folder


def _confirm_replacing(database: Database, office: Office, given: Namespace) -> None:
    with database.question() as session:
        old = session.exec(select(RecoveryKey).where(RecoveryKey.office_id == office.id)).first()
    if old is not None:
        words = " ".join(_words(old))
        confirmed(given, f"The sheets of week {old.week} (check words: {words}) will open nothing any more.")


def _check_sheets(session: Session, office_id: str, made: RecoverySheets, *, keyring: Keyring) -> None:
    """Each neighbouring handful of sheets opens what is in force; asked before one is printed."""
    turned = [made.shares[first:] + made.shares[:first] for first in range(len(made.shares))]
    for shares in turned:
        private = join_shares([read_share(share) for share in shares[: made.recovery.need]])
        if opened_by_sheets(session, office_id, private=private).office != keyring.office:
            raise Damaged("recovery")


def _papers(made: RecoverySheets, *, office: Office, settings: Settings, language: str) -> list[bytes]:
    press = Press(gather_fonts(settings.fonts), templates=TEMPLATES)
    day, words = legal_day(now(), settings.timezone), read_sheet_words(TEMPLATES, language=language)
    papers = recovery_sheets(made.shares, recovery=made.recovery, office=office.name, day=day)
    return [press.recovery_sheet(sheet, words=words, language=language) for sheet in papers]


def _write(folder: Path, papers: list[bytes]) -> None:
    folder.mkdir(mode=0o700)
    for number, paper in enumerate(papers, start=1):
        path = folder / f"sheet-{number}-of-{len(papers)}.pdf"
        path.touch(mode=0o600)
        path.write_bytes(paper)


def _ask_for_shares(database: Database, office: Office, given: Namespace) -> list[str]:
    """As many shares as are needed, each checked while its sheet is in the hand."""
    with database.question() as session:
        in_force = read_office_keys(session, office.id).sheets
    if in_force is None:
        raise StartRefused("No recovery sheets were ever made for this office. See docs/lost-everything.md.")
    print(
        f"Sheets in force: check words {in_force.words}, week {in_force.week}; {in_force.need} of {in_force.shares} are needed."
    )
    shares: list[str] = []
    need = in_force.need
    while len(shares) < need:
        asking = f"Sheet {len(shares) + 1} of {need}: type its 33 words on one line, or scan its code"
        typed = ask(f"{asking}: ") if given.show else ask_unseen(f"{asking} (not shown): ")
        if not typed:
            raise StartRefused("Nothing was done.")
        try:
            share = read_share(typed)
            check_fits(share, shares)
        except NotValid as refusal:
            print(WRONG_SHARE[refusal.reason].format(**refusal.facts))
            continue
        shares.append(share)
        need = share_facts(share).need
        print(f"Sheet {share_facts(share).sheet} is right.")
    return shares


def _words(recovery: RecoveryKey) -> tuple[str, ...]:
    return check_words(recovery.public_key)
