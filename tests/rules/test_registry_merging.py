"""Two changes of one project: both are kept, and where they contradict each other it is said."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.rules.registry_merging import merged

BASE: dict[str, Any] = {
    "title": {"en": "Faces"},
    "window": [{"id": "W1", "from": "2010", "to": "2020"}, {"id": "W2", "to": "2021"}],
}

texts = st.sampled_from(["a", "b", "c"])
windows = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["W1", "W2", "W3"]), "to": texts}),
    unique_by=lambda window: window["id"],
)
forms = st.fixed_dictionaries({"title": st.dictionaries(st.sampled_from(["ko", "en"]), texts), "window": windows})


def test_changes_at_different_places_are_both_kept() -> None:
    mine = {
        "title": {"en": "Photos"},
        "window": [{"id": "W1", "from": "2011", "to": "2020"}, {"id": "W2", "to": "2021"}],
    }
    theirs = {
        "title": {"en": "Faces", "ko": "사진"},
        "window": [{"id": "W1", "from": "2010", "to": "2022"}, {"id": "W2", "to": "2021"}, {"id": "W3", "to": ".."}],
    }

    assert merged(BASE, mine, theirs) == (
        {
            "title": {"en": "Photos", "ko": "사진"},
            "window": [
                {"id": "W1", "from": "2011", "to": "2022"},
                {"id": "W2", "to": "2021"},
                {"id": "W3", "to": ".."},
            ],
        },
        (),
    )


def test_where_both_differ_mine_stays_and_the_place_is_named() -> None:
    mine = {**BASE, "window": [{"id": "W1", "from": "2011", "to": "2020"}, {"id": "W2", "to": "2021"}]}
    theirs = {**BASE, "window": [{"id": "W1", "from": "2012", "to": "2020"}, {"id": "W2", "to": "2021"}]}
    form, disputed = merged(BASE, mine, theirs)

    assert form == mine
    assert disputed == (("window", "W1", "from"),)


def test_what_one_retracted_and_the_other_left_alone_goes() -> None:
    without = {**BASE, "window": BASE["window"][:1]}

    assert merged(BASE, without, BASE) == (without, ())
    assert merged(BASE, BASE, without) == (without, ())


def test_what_one_retracted_and_the_other_changed_is_disputed() -> None:
    without = {**BASE, "window": BASE["window"][:1]}
    changed = {**BASE, "window": [BASE["window"][0], {"id": "W2", "to": "2022"}]}

    assert merged(BASE, without, changed) == (without, (("window", "W2"),))
    assert merged(BASE, None, changed) == (None, ((),)), "a whole project too"


@given(base=forms, one=forms)
def test_who_is_alone_in_changing_gets_exactly_that(base: dict, one: dict) -> None:
    assert merged(base, one, base) == (one, ())
    assert merged(base, base, one) == (one, ())
    assert merged(base, one, one) == (one, ())


@given(base=forms, one=forms, other=forms)
def test_no_change_is_lost_unsaid(base: dict, one: dict, other: dict) -> None:
    """Whatever the other changed is there, or its place is named."""
    form, disputed = merged(base, one, other)
    for tag in ("ko", "en"):
        theirs, was = other["title"].get(tag), base["title"].get(tag)
        if theirs != was:
            assert form["title"].get(tag) == theirs or ("title", tag) in disputed or ("title",) in disputed
