"""The paper that a person signs by hand at the desk, as it was answered: printed, and counted when its pages come back. This is where it is set."""

from claims.actions.decide_claim import read_desk_facts
from claims.actions.power_files import paper_to_sign
from claims.desks.triage.helping_reading import FoundSigning
from claims.errors import NotFound
from claims.web.house import house


def printed_paper(state: FoundSigning) -> bytes:
    """The PDF to print. Raises NotFound where nothing was taken down, or for another offer."""
    draft, here = state.draft, house()
    if draft is None or draft.helped is None or state.offer is None or state.changed:
        raise NotFound("paper")
    with here.database.question() as session:
        desk = read_desk_facts(session, state.found.open)[0]
    return paper_to_sign(
        file=state.file,
        offer=state.offer,
        matter_id=draft.matter_id,
        answers=draft.answers,
        signer=draft.signer,
        language=draft.language,
        helped=draft.helped,
        press=here.press,
        tables=here.court_tables,
        reference=state.found.row.reference,
        name_hangul=desk.name_hangul,
        today=here.today(),
    )
