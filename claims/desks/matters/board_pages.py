"""The board of a matter: who is received, checked, signed, notarised, filed; what is missing, who mends it. This is where it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request

from claims.desks.matters.board_looking import open_board
from claims.desks.matters.finding import FoundMatter, find_matter
from claims.desks.matters.forms import ReferencesForm, references_form
from claims.desks.matters.forms_board import BoardForm, board_form
from claims.rules.board import BoardLine, count_pressing, count_stages, fits
from claims.rules.matter_days import days_until
from claims.rules.matter_targets import Standing, TargetProgress, target_progress
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.wording_board import LEFT_ALONE

LINES = 50
ALL = "all"
BOARD_TARGETS = frozenset({"claims", "powers", "court"})
Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class PageOfLines:
    """The lines that stand on this page of the board, how many fit, which page of how many."""

    lines: tuple[BoardLine, ...]
    found: int
    number: int
    pages: int


def board(matter_id: str) -> Answer:
    """Every claim of the matter in one table; read-only for those who open it with the office's key."""
    return show_board(find_matter(matter_id))


def show_board(found: FoundMatter, *, refused: ReferencesForm | None = None) -> Answer:
    """The board, with a refused form as it was ticked."""
    lines = [each.line for each in open_board(found)]
    form = board_form(
        languages=(line.language for line in lines), countries=(line.country for line in lines)
    ).from_page()
    shown = _cut(lines, form)
    page = render_template(
        "matters/board.html",
        found=found,
        form=form,
        shown=shown,
        ticks=refused or _ticks(shown),
        all_ticked=_wants_all(),
        asked=form.asked,
        deed=_deed_done(),
        counts=count_stages(lines),
        pressing=count_pressing(lines),
        targets=_targets(lines, found),
        deadlines=sorted(found.facts.deadlines, key=lambda each: each.day),
        days_until=lambda day: days_until(day, today=house().today()),
        to_invite=sum("not_invited" in line.missing for line in lines),
    )
    return page, refused.status if refused else 200


def ticks_form(references: Sequence[str]) -> type[ReferencesForm]:
    """The form that ticks lines of the board; its boxes stand in the table."""
    return references_form([(each, each) for each in references], _l("Claims"))


def _deed_done() -> tuple[str, int, int] | None:
    """The deed on many that led back here, how many it was done for, how many it left alone; None where none did."""
    deed, done, left = request.args.get("deed", ""), *(request.args.get(name, 0, type=int) for name in ("done", "left"))
    return (deed, done, left) if deed in LEFT_ALONE else None


def _wants_all() -> bool:
    """Whether the board is to stand on one page with every line ticked, for a deed on many."""
    return request.args.get("ticked") == ALL


def _ticks(shown: PageOfLines) -> ReferencesForm:
    references = [line.reference for line in shown.lines]
    return ticks_form(references)(None, references=references if _wants_all() else [])


def _cut(lines: Sequence[BoardLine], form: BoardForm) -> PageOfLines:
    fitting = [line for line in lines if fits(line, form.shown, today=house().today())]
    if _wants_all():
        return PageOfLines(lines=tuple(fitting), found=len(fitting), number=1, pages=1)
    pages = max(1, -(-len(fitting) // LINES))
    number = min(max(1, request.args.get("page", default=1, type=int)), pages)
    start = (number - 1) * LINES
    return PageOfLines(lines=tuple(fitting[start : start + LINES]), found=len(fitting), number=number, pages=pages)


def _targets(lines: Sequence[BoardLine], found: FoundMatter) -> list[TargetProgress]:
    standings = [Standing(line.status, line.left_out, ()) for line in lines]
    progress = target_progress(standings, targets=found.facts.targets, today=house().today())
    return [each for each in progress if each.name in BOARD_TARGETS]
