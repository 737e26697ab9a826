"""The kernel against a brute-force second opinion (tests/rules/oracle.py): windows that ask for a document and days.

Result, strength, segments, flags, notes, what settles, weight. Together with test_asking_oracle.py ten thousand random
cases at each run, and as many as CLAIMS_DEEP_CASES says (a million) under `-m deep`.
"""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.agreeing import check

DEEP_CASES = int(os.environ.get("CLAIMS_DEEP_CASES", "1000000"))


@settings(max_examples=5000, deadline=None, database=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_the_kernel_and_the_second_opinion_agree(seed: int):
    check(seed, more=False)


@pytest.mark.deep
def test_the_kernel_and_the_second_opinion_agree_at_length():
    first = int(os.environ.get("CLAIMS_DEEP_FIRST", "0"))
    for seed in range(first, first + DEEP_CASES // 2):
        check(seed, more=False)
