"""Which law firms the words of agreement C4 name, by the hash of the words as shown. This is where a yes is tied to its recipient.

A claim keeps the SHA-256 of the words it was shown, firms filled in. The office's list of firms grows at its end ("Firm One" becomes
"Firm One; Firm Two"), so words shown before the last firm was added are found too, and name only those that stood there then.
"""

import re

from claims.model.vocabulary import AgreementCode
from claims.store.agreement_texts import AgreementTexts
from claims.store.office_texts import OfficeTexts

_SEPARATORS = re.compile(r"\s*[,;\n]\s*")


def named_firms(
    texts: AgreementTexts, offices: OfficeTexts, *, office: str, contact: str, firms: str
) -> dict[str, str]:
    """The firms named, by SHA-256 of the words of C4, for every version, language and state of the office's list so far.

    `office`, `contact` and `firms` are the office's, as `OfficeTexts.facts` takes them. Words of a language that is no longer
    offered are left out.
    """
    found: dict[str, str] = {}
    for (code, _, language), text in sorted(texts.texts.items()):
        if code is not AgreementCode.C4 or language not in offices.facts_files:
            continue
        whole = offices.facts(language, office=office, contact=contact, firms=firms)
        for listed in _lists_so_far(whole["firms"]):
            found[text.filled(whole | {"firms": listed}).shown_sha256] = listed
    return found


def _lists_so_far(firms: str) -> list[str]:
    """ "A; B, C": "A", "A; B", "A; B, C"."""
    return [firms[: found.start()] for found in _SEPARATORS.finditer(firms) if found.start()] + [firms]
