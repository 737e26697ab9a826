"""Names in curly braces that stand in the office's own texts: this is where they are checked and filled.

The texts are written once for every office; what differs between offices are these few facts. They are filled as
plain text: whoever shows them on a page escapes them like any other word.
"""

import re
from collections.abc import Mapping

from claims.errors import StartRefused

OFFICE_FACTS = frozenset({"office", "contact", "firms", "retention_years", "overseas", "processors"})
"""Every fact an office gives about itself. What each means stands in templates/office/README.md."""

_NAME = re.compile(r"\{([a-z_]+)\}")


def placeholders_in(text: str) -> frozenset[str]:
    """The names between braces in `text`, each once."""
    return frozenset(_NAME.findall(text))


def check_placeholders(text: str, *, where: str) -> None:
    """Refuse a text with an unknown name or a brace that belongs to none. `where` names file and key.

    Raises StartRefused: a misspelt name would stand on a page as `{ofice}`.
    """
    unknown = placeholders_in(text) - OFFICE_FACTS
    if unknown:
        raise StartRefused(f"{where}: unknown placeholder {sorted(unknown)}; known are {sorted(OFFICE_FACTS)}")
    if set("{}") & set(_NAME.sub("", text)):
        raise StartRefused(f"{where}: a curly brace without its partner; write placeholders as {{office}}")


def filled(text: str, facts: Mapping[str, str]) -> str:
    """`text` with every placeholder replaced by the office's fact, once: braces inside a fact stay as they are.

    Raises StartRefused when a fact is missing or blank: an agreement that names no recipient binds nobody.

    >>> filled("Write to {contact}.", {"contact": "a@example.org"})
    'Write to a@example.org.'
    """
    for name in sorted(placeholders_in(text)):
        if not facts.get(name, "").strip():
            raise StartRefused(f"the office's fact “{name}” is missing; the agreements and office texts need it")
    return _NAME.sub(lambda found: facts[found[1]], text)


def check_office_facts(facts: Mapping[str, str]) -> None:
    """Refuse at the start what `filled` would refuse on a page: one blank fact of OFFICE_FACTS is enough."""
    for name in sorted(OFFICE_FACTS):
        filled(f"{{{name}}}", facts)
