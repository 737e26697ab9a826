"""What of a bundle lies sealed in rows opens under its own key, in its own place, and nowhere else."""

from collections.abc import Callable

import pytest
from pydantic import BaseModel

from claims.errors import Damaged, NotAllowed
from claims.model.bundle import Bundle, BundleOrder, BundlePaper, Chosen
from claims.model.bundle_share import BundleShare
from claims.model.matter import MatterFacts, MatterFile
from claims.model.share_plan import SharePlan
from claims.store.keyring import Keyring
from claims.store.seal import context, new_key, new_pair, seal, wrap_to
from claims.store.sealed_bundle import (
    LEAST,
    bundle_key,
    key_context,
    read_order,
    read_paper,
    read_plan,
    seal_order,
    seal_paper,
    seal_plan,
)
from tests.store.known_answers import known_answers

KEY = new_key()
ORDER = BundleOrder(
    matter=MatterFacts(title="국가배상"),
    parties=1,
    numbers=(),
    day="2026-11-22",
    at=0,
    ordered_by="Park",
    purpose="소장",
    recipient="법원",
    identity="AGE-SECRET-KEY-",
)
PAPER = BundlePaper(file_name="bundle.zip", size=1, sha256="00", parts=())
PLAN = SharePlan(chosen=(Chosen(claim_id="c", reference="R", number=1, day="2026-11-22"),))


def bundle(name: str, office: str = "o") -> Bundle:
    return Bundle(
        id=name,
        office_id=office,
        matter_id="m",
        number=1,
        status="ordered",
        week="",
        vault_folder="",
        key_wrap=b"",
        order=b"",
    )


def share(number: int, of: str = "b") -> BundleShare:
    return BundleShare(
        bundle_id=of, number=number, office_id="o", kind="claimants", status="waiting", vault_folder="", plan=b""
    )


def sealed(one: Bundle) -> Bundle:
    """The row with order and paper in it."""
    one.order, one.finished = seal_order(one, ORDER, key=KEY), seal_paper(one, PAPER, key=KEY)
    return one


def test_what_was_sealed_comes_back() -> None:
    one, part = sealed(bundle("b")), share(1)
    part.plan = seal_plan(part, PLAN, key=KEY)

    assert (read_order(one, key=KEY), read_paper(one, key=KEY), read_plan(part, key=KEY)) == (ORDER, PAPER, PLAN)
    assert "국가".encode() not in one.order
    assert len(one.order) >= LEAST


@pytest.mark.parametrize("read", [read_order, read_paper])
def test_in_another_place_it_does_not_open(read: Callable[..., object]) -> None:
    """Another bundle's row, another office's, the order for the finished facts, another key."""
    mine = sealed(bundle("b"))
    for other in (bundle("c"), bundle("b", office="p")):
        other.order, other.finished = mine.order, mine.finished
        with pytest.raises(Damaged):
            read(other, key=KEY)
    with pytest.raises(Damaged):
        read(mine, key=new_key())
    mine.order, mine.finished = mine.finished or b"", mine.order
    with pytest.raises(Damaged):
        read(mine, key=KEY)


def test_a_plan_opens_in_its_own_share_alone() -> None:
    mine = share(1)
    plan = seal_plan(mine, PLAN, key=KEY)
    for other in (share(2), share(1, of="c")):
        other.plan = plan
        with pytest.raises(Damaged):
            read_plan(other, key=KEY)


def test_what_is_no_order_is_damaged_and_not_quoted() -> None:
    """Sealed by an older version, say; the words in it stand in no error."""
    one = bundle("b")
    one.order = seal(KEY, b'{"purpose": "Q-secret"}', context=context("bundle order", "o", "b"), least=LEAST)

    with pytest.raises(Damaged, match="bundle_part") as damaged:
        read_order(one, key=KEY)
    assert "Q-secret" not in f"{damaged.value!r}{damaged.value.facts}{damaged.value.__cause__!r}"


def test_the_bundles_key_opens_with_the_matters_key_alone() -> None:
    private, public = new_pair()
    one = bundle("b")
    one.key_wrap = wrap_to(public, KEY, context=key_context(one))

    assert bundle_key(one, keyring=Keyring(matters={"m": private})) == KEY
    with pytest.raises(NotAllowed):
        bundle_key(one, keyring=Keyring())
    other = bundle("c")
    other.key_wrap = one.key_wrap
    with pytest.raises(Damaged):
        bundle_key(other, keyring=Keyring(matters={"m": private}))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bundle.order", BundleOrder),
        ("bundle.finished", BundlePaper),
        ("bundle_share.plan", SharePlan),
        ("matter.counsel_file", MatterFile),
    ],
)
def test_what_was_written_down_is_what_is_sealed_today(name: str, kind: type[BaseModel]) -> None:
    """The known answers hold every field: one that is added, renamed or dropped changes a stored format, and is found here."""
    content = known_answers()[name].content
    read = kind.model_validate_json(content)

    assert read.model_dump_json().encode() == content
    assert [field for field in kind.model_fields if field not in read.model_fields_set] == []
