"""Two doors lead to one claim: triage opens it with the office's key, counsel with their matter's. This is what both share.

The order is always the same: find the claim and its key, commit the ledger line, only then open what is sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response
from wtforms.validators import ValidationError

from claims.actions.decide_claim import decide_claim
from claims.actions.note_reading import note_reading
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim
from claims.model.vocabulary import Move, Status
from claims.queries.claim_page import ClaimContents, ClaimFacts, read_claim_contents, read_claim_facts
from claims.queries.evidence_preview import MOST_PAGES, evidence_in, preview_page
from claims.rules.access import May
from claims.rules.grading import grade
from claims.rules.triage import NEEDS_REASON, next_moves
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.keyring import Keyring
from claims.web.claim_timeline import timeline_of
from claims.web.fields import ChoiceField, LongTextField, PageForm
from claims.web.guards import acting, current_member, current_roles
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said

MOST_MESSAGE = 4000


@dataclass(frozen=True)
class FoundClaim:
    """A claim that the signed-in member may open: its row, its key (None: nothing sealed is left), and its place in addresses."""

    row: Claim
    key: OpenClaim | None
    keyring: Keyring
    place: Mapping[str, str]

    @property
    def open(self) -> OpenClaim:
        """The claim with its key. Raises NotNow where nothing is left of it."""
        if self.key is None:
            raise NotNow("move_not_possible")
        return self.key


@dataclass(frozen=True)
class ReadClaim:
    """What a claim page shows: clear facts, and contents unless nothing is left."""

    facts: ClaimFacts
    contents: ClaimContents | None


class DecideForm(PageForm):
    """The next move, and words where the claimant is told something. `decide_form` gives it its moves."""

    move: ChoiceField
    words = LongTextField(
        _l("Words to the claimant"),
        hint=_l("The claimant reads this. Needed for asking, setting aside and taking up again; plain and kind."),
        rows=4,
        longest=MOST_MESSAGE,
    )

    def validate_words(self, field: LongTextField) -> None:
        """Some moves are never made without a word."""
        if self.move.data in NEEDS_REASON and not (field.data or "").strip():
            raise ValidationError(_l("Please write to the claimant what is missing, or why."))


def decide_form(status: Status) -> type[DecideForm]:
    """The form with the moves that the signed-in member may make from here."""
    moves = next_moves(status, roles=current_roles())

    class WithMoves(DecideForm):
        move = ChoiceField(
            _l("What comes next?"),
            choices=lambda: [(move.value, said(move)) for move in moves],
            make=Move,
            unknown="",
            required=_l("Please choose what comes next."),
        )

    return WithMoves


def note_on_claim(found: FoundClaim, action: str, **details: object) -> None:
    """Commit the ledger line that stands before this claim is opened."""
    here = house()
    with here.database.deed() as session:
        note_reading(
            session,
            here.office_id,
            actor=acting(May.READ_CLAIM),
            action=action,
            references=(found.row.reference,),
            details={**found.place, **details},
            now=here.now(),
        )


def read_found(found: FoundClaim, **details: object) -> ReadClaim:
    """The claim, opened; its ledger line, with these details, is committed first, and if that fails nothing is opened."""
    here = house()
    if found.key is not None:
        note_on_claim(found, "read_claim", **details)
    with here.database.question() as session:
        facts = read_claim_facts(session, found.row)
        if found.key is None:
            return ReadClaim(facts=facts, contents=None)
        contents = read_claim_contents(session, found.key, registry=here.registry, today=here.today())
    return ReadClaim(facts=facts, contents=contents)


def shown_claim(found: FoundClaim, read: ReadClaim) -> dict[str, object]:
    """What the templates of both doors are given of a claim."""
    return {
        "facts": read.facts,
        "contents": read.contents,
        "place": found.place,
        "line": timeline_of(read.contents) if read.contents else None,
        "grade": grade,
        "most_pages": MOST_PAGES,
    }


def picture_of(found: FoundClaim, evidence_id: str, number: int) -> Response:
    """One page of a piece of evidence as a picture, from its clean copy; its ledger line is committed first."""
    here = house()
    note_on_claim(found, "read_evidence", evidence=evidence_id, page=number)
    with here.database.question() as session:
        file, _ = read_claim_file(session, found.open)
    piece = evidence_in(file, evidence_id)
    picture = preview_page(found.open, file, piece, number=number, vault=here.vault)
    answer = make_response(picture)
    answer.headers["Content-Type"] = "image/jpeg"
    answer.headers["Content-Disposition"] = "inline; filename=page.jpg"
    return answer


def decided(found: FoundClaim, form: DecideForm) -> bool:
    """Whether the move was made; else the form says why not."""
    if not form.accepted():
        return False
    here, move = house(), Move(str(form.move.data))
    try:
        with here.database.deed() as session:
            decide_claim(
                session,
                found.open,
                move=move,
                words=form.words.data or "",
                by=current_member(),
                actor=acting(May.DECIDE),
                now=here.now(),
            )
    except (NotValid, NotNow, Conflict) as refusal:
        form.add_problem(said(refusal.reason, among="refusals"))
        return False
    return True
