"""Catalogues of words: translations/<locale>/LC_MESSAGES/claimants.po and office.po, read as they are at run time.

No compile step: a translator saves the .po and the next start speaks it. Entries that are empty, half filled or marked
fuzzy are dropped, so that a reader meets plain English rather than a guess. This is where .po files become answers to
"what is this sentence in that language?".
"""

from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from claims.errors import StartRefused

TRANSLATIONS = Path(__file__).parents[2] / "translations"
DOMAINS = ("claimants", "office")


def po_path(locale: str, domain: str, *, folder: Path = TRANSLATIONS) -> Path:
    """Where the catalogue of one locale (`zh_Hans`) and domain (`claimants`, `office`) lies, present or not."""
    return folder / locale / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(path: Path, *, locale: str) -> Catalog:
    """The catalogue as the translator left it, fuzzy entries included. A file that is no .po raises StartRefused."""
    with path.open("rb") as lines:
        try:
            return read_po(lines, locale=locale, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise StartRefused(f"{path}: this is not a readable .po file ({error}). Mend or remove it.") from error


def is_whole(message: Message, *, plurals: int) -> bool:
    """True when every form of the message is filled and none is fuzzy; `plurals` is how many forms the language has."""
    if message.fuzzy or not message.string:
        return False
    if isinstance(message.string, str):
        return True
    return len(message.string) >= plurals and all(message.string[:plurals])


def _whole_messages(catalogue: Catalog) -> Iterator[Message]:
    return (found for found in catalogue if found.id and is_whole(found, plurals=catalogue.num_plurals))


def _spoken(catalogue: Catalog, *, locale: str, domain: str) -> Translations:
    kept = Catalog(locale=locale, domain=domain, fuzzy=False)
    for message in _whole_messages(catalogue):
        said = message.string or ""
        forms = said if isinstance(said, str) else tuple(said[: catalogue.num_plurals])
        kept.add(message.id, forms, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, kept)
    compiled.seek(0)
    return Translations(compiled, domain=domain)


@cache
def words_of(locale: str, *, folder: Path = TRANSLATIONS) -> NullTranslations:
    """The words of one locale: claimants first, then office, then English as written in the source.

    Absent catalogues are no error. Read once per process and kept in memory, so that the page that says "the database
    is away" can still be said in every language.
    """
    chain: NullTranslations | None = None
    for domain in DOMAINS:
        path = po_path(locale, domain, folder=folder)
        if path.exists():
            found = _spoken(read_catalogue(path, locale=locale), locale=locale, domain=domain)
            if chain is None:
                chain = found
            else:
                chain.add_fallback(found)
    return chain or NullTranslations()
