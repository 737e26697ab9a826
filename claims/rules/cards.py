"""What of a claim goes on its card, and what a search finds. This is where facets and normalised search keys are ruled."""

import unicodedata

from claims.model.card import Card
from claims.model.claim_file import ClaimFile
from claims.model.judgement import Judgement
from claims.model.vocabulary import AgreementCode, Grade
from claims.rules.agreements import latest_answer
from claims.rules.grading import best_grade


def search_key(text: str) -> str:
    """Letters and digits of any script, without case, accents, spaces and marks: what a hurried search compares.

    >>> search_key("Nguyễn Thị Hồng-Ánh")
    'nguyenthihonganh'
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    return "".join(c for c in plain if c.isalnum())


def plain_digits(text: str) -> str:
    """The same text, its digits of whatever script as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def passport_key(number: str) -> str:
    """A passport number as it is compared, however it was typed.

    >>> passport_key("M 1234-567"), passport_key("m١٢٣٤٥٦٧")
    ('m1234567', 'm1234567')
    """
    return search_key(plain_digits(number))


def card_of(file: ClaimFile, judgement: Judgement | None, *, claim_id: str, reference: str) -> Card:
    """The card of one claim. `missing` lists what triage must ask for, as codes."""
    person = file.claimant
    verdicts = {v.project: v for v in judgement.verdicts} if judgement else {}
    leading = next(iter(verdicts.values()), None)
    names = (person.name, person.name_latin, person.name_hangul, plain_digits(person.passport_number), reference)
    return Card(
        claim_id=claim_id,
        reference=reference,
        name=person.name or person.name_latin,
        search=tuple(key for key in map(search_key, names) if key),
        language=file.language,
        nationality=person.nationality,
        born=person.born,
        results={project: verdict.result for project, verdict in verdicts.items()},
        strength=leading.strength if leading else None,
        flags=tuple(sorted({flag for verdict in verdicts.values() for flag in verdict.flags})),
        missing=missing_on(file),
        trips=len(file.records),
        evidence=len(file.evidence),
        wants_court=latest_answer(file.agreements, AgreementCode.C8) is True,
        first_knowledge=file.for_lawyers.learned_when,
    )


def missing_on(file: ClaimFile) -> tuple[str, ...]:
    """What a lawyer would ask for next: agreements for counsel and court, evidence better than own word, a translation."""
    missing = []
    if latest_answer(file.agreements, AgreementCode.C4) is not True:
        missing.append("agreement_counsel")
    if latest_answer(file.agreements, AgreementCode.C8) is not True:
        missing.append("agreement_court")
    if best_grade(e.kind for e in file.evidence) is Grade.D:
        missing.append("evidence")
    if file.statement.account and file.statement.language not in {"", "ko"}:
        missing.append("translation")
    return tuple(missing)


def finds(card: Card, words: str) -> bool:
    """Whether a search for these words finds the card: each word in one of its keys."""
    return all(any(word in key for key in card.search) for word in wanted_keys(words))


def wanted_keys(words: str) -> list[str]:
    """The words of a search as they are compared; those without a letter or digit are left out."""
    return [key for key in map(search_key, words.split()) if key]
