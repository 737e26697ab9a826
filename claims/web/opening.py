"""Open the house: check everything once, in the order a person would mend it, and refuse in one sentence. This is where a start is refused."""

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from claims.actions.take_disclosure_files import files_to_take, take_disclosure_files
from claims.errors import Damaged, StartRefused
from claims.model.staff import Office
from claims.settings import ROOT, Settings
from claims.store.agreement_texts import load_agreements
from claims.store.backup_places import erased_lists
from claims.store.clock import now
from claims.store.court_tables import read_court_tables
from claims.store.database import Database, check_database, open_engine, sqlite_file
from claims.store.disclosure_files import DisclosureFiles, read_disclosure_files
from claims.store.fonts import gather_fonts
from claims.store.host_key import read_host_key
from claims.store.offer_drafts import read_offer_drafts
from claims.store.office_texts import load_office_texts
from claims.store.open_cards import OpenCards
from claims.store.papers import Press
from claims.store.privacy_notice import check_named, load_privacy_notice
from claims.store.restore_target import refuse_unfinished
from claims.store.vault import FolderVault
from claims.web.house import House
from claims.web.language import CLAIMANT_LANGUAGES


def open_house(settings: Settings) -> House:
    """The parts of one office, each checked. Raises StartRefused naming what to mend."""
    files = read_disclosure_files(settings.disclosures)
    languages = [language.tag for language in CLAIMANT_LANGUAGES]
    agreements = load_agreements(ROOT / "templates" / "agreements", languages=languages)
    office_texts = load_office_texts(ROOT / "templates" / "office", languages=languages)
    database, office = find_office(settings)
    _take_changed(database, office, files)
    notice = load_privacy_notice(ROOT / "templates" / "office", real=office.kind == "real")
    for tag in languages:
        facts = office_texts.facts(tag, office=office.name, contact=office.contact, firms=office.firms)
        check_named(notice, facts["processors"], language=tag)
    if office.kind == "demonstration" and not settings.loopback:
        raise StartRefused(
            "CLAIMS_HOSTS names a public host, but this folder holds the demonstration office, which stays on loopback."
        )
    if not settings.secure and not settings.loopback:
        raise StartRefused(
            "CLAIMS_HOSTS or CLAIMS_ONION names a public host, but CLAIMS_SECURE is no: put TLS or an onion address in front "
            "and set CLAIMS_SECURE=yes, or claims would travel readable."
        )
    return House(
        settings=settings,
        database=database,
        vault=FolderVault(settings.vault),
        open_cards=OpenCards(database),
        host_key=read_host_key(settings.runtime, make=True),
        agreements=agreements,
        office_texts=office_texts,
        privacy_notice=notice,
        press=Press(gather_fonts(settings.fonts), templates=ROOT / "templates" / "papers"),
        court_tables=read_court_tables(ROOT / "templates" / "papers"),
        offer_drafts=read_offer_drafts(ROOT / "templates" / "offers" / "drafts"),
        office_id=office.id,
        office_name=office.name,
        office_contact=office.contact,
        office_firms=office.firms,
        demonstration=office.kind == "demonstration",
    )


def find_office(settings: Settings) -> tuple[Database, Office]:
    """The database, checked whole, and the office in it; makes no file. Raises StartRefused saying what to do."""
    refuse_unfinished(settings.folder)
    absent = f"There is no office in {settings.folder}: run `claims init` first, or name its folder in CLAIMS_FOLDER."
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise StartRefused(absent)
    database = Database(open_engine(settings.database_url), erased_lists=erased_lists(settings))
    try:
        office = _read_office(database)
        if office is None:
            raise StartRefused(absent)
    except BaseException:
        database.engine.dispose()
        raise
    return database, office


def _read_office(database: Database) -> Office | None:
    try:
        check_database(database.engine)
        with database.engine.connect() as connection:
            if not inspect(connection).has_table(str(Office.__tablename__)):
                return None
    except Damaged as damage:
        raise StartRefused(
            f"The database is damaged ({damage.facts.get('found')}): restore it from a backup."
        ) from None
    except DBAPIError as error:
        raise StartRefused(
            f"The database does not answer ({_first_line(error)}): start it, or check CLAIMS_DATABASE_URL."
        ) from None
    try:
        with database.question() as session:
            return session.exec(select(Office)).first()
    except DBAPIError as error:
        raise StartRefused(
            f"The database is of another version of this service ({_first_line(error)}): run `claims upgrade`."
        ) from None


def _first_line(error: DBAPIError) -> str:
    return (str(error.orig).splitlines() or [""])[0]


def _take_changed(database: Database, office: Office, files: DisclosureFiles) -> None:
    """Disclosure files that changed since they were last taken are published; several processes that start agree."""
    try:
        with database.question() as session:
            if not files_to_take(session, office.id, files=files):
                return
        with database.deed() as session:
            take_disclosure_files(session, office.id, files=files, now=now())
    except DBAPIError as error:
        raise StartRefused(
            f"The database is of another version of this service ({_first_line(error)}): run `claims upgrade`."
        ) from None
