"""Attempts are counted by name in windows of time, and forgotten with them."""

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from claims.web.limits import LONGEST_NAME, Attempts, attempts_at, check_attempt


def test_so_many_attempts_and_no_more_within_a_window() -> None:
    attempts = Attempts(most=3, seconds=60)

    assert [attempts.take("han", now=120 + second) for second in (0, 10, 20, 30)] == [True, True, True, False]
    assert attempts.take("triin", now=150)
    assert attempts.take("han", now=180)


def test_a_name_is_the_same_in_capitals_and_at_any_length() -> None:
    attempts = Attempts(most=1, seconds=60)
    assert attempts.take("Han ", now=0)
    assert not attempts.take("hAN", now=0)
    assert attempts.take("x" * LONGEST_NAME, now=0)
    assert not attempts.take("x" * 10_000, now=0)


def test_who_knew_the_words_need_not_wait() -> None:
    attempts = Attempts(most=1, seconds=60)
    attempts.take("han", now=0)

    attempts.forgive("HAN")

    assert attempts.take("han", now=0)


def test_each_application_and_each_kind_counts_for_itself() -> None:
    first, second = Flask("first"), Flask("second")
    with first.app_context():
        for _ in range(10):
            check_attempt("sign_in", "han", now=0)
        with pytest.raises(TooManyRequests):
            check_attempt("sign_in", "han", now=0)
        check_attempt("come_back", "han", now=0)
        assert attempts_at("sign_in") is attempts_at("sign_in")
    with second.app_context():
        check_attempt("sign_in", "han", now=0)
