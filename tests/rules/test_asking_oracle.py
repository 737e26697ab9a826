"""The kernel against the same second opinion: windows that ask more, as stays, required facts, ages, what no record tells.

In a file of its own, so that both halves of the ten thousand cases run side by side.
"""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.agreeing import check

DEEP_CASES = int(os.environ.get("CLAIMS_DEEP_CASES", "1000000"))


@settings(max_examples=5000, deadline=None, database=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_the_kernel_and_the_second_opinion_agree_where_more_is_asked(seed: int):
    check(seed, more=True)


@pytest.mark.deep
def test_the_kernel_and_the_second_opinion_agree_at_length_where_more_is_asked():
    first = int(os.environ.get("CLAIMS_DEEP_FIRST", "0"))
    for seed in range(first, first + DEEP_CASES // 2):
        check(seed, more=True)
