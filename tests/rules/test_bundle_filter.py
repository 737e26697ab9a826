"""A part of those who could go: each facet asked for must fit, and what is not asked for fits everybody."""

import pytest

from claims.model.vocabulary import Status
from claims.rules.bundle_filter import NO_DEADLINE, Part, fits, nationality_then, occurring
from claims.rules.filing_groups import Facets

LINH = Facets(
    party=1,
    reference="A",
    nationality_now="VNM",
    nationality_during="",
    nationality_trips=("VNM",),
    reciprocity="to_show",
    reciprocity_source="",
    in_korea="no",
    security_for_costs="yes",
    grade="B",
    route="state",
    deadline="2027-03-01",
    deadline_code="L1",
)


def asked(**part: str) -> bool:
    """Whether Linh's checked claim fits."""
    return fits(LINH, status=Status.CHECKED, part=Part(**part))


@pytest.mark.parametrize(
    ("facet", "right", "wrong"),
    [
        ("nationality", "VNM", "KOR"),
        ("reciprocity", "to_show", "shown"),
        ("in_korea", "no", "unknown"),
        ("grade", "B", "A"),
        ("deadline", "2027-03-01", NO_DEADLINE),
        ("state", "checked", "signed"),
    ],
)
def test_each_facet_is_asked_for_alone(facet: str, right: str, wrong: str) -> None:
    assert asked(**{facet: right})
    assert not asked(**{facet: wrong})


def test_all_that_is_asked_for_must_fit() -> None:
    assert asked(nationality="VNM", grade="B", state="checked")
    assert not asked(nationality="VNM", grade="C")
    assert asked()
    assert not Part().asks
    assert Part(grade="A").asks


def test_who_was_never_judged_fits_only_where_no_facet_is_asked_for() -> None:
    assert fits(None, status=Status.SIGNED, part=Part())
    assert fits(None, status=Status.SIGNED, part=Part(state="signed"))
    assert not fits(None, status=Status.SIGNED, part=Part(grade="D"))


def test_the_nationality_is_that_of_the_time() -> None:
    assert nationality_then(LINH) == "VNM"
    never = LINH.__class__(**(vars(LINH) | {"nationality_trips": (), "nationality_during": "CHN"}))
    assert nationality_then(never) == "CHN"


def test_what_occurs_is_listed_in_order_and_absent_days_by_name() -> None:
    other = Facets(**(vars(LINH) | {"deadline": "", "grade": "A"}))

    found = occurring([LINH, None, other])

    assert found["grade"] == ["A", "B"]
    assert found["deadline"] == ["2027-03-01", NO_DEADLINE]
