"""Every other disclosed project, judged by records of its own kind: a record and what each of its windows says to it.

A lawyer can read the tables: kind of record, what it says, then per window the result and the facts that would settle it.
"""

import pytest

from claims.model.judgement import Finding
from claims.rules.matching import Record, judge_record, judge_trip, silent_windows
from tests.rules.ministry import CANNOT_TELL, FN, FN_PRESS, INSIDE, KR, KR_PRESS, OUTSIDE, REGISTRY

ANZALDUAS, BUCHEON, INCHEON = "X-ANZALDUAS", "X-BUCHEON", "ICN"
ILLINOIS, USA, ACCOUNT = "residence-US-IL", "residence-US", "account-facebook-US"
CLASS, PRESS = "FACEBOOK-BIPA-CLASS", "FACEBOOK-BIPA-PRESS"


def answers(kind: str, **facts: str) -> dict[str, Finding]:
    """What every window about that kind of record says."""
    return {one.window: one for one in judge_record(Record("r", **facts), REGISTRY, records=kind)}


def results(kind: str, **facts: str) -> dict[str, str]:
    """The same, results only."""
    return {window: str(one.result) for window, one in answers(kind, **facts).items()}


# ------------------------------------------------------------------------- Perceptics: one crossing, by land, in or out


@pytest.mark.parametrize(
    ("facts", "result", "settled_by"),
    [
        # In or out, by the months in which copies were made.
        ({"entered": "2018-10-05", "port_in": ANZALDUAS}, INSIDE, ()),
        ({"entered": "none", "exited": "2018-12-31", "port_out": ANZALDUAS}, INSIDE, ()),
        ({"entered": "2018-09-01", "port_in": ANZALDUAS, "exited": "none"}, INSIDE, ()),
        # Known by month only: nobody's memory settles the days of the first and the last month.
        ({"entered": "2018-08-31", "port_in": ANZALDUAS, "exited": "none"}, CANNOT_TELL, ()),
        ({"entered": "2019-01-01", "port_in": ANZALDUAS, "exited": "none"}, CANNOT_TELL, ()),
        ({"entered": "2018-07-31", "port_in": ANZALDUAS, "exited": "none"}, OUTSIDE, ()),
        ({"entered": "2019-02-01", "port_in": ANZALDUAS, "exited": "none"}, OUTSIDE, ()),
        # Another port, by air, in another country.
        ({"entered": "2018-10-05", "port_in": INCHEON, "exited": "none"}, OUTSIDE, ()),
        # The port of the event that lies in the range counts, not that of the other.
        (
            {"entered": "2018-07-31", "port_in": ANZALDUAS, "exited": "2018-10-05", "port_out": INCHEON},
            OUTSIDE,
            (),
        ),
        ({"entered": "2018-10-05", "exited": "none"}, CANNOT_TELL, (("port_in",),)),
    ],
    ids=str,
)
def test_perceptics(facts: dict[str, str], result: str, settled_by: tuple):
    found = answers("border-USA", **facts)["PERCEPTICS-OIG"]
    assert (found.result, found.settled_by) == (result, settled_by)


# ------------------------------------------------- Bucheon: a city, a status, a start known by month, an end not known


@pytest.mark.parametrize(
    ("facts", "result", "settled_by"),
    [
        ({"entered": "2022-03-01", "port_in": BUCHEON}, CANNOT_TELL, (("confirmed-or-contact",),)),
        ({"entered": "2026-03-01", "port_in": BUCHEON}, CANNOT_TELL, (("confirmed-or-contact",),)),
        ({"entered": "2022-01-31", "port_in": BUCHEON}, CANNOT_TELL, (("confirmed-or-contact",),)),
        ({"entered": "2021-12-31", "port_in": BUCHEON}, OUTSIDE, ()),
        ({"entered": "2022-03-01", "port_in": INCHEON}, OUTSIDE, ()),
        ({"entered": "2022-03-01"}, CANNOT_TELL, (("port_in", "confirmed-or-contact"),)),
    ],
    ids=str,
)
def test_bucheon(facts: dict[str, str], result: str, settled_by: tuple):
    found = answers("cctv-KOR", **facts)["BUCHEON-PLAN"]
    assert (found.result, found.settled_by, found.flags) == (result, settled_by, ("press_only",))


# ---------------------------------------------------------------- Facebook in Illinois: 183 days of a stay, two reports


@pytest.mark.parametrize(
    ("entered", "exited", "of_the_class", "of_the_press"),
    [
        # 183 days from 8 June to 7 December 2011, both counted; one day fewer is too short.
        ("2011-06-08", "2011-12-07", CANNOT_TELL, CANNOT_TELL),
        ("2011-06-08", "2011-12-06", OUTSIDE, OUTSIDE),
        # 7 June 2011 itself: the settlement begins after it, one broadcaster counts it in.
        ("2011-06-07", "2011-12-06", OUTSIDE, CANNOT_TELL),
        # Only days within the range count; 183 days end on 19 August 2020.
        ("2020-02-19", "2021-12-31", CANNOT_TELL, CANNOT_TELL),
        ("2020-02-20", "2021-12-31", OUTSIDE, OUTSIDE),
        ("1999-01-01", "none", CANNOT_TELL, CANNOT_TELL),
        ("1999-01-01", "2011-06-08", OUTSIDE, OUTSIDE),
    ],
)
def test_facebook_in_illinois(entered: str, exited: str, of_the_class: str, of_the_press: str):
    assert results(ILLINOIS, entered=entered, exited=exited) == {CLASS: of_the_class, PRESS: of_the_press}


def test_what_nobody_recorded_is_named_and_the_court_decides():
    judged = judge_trip(Record("r", entered="2011-06-07", exited="2011-12-06"), REGISTRY, records=ILLINOIS)
    (project,) = judged.results
    assert (project.project, project.result, project.windows) == ("FACEBOOK-BIPA", OUTSIDE, (CLASS,))
    found = answers(ILLINOIS, entered="2012-01-01", exited="2015-01-01")
    assert found[CLASS].settled_by == (("face-template",),)
    assert (found[CLASS].decides, found[PRESS].decides, found[PRESS].flags) == (True, False, ("lower_source",))


# ------------------------------------------------------------------- Facebook profiles: each month of an account weighs


@pytest.mark.parametrize(
    ("entered", "exited", "result", "months"),
    [
        ("2004-02-04", "none", CANNOT_TELL, (188, 188)),  # 8 in 2007, 14 whole years, 12 in 2022
        ("2007-05-24", "2022-12-22", CANNOT_TELL, (188, 188)),
        ("2006-01-01", "2007-05-24", CANNOT_TELL, (1, 1)),
        ("2006-01-01", "2007-05-23", OUTSIDE, None),
        ("2022-12-22", "none", CANNOT_TELL, (1, 1)),
        ("2022-12-23", "none", OUTSIDE, None),
        ("2010-01-31", "2010-02-01", CANNOT_TELL, (2, 2)),
        ("2010-01", "2010-03-15", CANNOT_TELL, (3, 3)),
        ("2010", "2010-12-31", CANNOT_TELL, (1, 12)),
    ],
)
def test_facebook_profiles(entered: str, exited: str, result: str, months: tuple[int, int] | None):
    found = answers(ACCOUNT, entered=entered, exited=exited)["FACEBOOK-PROFILE-CLASS"]
    assert (found.result, found.weight) == (result, months)
    assert found.settled_by == ((("meta-insider",),) if result == CANNOT_TELL else ())


# ------------------------------------------------------- Clearview: five classes that overlap, ten shares for Illinois

STATES = {"IL": "illinois", "CA": "california", "NY": "new-york", "VA": "virginia"}


def test_clearviews_classes_are_all_listed():
    (project,) = judge_trip(Record("r", entered="2012-01-01", exited="2015-01-01"), REGISTRY, records=USA).results
    assert (project.project, project.result) == ("CLEARVIEW", CANNOT_TELL)
    assert set(project.windows) == {"CLEARVIEW-US", *(f"CLEARVIEW-{state}" for state in STATES)}


def test_clearview_asks_for_the_state_and_the_database():
    found = answers(USA, entered="2012-01-01", exited="2015-01-01")
    assert found["CLEARVIEW-US"].settled_by == (("face-in-database",),)
    for state, name in STATES.items():
        assert found[f"CLEARVIEW-{state}"].settled_by == (("face-in-database", f"lived-in-{name}"),)
    assert {window: one.weight for window, one in found.items() if one.weight} == {"CLEARVIEW-IL": (10, 10)}


@pytest.mark.parametrize(
    ("entered", "exited", "result"),
    [
        ("2024-06-21", "none", CANNOT_TELL),
        ("2024-06-22", "none", OUTSIDE),
        ("1950", "1951", CANNOT_TELL),
    ],
)
def test_clearviews_last_day(entered: str, exited: str, result: str):
    assert set(results(USA, entered=entered, exited=exited).values()) == {result}


# ----------------------------------------------------------------------- Equifax: a list, and those who were minors then


@pytest.mark.parametrize(
    ("born", "minors"),
    [
        ("1999-05-14", CANNOT_TELL),  # seventeen on 13 May 2017
        ("1999-05-13", OUTSIDE),  # eighteen that day
        ("2001", CANNOT_TELL),
        ("1980-01-01", OUTSIDE),
    ],
)
def test_equifax_minors(born: str, minors: str):
    assert results("notice-equifax", entered="2019-08-01", born=born) == {
        "EQUIFAX-CLASS": CANNOT_TELL,
        "EQUIFAX-MINORS": minors,
    }


def test_equifax_names_the_list_and_a_birth_date_left_blank():
    found = answers("notice-equifax", entered="2019-08-01")
    assert found["EQUIFAX-CLASS"].settled_by == (("on-the-list",),)
    assert found["EQUIFAX-MINORS"].settled_by == (("born", "on-the-list"),)


@pytest.mark.parametrize(
    ("day", "result"), [("2017-09-06", OUTSIDE), ("2017-09-07", CANNOT_TELL), ("2026-11-22", CANNOT_TELL)]
)
def test_no_equifax_notice_is_older_than_the_announcement(day: str, result: str):
    assert results("notice-equifax", entered=day)["EQUIFAX-CLASS"] == result


@pytest.mark.parametrize(
    ("day", "losses", "extended"),
    [
        ("2017-05-12", OUTSIDE, OUTSIDE),
        ("2017-05-13", CANNOT_TELL, OUTSIDE),
        ("2020-01-22", CANNOT_TELL, OUTSIDE),
        ("2020-01-23", CANNOT_TELL, CANNOT_TELL),
        ("2024-01-22", CANNOT_TELL, CANNOT_TELL),
        ("2024-01-23", OUTSIDE, OUTSIDE),
    ],
)
def test_equifax_losses(day: str, losses: str, extended: str):
    found = results("loss-equifax", entered=day)
    assert found == {"EQUIFAX-LOSSES": losses, "EQUIFAX-LOSSES-EXTENDED": extended}


# --------------------------------------------------------------------------- SK Telecom and Coupang: a notice received


@pytest.mark.parametrize(
    ("kind", "window", "day", "result", "settled_by"),
    [
        ("notice-skt", "SKT-MEDIATION", "2025-05-10", CANNOT_TELL, (("leak-confirmed", "other-mediation"),)),
        ("notice-skt", "SKT-MEDIATION", "2025-09-18", CANNOT_TELL, (("leak-confirmed", "other-mediation"),)),
        ("notice-skt", "SKT-MEDIATION", "2025-09-19", OUTSIDE, ()),
        ("notice-coupang", "COUPANG-NOTICE", "2025-11-19", OUTSIDE, ()),
        ("notice-coupang", "COUPANG-NOTICE", "2025-11-20", CANNOT_TELL, (("leak-notice",),)),
        ("notice-coupang", "COUPANG-NOTICE", "2026-02", CANNOT_TELL, (("leak-notice",),)),
    ],
)
def test_notices(kind: str, window: str, day: str, result: str, settled_by: tuple):
    found = answers(kind, entered=day)
    assert set(found) == {window}, "the attack itself is context and never judged"
    assert (found[window].result, found[window].settled_by) == (result, settled_by)


# ------------------------------------------------------------------------ Windrush: arrival before a day, and the family


@pytest.mark.parametrize(
    ("arrived", "commonwealth", "guide", "factsheet"),
    [
        ("1948-06-22", CANNOT_TELL, CANNOT_TELL, CANNOT_TELL),
        ("1972-12-31", CANNOT_TELL, CANNOT_TELL, CANNOT_TELL),
        ("1973-01-01", OUTSIDE, CANNOT_TELL, CANNOT_TELL),
        ("1988-12-30", OUTSIDE, CANNOT_TELL, CANNOT_TELL),
        ("1988-12-31", OUTSIDE, OUTSIDE, CANNOT_TELL),  # "before 31 December" and "before the end of 1988"
        ("1989-01-01", OUTSIDE, OUTSIDE, OUTSIDE),
    ],
)
def test_windrush(arrived: str, commonwealth: str, guide: str, factsheet: str):
    assert results("border-GBR", entered=arrived) == {
        "WINDRUSH-COMMONWEALTH": commonwealth,
        "WINDRUSH-1988": guide,
        "WINDRUSH-1988-FACTSHEET": factsheet,
        "WINDRUSH-FAMILY": factsheet,
    }


def test_windrush_asks_for_the_family_link():
    found = answers("border-GBR", entered="1985-05-05")
    assert found["WINDRUSH-FAMILY"].settled_by == (("close-family", "own-losses"),)
    assert found["WINDRUSH-1988"].settled_by == (("settled",),)
    assert found["WINDRUSH-1988"].decides
    assert found["WINDRUSH-1988-FACTSHEET"].decides


# ------------------------------------------------------------------------------- what trips over Korea's border say here


def test_a_trip_over_koreas_border_gets_no_finding_from_any_of_them():
    judged = judge_trip(Record("r", passport="VNM", entered="2015-03-02", port_in=INCHEON), REGISTRY)
    assert [one.window for one in judged.findings] == [KR, KR_PRESS, FN, FN_PRESS]
    assert [one.project for one in judged.results] == ["MOJ-AIRPORT-FACES"]


def test_the_windows_that_trips_say_nothing_about_are_those_of_all_others():
    others = [window for project in REGISTRY.projects for window in project.collection_windows]
    silent = {window.id for window in silent_windows(REGISTRY)}
    assert silent == {window.id for window in others} - {KR, KR_PRESS, FN, FN_PRESS}
