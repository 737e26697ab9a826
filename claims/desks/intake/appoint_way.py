"""The way of appointing a lawyer, page by page, for the claimant who is here. This is where every page of it finds where one is."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response, redirect, request, url_for

from claims.actions.draft_signing import keep_answers
from claims.actions.invite_claimants import MAY_SIGN
from claims.errors import NotValid
from claims.model.claim_file import ClaimFile
from claims.model.offer import Offer
from claims.model.signing import Answers, Signer, SigningDraft, TextShown
from claims.queries.appointing import Offered, offered_at
from claims.rules.offers import offer_hash
from claims.rules.signers import check_signer
from claims.rules.signing_way import SIGN, STEPS, comes_before, first_open, taken_up, with_step
from claims.store.appointment_parts import read_draft
from claims.store.claim_parts import read_claim_file
from claims.store.clock import seconds
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.visits import CLAIMANT, mark_of, visit_of

PAGE_OF = {"read": "appoint", **{step: f"appoint_{step}" for step in (*STEPS[1:], SIGN)}}


@dataclass(frozen=True)
class Way:
    """Where somebody is: the invitation, what the claim says, what was answered so far (None: nothing) and its version.

    `offer` is None where nothing can be signed now. `kept_elsewhere`: what was answered was answered in another session.
    """

    place: int
    offered: Offered
    file: ClaimFile
    draft: SigningDraft | None
    version: int
    offer: Offer | None
    kept_elsewhere: bool = False

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        return self.draft.answers if self.draft else Answers()

    @property
    def signer(self) -> Signer:
        """Who signs, as far as it was said."""
        return self.draft.signer if self.draft else Signer(name="")

    @property
    def on_the_way(self) -> tuple[Offer, SigningDraft]:
        """The offer and the draft, once `led_back` found both."""
        assert self.offer is not None
        assert self.draft is not None
        return self.offer, self.draft

    @property
    def signed_before(self) -> Answers | None:
        """What the claimant answered when they last signed; None where nobody did, or somebody else for them."""
        signings = self.offered.standing.signings
        last = signings[-1].signed if signings else None
        return last.answers if last and last.signer.relation == "self" else None

    @property
    def before(self) -> Offer | None:
        """The offer that was read before and is not the one in force: that of the draft, else of the last signature that counts."""
        standing = self.offered.standing.in_force
        number = self.draft.offer if self.draft else standing[-1].signed.offer if standing else 0
        found = self.offered.offer(number)
        return found if found and self.offer and offer_hash(found) != offer_hash(self.offer) else None


def way_to(place: int) -> Way:
    """Where the claimant who is here is with the invitation of that place. Raises NotFound."""
    claim = current_claim()
    with house().database.question() as session:
        offered = offered_at(session, claim, place=place)
        kept, version = read_draft(session, claim, place=place)
        file, _ = read_claim_file(session, claim)
    mark = session_mark()
    draft = taken_up(kept, visit=mark, at=instant()) if kept else None
    return Way(
        place=place,
        offered=offered,
        file=file,
        draft=draft,
        version=version,
        offer=offered.in_force if claim.status in MAY_SIGN else None,
        kept_elsewhere=kept is not None and kept.visit != mark,
    )


def led_back(way: Way, step: str) -> Response | None:
    """To the first page that is still open, where that comes before this one; None where this one may be shown.

    What was typed into a page that came too early is read first: `go_on` keeps it and leads back then.
    """
    if way.offer is None or way.draft is None:
        return to_step(way.place, "read", first=True)
    if request.method == "POST" and step != SIGN:
        return None
    first = first_open(way.draft, offer=way.offer)
    if first == SIGN and not _signer_fits(way):
        first = "signer"
    return to_step(way.place, first, first=True) if comes_before(first, step) else None


def to_step(place: int, step: str, *, first: bool = False) -> Response:
    """To a page of the way; `first`: because it comes first."""
    address = url_for(f"intake.{PAGE_OF[step]}", place=place, first="yes" if first else None)
    return make_response(redirect(address, code=303))


def go_on(way: Way, draft: SigningDraft, step: str, *, texts: Sequence[TextShown] = ()) -> Response:
    """Keep a page's answers with their place in the record, and go to the next page that is open.

    Before its turn only the answers are kept.
    """
    assert way.offer is not None
    first = first_open(draft, offer=way.offer)
    if comes_before(first, step):
        keep(way, draft)
        return to_step(way.place, first, first=True)
    done = with_step(draft, step, at=instant(), texts=texts)
    keep(way, done)
    following = (*STEPS, SIGN)[(*STEPS, SIGN).index(step) + 1]
    first = first_open(done, offer=way.offer)
    return to_step(way.place, first if comes_before(first, following) else following)


def keep(way: Way, draft: SigningDraft) -> None:
    """Keep what was answered so far. Refuses Conflict, NotNow, NotValid as keep_signing."""
    with house().database.deed() as session:
        keep_answers(session, current_claim(), draft, place=way.place, after_version=way.version, vault=house().vault)


def session_mark() -> str:
    """The name of this session in the record of a signing."""
    visit = visit_of(CLAIMANT)
    assert visit is not None
    return mark_of(visit)


def instant() -> int:
    """UTC seconds now."""
    return seconds(house().now())


def _signer_fits(way: Way) -> bool:
    """Whether who is to sign still may: proof can have been taken out, the other parent can have signed."""
    try:
        before = [each.signed for each in way.offered.standing.in_force]
        check_signer(way.file, way.signer, before=before, today=house().today())
    except NotValid:
        return False
    return True
