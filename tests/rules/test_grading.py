"""The grade follows from the kind, and the best of several counts."""

import pytest

from claims.model.vocabulary import EvidenceKind, Grade
from claims.rules.grading import GRADES, best_grade, grade


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("certificate", "A"),
        ("stamp", "B"),
        ("ticket", "C"),
        ("visa_card", "C"),
        ("letter", "C"),
        ("passport", "D"),
        ("other", "D"),
    ],
)
def test_each_kind_has_its_grade(kind: str, expected: str) -> None:
    assert grade(EvidenceKind(kind)) == expected


def test_no_kind_is_forgotten() -> None:
    assert set(GRADES) == set(EvidenceKind)


def test_the_best_counts_and_nothing_is_the_own_word() -> None:
    assert best_grade([EvidenceKind.OTHER, EvidenceKind.STAMP, EvidenceKind.TICKET]) is Grade.B
    assert best_grade(list(EvidenceKind)) is Grade.A
    assert best_grade([]) is Grade.D
