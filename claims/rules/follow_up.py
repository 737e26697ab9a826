"""What a bundle would still lack for a claimant who goes. This is where "to follow" is ruled: it is listed and never excludes."""

from datetime import date

from claims.model.claim_file import ClaimFile
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Grade, Status
from claims.rules.grading import best_grade
from claims.rules.power_standing import NOBODY_SIGNED, PowerStanding, is_signed, lacks_notarisation, lacks_proof


def to_follow(
    file: ClaimFile,
    facts: DeskFacts,
    *,
    status: Status = Status.CHECKED,
    standing: PowerStanding = NOBODY_SIGNED,
    today: date,
) -> tuple[str, ...]:
    """Codes of what is still to come, in the order of a party list; a power is to follow until it counts for the matter (rules/power_standing.py).

    `notarisation`: whoever is not surely in Korea signs before a notary abroad (Civil Procedure Act art. 89(2)). A missing power or
    notarisation is cured by ratification (arts 60, 97). `representative_proof`: who acts for another shows it (arts 55, 58).

    >>> to_follow(ClaimFile(language="ko"), DeskFacts(name_hangul="김"), status=Status.SIGNED, today=date(2026, 11, 22))
    ('born', 'evidence', 'notarisation')
    """
    person = file.claimant
    missing = {
        "name_hangul": not (facts.name_hangul or person.name_hangul),
        "born": not _is_day(person.born),
        "address": file.contact.service_address == "own",
        "evidence": best_grade(piece.kind for piece in file.evidence) is Grade.D,
        "translation": needs_translation(file, facts),
        "power": not is_signed(file, status=status, standing=standing, today=today),
        "notarisation": lacks_notarisation(file, standing),
        "representative_proof": lacks_proof(file, standing, today=today),
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
