"""What each yes opens and each no closes; decided by hand from the law, one case a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.model.claim_file import Agreement
from claims.model.vocabulary import AgreementCode as C
from claims.rules import agreements as rules
from claims.rules.agreements import Permission as P

ALL = frozenset(C)


def said(code: C, *, yes: bool = True, at: int = 100, words: str = "a" * 64, language: str = "vi") -> Agreement:
    """One answer."""
    return Agreement(code=code, version=1, language=language, text_sha256=words, yes=yes, at=at)


def yes_to(*codes: C) -> tuple[Agreement, ...]:
    """Yes to these, no to all others."""
    return tuple(said(code, yes=code in codes) for code in C)


def test_all_eight_are_asked_in_order():
    assert [code.value for code in rules.ASKED] == ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"]
    assert rules.unanswered(()) == rules.ASKED
    assert rules.unanswered((said(C.C3, yes=False), said(C.C1))) == (C.C2, C.C4, C.C5, C.C6, C.C7, C.C8)


def test_only_the_first_is_needed_to_send():
    rules.check_may_send(yes_to(C.C1))
    with pytest.raises(NotValid) as refused:
        rules.check_may_send(yes_to(*(ALL - {C.C1})))
    assert refused.value.reason == "agreement_needed"
    assert refused.value.facts["codes"] == (C.C1,)


def test_no_answer_is_not_a_yes():
    with pytest.raises(NotValid):
        rules.check_may_send(())
    assert rules.latest_answer((), C.C4) is None
    assert not rules.may_go_to_counsel((said(C.C1),))


@pytest.mark.parametrize(
    ("may", "needed"),
    [
        (rules.may_hold_sensitive, {C.C1, C.C2}),
        (rules.may_hold_numbers, {C.C1, C.C3}),
        (rules.may_go_to_counsel, {C.C1, C.C4}),
        (rules.may_go_abroad, {C.C1, C.C5}),
        (rules.may_send_news, {C.C1, C.C6}),
        (rules.may_use_otherwise, {C.C1, C.C7}),
        (rules.may_go_to_court, {C.C1, C.C4, C.C8}),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_permission_needs_exactly_these(may, needed):
    assert may(yes_to(*needed))
    assert may(yes_to(*ALL))
    for code in needed:
        assert not may(yes_to(*(ALL - {code}))), f"given although {code} was refused"


@pytest.mark.parametrize(
    ("code", "blocked"),
    [
        (C.C1, set(P)),
        (C.C2, {P.HOLD_SENSITIVE}),
        (C.C3, {P.HOLD_NUMBERS}),
        (C.C4, {P.GO_TO_COUNSEL, P.GO_TO_COURT}),
        (C.C5, {P.GO_ABROAD}),
        (C.C6, {P.SEND_NEWS}),
        (C.C7, {P.OTHER_PURPOSE}),
        (C.C8, {P.GO_TO_COURT}),
    ],
)
def test_what_a_refusal_blocks(code, blocked):
    assert set(rules.blocked_by(code)) == blocked


def test_the_latest_answer_wins_whatever_the_order_in_the_list():
    monday, tuesday = said(C.C4, yes=True, at=100), said(C.C4, yes=False, at=200)
    for order in [(monday, tuesday), (tuesday, monday)]:
        assert rules.latest_answer(order, C.C4) is False
        assert not rules.may_go_to_counsel((said(C.C1), *order))
    assert rules.latest_answer((tuesday, said(C.C4, yes=True, at=201)), C.C4) is True


def test_of_two_answers_in_one_second_the_later_in_the_list_wins():
    assert rules.latest_answer((said(C.C6, yes=True), said(C.C6, yes=False)), C.C6) is False


def test_a_yes_to_other_words_is_asked_again_and_a_no_is_not():
    today = {(C.C4, "vi"): "b" * 64, (C.C8, "vi"): "a" * 64}
    answers = (said(C.C4), said(C.C8), said(C.C5, yes=False))
    assert rules.to_ask_again(answers, shown=today) == (C.C4,)
    assert rules.to_ask_again((*answers, said(C.C4, words="b" * 64, at=200)), shown=today) == ()
    assert rules.to_ask_again((said(C.C8, language="th"),), shown=today) == (C.C8,)


@given(st.lists(st.builds(said, st.sampled_from(C), yes=st.booleans(), at=st.integers(0, 5)), max_size=30))
def test_the_court_never_sees_what_counsel_may_not(answers):
    given_answers = tuple(answers)
    if rules.may_go_to_court(given_answers):
        assert rules.may_go_to_counsel(given_answers)
    for permission in P:
        closed = (*given_answers, said(C.C1, yes=False, at=6))
        assert C.C1 in rules.missing_for(permission, closed)
