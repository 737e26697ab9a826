"""Sessions in any order of events: a visit opens only what it began with, only in time, only with its own cookie and start."""

import base64
import secrets
from dataclasses import dataclass, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    precondition,
    rule,
    run_state_machine_as_test,
)

from claims.model.session import SessionRow
from claims.store import sessions
from claims.store.host_key import HostKey
from claims.store.seal import new_key
from claims.store.sessions import (
    LONGEST,
    ROUNDED,
    Visit,
    begin_visit,
    end_all_visits,
    end_old_visits,
    end_visit,
    read_visit,
    renew_visit,
    touch_visit,
)
from tests.make import MadeOffice

NOON = 1_795_316_477


@dataclass
class Known:
    """What we remember of a session: what it began with, when its row was last seen, under which start, and whether it lives."""

    visit: Visit
    seen: int
    start: int
    lives: bool = True


class AnyOrder(RuleBasedStateMachine):
    """A host, a clock and browsers with cookies; `office` is set by the test."""

    office: MadeOffice
    cookies = Bundle("cookies")

    def __init__(self) -> None:
        super().__init__()
        self.now, self.start, self.known = NOON, 0, dict[str, Known]()
        self.host_key = HostKey(secrets.token_bytes(32))
        with self.office.database.deed() as session:
            end_all_visits(session)

    def expected(self, cookie: str) -> Visit | None:
        """Who must be here with this cookie now."""
        known = self.known.get(cookie)
        if known is None or not known.lives or known.start != self.start:
            return None
        begun = known.visit.since - known.visit.since % ROUNDED
        in_time = self.now <= begun + LONGEST and self.now - known.seen <= self.idle(known.visit) + ROUNDED
        return known.visit if in_time else None

    def idle(self, visit: Visit) -> int:
        """How long this kind may be silent: written out, not read from the code."""
        return {"claimant": 1200, "member": 1800}[visit.kind]

    def found(self, cookie: str) -> Visit | None:
        """Who is here by the code."""
        with self.office.database.question() as session:
            answer = read_visit(session, cookie, host_key=self.host_key, now=self.now)
        return answer[0] if answer else None

    @rule(target=cookies, kind=st.sampled_from(["claimant", "member"]), epoch=st.integers(0, 3))
    def begin(self, kind: str, epoch: int) -> str:
        """Somebody comes in."""
        visit = Visit(
            kind=kind,  # type: ignore[arg-type]  # one of the two
            office_id=self.office.office.id,
            subject=secrets.token_hex(16),
            key=new_key(),
            since=self.now,
            proved=self.now,
            epoch=epoch,
        )
        with self.office.database.deed() as session:
            cookie = begin_visit(session, visit, host_key=self.host_key)
        for known in self.known.values():  # rows whose end is over are swept at each beginning
            known.lives &= known.visit.since - known.visit.since % ROUNDED + LONGEST >= self.now
        self.known[cookie] = Known(visit=visit, seen=self.now - self.now % ROUNDED, start=self.start)
        return cookie

    @rule(cookie=cookies)
    def read(self, cookie: str) -> None:
        """Their browser asks for a page."""
        assert self.found(cookie) == self.expected(cookie)

    @rule(cookie=cookies)
    def touch(self, cookie: str) -> None:
        """As a page does: only who is here is kept here."""
        if self.expected(cookie) is not None:
            with self.office.database.deed() as session:
                touch_visit(session, cookie, host_key=self.host_key, now=self.now)
            self.known[cookie].seen = self.now - self.now % ROUNDED

    @rule(cookie=cookies)
    def prove(self, cookie: str) -> None:
        """They show once more who they are; no limit of time moves."""
        visit = self.expected(cookie)
        if visit is not None:
            self.known[cookie].visit = replace(visit, proved=self.now)
            with self.office.database.deed() as session:
                renew_visit(session, cookie, self.known[cookie].visit, host_key=self.host_key)

    @rule(cookie=consumes(cookies))
    def end(self, cookie: str) -> None:
        """They leave; the cookie may still lie in a browser."""
        with self.office.database.deed() as session:
            end_visit(session, cookie, host_key=self.host_key)
        self.known[cookie].lives = False
        assert self.found(cookie) is None

    @rule(target=cookies, cookie=consumes(cookies), place=st.integers(0, 42))
    def forge(self, cookie: str, place: int) -> object:
        """One letter of a cookie is another."""
        other = "A" if cookie[place] != "A" else "B"
        forged = cookie[:place] + other + cookie[place + 1 :]
        if base64.urlsafe_b64decode(forged + "=") == base64.urlsafe_b64decode(cookie + "="):
            return cookie  # the last letter carries two bits that mean nothing
        assert self.found(forged) is None
        return cookie

    @rule(mine=cookies, yours=cookies)
    def swap_rows(self, mine: str, yours: str) -> None:
        """Somebody who can write the database puts one payload in the place of the other: neither opens, until it is put back."""
        if mine == yours:
            return
        before = self._payloads(mine, yours)
        if len(before) < 2:
            return
        self._put({mine: before[yours], yours: before[mine]})
        assert self.found(mine) is None
        assert self.found(yours) is None
        self._put(before)

    @rule(cookie=cookies)
    def stretch(self, cookie: str) -> None:
        """Somebody who can write the database makes a row longer: what was sealed still ends it."""
        with self.office.database.deed() as session:
            row = session.get(SessionRow, self._row_id(cookie))
            if row is not None:
                row.seen, row.ends = self.now + LONGEST, self.now + 3 * LONGEST
        known = self.known[cookie]
        found = self.found(cookie)
        assert found is None or (found == known.visit and self.now <= known.visit.since + LONGEST)
        with self.office.database.question() as session:
            late = known.visit.since + LONGEST + 1
            assert read_visit(session, cookie, host_key=self.host_key, now=late) is None
        known.lives = False
        with self.office.database.deed() as session:
            end_visit(session, cookie, host_key=self.host_key)

    @rule(seconds=st.sampled_from([1, 59, 61, 600, 1199, 1261, 1861, 6 * 3600, LONGEST]))
    def time_passes(self, seconds: int) -> None:
        """The clock goes on."""
        self.now += seconds

    @rule()
    def tidy(self) -> None:
        """The worker destroys rows whose time is over; nobody who is here is sent away."""
        with self.office.database.deed() as session:
            end_old_visits(session, now=self.now)

    @rule()
    def end_all(self) -> None:
        """As at a start."""
        with self.office.database.deed() as session:
            end_all_visits(session)
        for known in self.known.values():
            known.lives = False

    @precondition(lambda self: self.known)
    @rule()
    def restart(self) -> None:
        """A new start with a new host key; rows of before may have stayed."""
        self.host_key, self.start = HostKey(secrets.token_bytes(32)), self.start + 1
        assert all(self.found(cookie) is None for cookie in self.known)

    def _row_id(self, cookie: str) -> str:
        return sessions._names(base64.urlsafe_b64decode(cookie + "="), self.host_key)[0]

    def _payloads(self, *cookies: str) -> dict[str, bytes]:
        with self.office.database.question() as session:
            rows = {cookie: session.get(SessionRow, self._row_id(cookie)) for cookie in cookies}
        return {cookie: row.payload for cookie, row in rows.items() if row is not None}

    def _put(self, payloads: dict[str, bytes]) -> None:
        with self.office.database.deed() as session:
            for cookie, payload in payloads.items():
                session.get_one(SessionRow, self._row_id(cookie)).payload = payload


def test_a_visit_opens_only_what_it_began_with_and_only_in_time(small_bare_office: MadeOffice) -> None:
    class HereAndNow(AnyOrder):
        office = small_bare_office

    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # it brings no types
        HereAndNow, settings=settings(max_examples=25, stateful_step_count=30, deadline=None, derandomize=True)
    )
