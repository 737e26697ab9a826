"""What the task list says of each page."""

from claims.desks.intake.progress import steps_of
from claims.model.claim_file import Agreement, Claimant, ClaimFile, EntryRecord
from claims.model.vocabulary import AgreementCode

TRIP = EntryRecord(id="1", passport="VNM", entered="2015-03-02")


def marks(service, file: ClaimFile) -> dict[str, tuple[str, str]]:
    with service.test_request_context("/en/"):
        service.preprocess_request()
        return {step.page: (step.mark, step.so_far) for step in steps_of(file)}


def answer(code: AgreementCode, *, yes: bool) -> Agreement:
    return Agreement(code=code, version=1, language="en", text_sha256="0" * 64, yes=yes, at=1)


def test_agreements_are_done_when_all_are_answered_and_the_first_with_yes(service):
    some = tuple(answer(code, yes=True) for code in list(AgreementCode)[:3])
    every = tuple(answer(code, yes=True) for code in AgreementCode)
    without_first = (answer(AgreementCode.C1, yes=False), *every[1:])
    for agreements, expected in (
        ((), ("open", "")),
        (some, ("begun", "3 of 8 answered yes")),
        (every, ("done", "8 of 8 answered yes")),
        (without_first, ("begun", "7 of 8 answered yes")),
    ):
        assert marks(service, ClaimFile(language="en", agreements=agreements))["agreements"] == expected


def test_a_person_is_done_with_a_name(service):
    nameless = ClaimFile(language="en", visited=("person",))
    assert marks(service, nameless)["person"][0] == "begun"
    assert marks(service, nameless.model_copy(update={"claimant": Claimant(name_latin="LINH")}))["person"] == (
        "done",
        "LINH",
    )


def test_trips_count_those_inside_only_after_results_were_shown(service):
    file = ClaimFile(language="en", records=(TRIP, TRIP.model_copy(update={"id": "2", "entered": "2009"})))
    assert marks(service, file)["trips"] == ("done", "2 trips")
    assert marks(service, file.model_copy(update={"results_shown": True}))["trips"] == (
        "done",
        "2 trips, 1 inside a range",
    )


def test_a_contradiction_does_not_break_the_list(service):
    file = ClaimFile(language="en", records=(TRIP,), claimant=Claimant(born="2020"), results_shown=True)
    assert marks(service, file)["trips"] == ("done", "1 trip")
