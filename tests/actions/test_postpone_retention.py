"""Nothing is destroyed early and nothing is kept on: random deeds, holds and weeks, against a reckoning in plain week numbers.

"A claim is never destroyed before the latest of its due weeks, and always in the first tidying after."
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st
from sqlmodel import select

from claims.actions.destroy_expired import destroy_expired
from claims.actions.draft_claim import change_file
from claims.actions.hold_claim import end_hold, hold_claim
from claims.actions.postpone_retention import touch_claim
from claims.actions.send_message import ANSWERABLE, send_message
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.claim import Claim, ClaimPart
from claims.model.vocabulary import Status
from claims.store.claim_parts import OpenClaim
from claims.store.clock import week_of
from claims.store.ledger import Actor
from tests.cast import LINH
from tests.make import NOW, MadeOffice

PARK = Actor(id="b" * 32, role="counsel")
LAST_LIMIT = date(2031, 12, 31)
DEEDS = ("save", "send", "write", "note", "hold", "release", "withdraw", "wait")
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.sampled_from([0, 1, 2, 5, 13, 14, 40, 70]), st.integers(0, 260)),
    max_size=8,
)
# Most lives begin as most claims do, so that the rarer steps after that are tried as often.
BEGINNINGS = st.sampled_from([(), ("send",), ("send", "hold"), ("send", "hold", "withdraw"), ("send", "withdraw")])


def week_number(day: date) -> int:
    """Weeks since Monday, 1 January of the year 1: no text, no years of 52 or 53."""
    return (day.toordinal() - 1) // 7


@dataclass
class Reckoning:
    """What must be, by counting: when the claim was last touched, in which state, and what holds it."""

    touched: int
    state: str = "draft"
    holds: list[int] = field(default_factory=list)

    @property
    def due(self) -> int:
        """The last week in which it is kept."""
        weeks = {"draft": 13, "sent": 260, "for_counsel": 2, "trace": 260}[self.state]
        reasons = [self.touched + weeks, *self.holds]
        if self.state == "sent":
            reasons.append(week_number(LAST_LIMIT) + 26)
        return max(reasons)


@dataclass
class Life:
    """One claim, what is done with it, and what must be."""

    office: MadeOffice
    claim: OpenClaim
    reckoning: Reckoning
    now: datetime = NOW
    holds: list[int] = field(default_factory=list)

    @property
    def week(self) -> int:
        return week_number(self.now.date())

    def do(self, deed: str, weeks: int) -> None:
        """One deed, where the claim's state allows it, here and in the reckoning."""
        with self.office.database.deed() as session:
            getattr(self, f"_{deed}")(session, weeks)

    def _save(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        if self.reckoning.state in ("draft", "sent"):
            change_file(session, self.claim, change=lambda f: f, now=self.now, while_status=frozenset(Status))
            self.reckoning.touched = self.week

    def _send(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        """Sent in a deed of its own, before."""

    def _write(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        if self.reckoning.state == "sent":
            assert Status(session.get_one(Claim, self.claim.id).status) in ANSWERABLE
            send_message(session, self.claim, text="Xin chào", language="vi", now=self.now)
            self.reckoning.touched = self.week

    def _note(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        if self.reckoning.state == "sent":
            touch_claim(session, self.claim, now=self.now)
            self.reckoning.touched = self.week

    def _hold(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        if self.reckoning.state in ("sent", "for_counsel"):
            until = week_of(self.now + timedelta(weeks=weeks))
            hold_claim(session, self.claim, reason="pending", until=until, by="Park", actor=PARK, now=self.now)
            self.reckoning.touched = self.week
            self.reckoning.holds.append(self.week + weeks)
            self.holds.append(self.week + weeks)

    def _release(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        if self.reckoning.state in ("sent", "for_counsel") and self.holds:
            number = self.holds.index(max(self.holds)) + 1
            if self.holds[number - 1] == 0:
                return
            end_hold(session, self.claim, number=number, actor=PARK, now=self.now)
            self.reckoning.holds.remove(self.holds[number - 1])
            self.holds[number - 1] = 0
            self.reckoning.touched = self.week

    def _withdraw(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        if self.reckoning.state == "sent":
            destroyed = withdraw_claim(session, self.claim, vault=self.office.vault, now=self.now)
            held = any(until >= self.week for until in self.reckoning.holds)
            assert destroyed is not held
            self.reckoning.state = "for_counsel" if held else "trace"
            self.reckoning.touched = self.week
            if not held:
                self.reckoning.holds = []

    def _wait(self, session, weeks: int) -> None:  # type: ignore[no-untyped-def]  # a session
        """Only time goes by."""

    def tidy(self) -> bool:
        """Tidy in this week; whether the claim is still there."""
        with self.office.database.deed() as session:
            destroy_expired(session, self.office.office.id, vault=self.office.vault, now=self.now)
        with self.office.database.question() as session:
            there = session.get(Claim, self.claim.id) is not None
            parts = session.exec(select(ClaimPart).where(ClaimPart.claim_id == self.claim.id)).all()
        assert there or not parts
        assert bool(parts) == (there and self.reckoning.state != "trace")
        return there


@example(beginning=("send", "hold", "withdraw"), steps=[("hold", 1, 60)], last=0, start=0)
@example(beginning=("send", "hold", "withdraw"), steps=[("hold", 1, 60), ("release", 1, 0)], last=1, start=36)
@example(beginning=("send",), steps=[("wait", 60, 0), ("hold", 0, 4)], last=0, start=380)
@given(
    beginning=BEGINNINGS,
    steps=STEPS,
    last=st.integers(min_value=-2, max_value=2),
    start=st.integers(min_value=0, max_value=380),
)
def test_never_early_and_always_in_the_first_tidying_after(
    small_module_office: MadeOffice,
    beginning: tuple[str, ...],
    steps: list[tuple[str, int, int]],
    last: int,
    start: int,
) -> None:
    office = small_module_office
    office.now = NOW + timedelta(days=start)
    _, draft = office.draft(LINH)
    life = Life(office, draft, Reckoning(touched=week_number(office.now.date())), now=office.now)
    for deed, weeks, hold in [*((deed, 0, 30) for deed in beginning), *steps]:
        if deed == "send" and life.reckoning.state == "draft":
            office.now = life.now
            office.send_draft(life.claim)
            life.reckoning.state, life.reckoning.touched = "sent", life.week
        life.do(deed, hold)
        life.now += timedelta(weeks=weeks)
        expected = life.week <= life.reckoning.due
        assert life.tidy() is expected, (deed, life.reckoning, life.week)
        if not expected:
            return
    life.now = datetime.combine(date.fromordinal((life.reckoning.due + last) * 7 + 4), life.now.time(), UTC)
    assert life.tidy() is (last <= 0)


def test_a_week_never_moves_back(bare_office: MadeOffice) -> None:
    """Touched by a clock that went wrong, a claim keeps the later of both weeks."""
    sent = bare_office.send(LINH)
    for weeks in (30, -20, 5):
        with bare_office.database.deed() as session:
            touch_claim(session, sent.claim, now=NOW + timedelta(weeks=weeks))
    with bare_office.database.question() as session:
        assert session.get_one(Claim, sent.claim.id).retention_week == week_of(NOW + timedelta(weeks=290))
