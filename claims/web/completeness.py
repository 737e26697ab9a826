"""Is a language complete? English, as it stands in the source, is the measure.

A language is offered when `incomplete` finds nothing; a house test asks for every offered one. This is where a missing
or bent translation is found before a reader finds it.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from claims.web.catalogues import TRANSLATIONS, is_whole, po_path, read_catalogue

ROOT = Path(__file__).parents[2]
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None}
NOTE_FOR_TRANSLATORS = "Translators:"
_PLACEHOLDER = re.compile(r"%\((\w+)\)")


@cache
def source_messages(domain: str, *, root: Path = ROOT) -> Catalog:
    """Every message of a domain (`claimants`, `office`) as extracted from source now, by translations/babel_<domain>.cfg."""
    with (TRANSLATIONS / f"babel_{domain}.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    found = Catalog(domain=domain)
    extracted = extract_from_dir(
        root, methods, options, keywords=KEYWORDS, comment_tags=(NOTE_FOR_TRANSLATORS,), strip_comment_tags=True
    )
    for file, line, message, comments, context in extracted:
        found.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return found


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _bent(asked: Message, given: Message) -> bool:
    """True when placeholders went missing or were invented. A plural form may leave its number to the word."""
    if isinstance(asked.id, str):
        return _placeholders(asked.id) != _placeholders(str(given.string))
    known = set().union(*map(_placeholders, asked.id))
    return any(not _placeholders(form) <= known for form in given.string or ())


def _complaints(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    for asked in source:
        if not asked.id:
            continue
        words = asked.id if isinstance(asked.id, str) else asked.id[0]
        given = catalogue.get(asked.id, context=asked.context)
        if given is None or not given.string:
            yield f"missing: {words}"
        elif given.fuzzy:
            yield f"fuzzy: {words}"
        elif not is_whole(given, plurals=catalogue.num_plurals):
            yield f"plural forms missing: {words}"
        elif _bent(asked, given):
            yield f"placeholders differ: {words}"


def incomplete(tag: str, *, domain: str = "claimants", folder: Path = TRANSLATIONS, root: Path = ROOT) -> list[str]:
    """What keeps the language with this tag from being complete, one line per message; [] when it is. English always is."""
    if tag == "en":
        return []
    locale = tag.replace("-", "_")
    path, source = po_path(locale, domain, folder=folder), source_messages(domain, root=root)
    catalogue = read_catalogue(path, locale=locale) if path.exists() else Catalog(locale=locale)
    return list(_complaints(catalogue, source))
