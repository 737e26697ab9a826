"""A round of neutral reminders: mailed to those who chose mail, the others listed to be told by hand. This is where counsel's is made."""

from collections.abc import Mapping, Sequence

from flask import Response
from werkzeug.datastructures import MultiDict

from claims.actions.remind_claimants import ToRemind, post_letters, remind_claimants, to_remind
from claims.desks.matters.board_reach import show_reminded
from claims.desks.matters.finding import FoundMatter
from claims.queries.board import BoardClaim
from claims.rules.access import May
from claims.settings import ROOT
from claims.store.neutral_mail import read_sentences
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.office_desk import go_to

Answer = Response | tuple[str, int]
# An address holds about ninety references before the server cuts it off; what is longer is shown at once.
MOST_IN_ADDRESS = 80


def remind_round(found: FoundMatter, claims: Sequence[BoardClaim], *, of: str = "") -> Answer:
    """Mail the neutral sentence to those who chose mail and note it; then the page that says what came of it.

    `of` is "course" where what happened in the case was told just before.
    """
    outcome = dict(_mailed(found, to_remind(claims))) | ({"of": of} if of else {})
    if sum(len(each) for each in outcome.values() if isinstance(each, list)) > MOST_IN_ADDRESS:
        return show_reminded(found, MultiDict(outcome))
    return go_to("matters.reminded", matter_id=found.row.id, **outcome)


def note_reminded(found: FoundMatter, claims: Sequence[BoardClaim], *, by_mail: bool) -> None:
    """Each claim says that its claimant was reminded."""
    here = house()
    with here.database.deed() as session:
        remind_claimants(
            session,
            claims,
            matter_id=found.row.id,
            by_mail=by_mail,
            by=current_member().id,
            actor=acting(May.EDIT_MATTER),
            today=here.today(),
            now=here.now(),
        )


def _mailed(found: FoundMatter, sorted_out: ToRemind) -> Mapping[str, object]:
    """What the page after it is told: how many were mailed, who is to be told by hand and why."""
    settings = house().settings
    hand = [each.line.reference for each in sorted_out.by_hand]
    not_now = len(sorted_out.not_now)
    if not (settings.mail_server and settings.mail_sender):
        also = [each.line.reference for each in sorted_out.by_mail]
        return {"mailed": 0, "server": "no", "not_now": not_now, "hand": [*hand, *also]}
    sentences = read_sentences(ROOT / "templates")
    outcome = post_letters(
        sorted_out.by_mail, sentences=sentences, server=settings.mail_server, sender=settings.mail_sender
    )
    note_reminded(found, outcome.taken, by_mail=True)
    missed = {
        why: [each.line.reference for each, reason in outcome.not_taken if reason == why]
        for why in ("refused", "not_reached")
    }
    return {"mailed": len(outcome.taken), "not_now": not_now, "hand": hand, **missed}
