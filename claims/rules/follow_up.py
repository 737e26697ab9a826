"""What a bundle would still lack for a claimant who goes. This is where "to follow" is ruled: it is listed and never excludes."""

from datetime import date

from claims.model.claim_file import ClaimFile
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Grade
from claims.rules.grading import best_grade


def to_follow(file: ClaimFile, facts: DeskFacts) -> tuple[str, ...]:
    """Codes of what is still to come, in the order of a party list: name_hangul, born, address, evidence, translation.

    >>> to_follow(ClaimFile(language="ko"), DeskFacts(name_hangul="김"))
    ('born', 'evidence')
    """
    missing = {
        "name_hangul": not (facts.name_hangul or file.claimant.name_hangul),
        "born": not _is_day(file.claimant.born),
        "address": file.contact.service_address == "own",
        "evidence": best_grade(piece.kind for piece in file.evidence) is Grade.D,
        "translation": needs_translation(file, facts),
    }
    return tuple(code for code, lacks in missing.items() if lacks)


def needs_translation(file: ClaimFile, facts: DeskFacts) -> bool:
    """Whether the account is in another language than Korean and nobody has translated it yet."""
    return bool(file.statement.account) and file.statement.language not in {"", "ko"} and not facts.translation


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
