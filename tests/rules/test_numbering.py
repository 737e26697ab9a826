"""Numbering: each distinct key has one number, in the order in which it came, whatever the table it lies in."""

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from claims.rules.numbering import DENSE, Numbering


@pytest.mark.parametrize("largest", [50, DENSE // 2, 3 * DENSE, 2**60])
def test_each_key_has_one_number_in_order_of_coming(largest: int):
    pick, numbering, known = random.Random(largest), Numbering(), {}
    pool = [pick.randrange(largest) for _ in range(3_000)]
    for _ in range(6):
        keys = [pick.choice(pool) for _ in range(2_000)]
        wanted = [known.setdefault(key, len(known)) for key in keys]
        assert numbering.ids(np.array(keys, np.int64)).tolist() == wanted
    assert numbering.count == len(known)


def test_keys_that_collide_stay_apart():
    numbering = Numbering()
    keys = np.arange(40_000, dtype=np.int64) * (1 << 40)
    assert numbering.ids(keys).tolist() == list(range(40_000))
    assert numbering.ids(keys[::-1]).tolist() == list(range(40_000))[::-1]
    assert numbering.ids(keys[:3] + 1).tolist() == [40_000, 40_001, 40_002]


def test_whoever_makes_the_numbers_is_asked_once_for_each_key_in_order():
    numbering, asked = Numbering(), []

    def made(key: int, row: int) -> int:
        asked.append((key, row))
        return 7 + len(asked)

    keys = np.array([5, 9, 5, 2, 9], np.int64)
    assert numbering.ids(keys, made=made).tolist() == [8, 9, 8, 10, 9]
    assert numbering.ids(keys, made=made).tolist() == [8, 9, 8, 10, 9]
    assert asked == [(5, 0), (9, 1), (2, 3)]


def test_threads_agree_on_the_numbers():
    numbering = Numbering()
    keys = [np.array(random.Random(n % 3).sample(range(10**9), 5_000), np.int64) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(numbering.ids, keys))
    for one, numbers in zip(keys, found, strict=True):
        assert numbering.ids(one).tolist() == numbers.tolist()
    assert numbering.count == len({int(key) for one in keys for key in one})


def test_nothing_is_no_key():
    assert Numbering().ids(np.zeros(0, np.int64)).tolist() == []
