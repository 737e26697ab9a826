"""No power for another matter, text version or person than the one signed, whatever was signed, replaced and taken back in which order."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.model.appointment import AppointmentEvent, Invited, Refused, Revoked, Signed
from claims.model.claim_file import Claimant, ClaimFile
from claims.model.offer import OFFER_TEXTS, Offer, OfferTerms, OfferText, Party, SignOff
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import Answers, Signer, TextShown
from claims.model.vocabulary import Answer
from claims.rules.appointments import Signing, appointment_for
from claims.rules.offers import offer_hash, words_hash
from claims.rules.powers import (
    Claiming,
    name_letters,
    offer_signed,
    power_of,
    selection_of,
    text_print,
    unsigned_power,
)
from tests.make import TODAY

MATTERS = ("a", "b")
PEOPLE = {
    "linh": Claiming(reference="LINH", file=ClaimFile(language="vi", claimant=Claimant(name="Nguyễn Thị Linh"))),
    "minjun": Claiming(reference="MINJUN", file=ClaimFile(language="ko", claimant=Claimant(name="김민준"))),
}
SIGNERS = ("self", "parent", "heir")
WRONG = ("", "", "", "offer", "texts", "name")


def offer(matter: str, number: int) -> Offer:
    """An offer whose words and lawyer nobody else's has."""
    by = SignOff(by="m", name="Park", at=1, sha256="")
    texts = tuple(
        OfferText(
            code=code,
            language="en",
            title=code,
            text=f"{matter}{number}",
            sha256=words_hash(code, f"{matter}{number}"),
            sign_off=by,
        )
        for code in OFFER_TEXTS
    )
    party = Party(firm=f"Firm {matter}", lawyer=f"L{matter}{number}", proceeding=f"P{matter}", defendant="State")
    return Offer(number=number, day="2026-11-22", party=party, terms=OfferTerms(), texts=texts)


def signed(offered: Offer, *, matter: str, signing: str, name: str, **facts: object) -> Signed:
    """A typed signature to an offer."""
    texts = tuple(TextShown(code=t.code, version=1, language="en", sha256=t.sha256) for t in offered.texts)
    made = Signed(
        id=signing,
        matter_id=matter,
        offer=offered.number,
        offer_sha256=offer_hash(offered),
        language="en",
        texts=texts,
        steps=(),
        begun_at=1,
        at=1,
        day="2026-11-22",
        answers=Answers(court=True, other=Answer.NO),
        signer=Signer(name=name),
        how="typed",
    )
    return made.model_copy(update=facts)


@dataclass
class World:
    """Two claimants, two matters with offers that follow one another, and what should stand in the end, kept by hand."""

    offers: dict[str, list[Offer]] = field(default_factory=lambda: {each: [offer(each, 1)] for each in MATTERS})
    events: dict[str, list[AppointmentEvent]] = field(
        default_factory=lambda: {
            who: [Invited(matter_id=each, told_key="", at=0) for each in MATTERS] for who in PEOPLE
        }
    )
    stands: dict[tuple[str, str, str], tuple[Signed, Offer, str]] = field(default_factory=dict)

    def sign(self, who: str, matter: str, relation: str, granted: frozenset[str], wrong: str) -> None:
        """Somebody signs the last offer; `wrong`: the record says another matter, offer, words or name than it should."""
        count = len(self.events[who])
        own = PEOPLE[who].file.claimant.name
        name = {"self": own, "parent": "Mẹ", "heir": "Con"}[relation]
        now = self.offers[matter][-1]
        share = "1/2" if relation == "heir" else ""
        made = signed(
            now,
            matter=matter,
            signing=f"{who}{count}",
            name=name,
            answers=Answers(court=True, other=Answer.NO, granted=tuple(granted)),
            signer=Signer(name=name, relation=relation, share=share),
        )
        other = next(each for each in MATTERS if each != matter)
        changes: dict[str, dict[str, object]] = {
            "offer": {"offer_sha256": offer_hash(self.offers[other][0])},
            "texts": {"texts": (made.texts[0].model_copy(update={"sha256": "0" * 64}), *made.texts[1:])},
            "name": {"signer": made.signer.model_copy(update={"name": "Somebody Else", "relation": "self"})},
        }
        made = made.model_copy(update=changes.get(wrong, {}))
        self.events[who].append(made)
        self.stands[who, matter, f"{made.signer.relation}:{made.signer.name}"] = (made, now, wrong)

    def revoke(self, who: str, matter: str) -> None:
        self.events[who].append(Revoked(matter_id=matter, at=2))
        self.stands = {key: one for key, one in self.stands.items() if key[:2] != (who, matter)}

    def refuse(self, who: str, matter: str) -> None:
        """Counsel cannot use the last signature that stands."""
        mine = [key for key in self.stands if key[:2] == (who, matter)]
        if mine:
            made, _, _ = self.stands.pop(mine[-1])
            self.events[who].append(Refused(matter_id=matter, signing=made.id, why="unreadable", by="m", at=2))

    def change(self, matter: str) -> None:
        self.offers[matter].append(offer(matter, len(self.offers[matter]) + 1))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("sign", "sign", "sign", "revoke", "refuse", "change")),
        st.sampled_from(tuple(PEOPLE)),
        st.sampled_from(MATTERS),
        st.sampled_from(SIGNERS),
        st.frozensets(st.sampled_from(SPECIAL_POWERS)),
        st.sampled_from(WRONG),
    ),
    max_size=14,
)


def played(steps: list[tuple[str, str, str, str, frozenset[str], str]]) -> World:
    world = World()
    for what, who, matter, relation, granted, wrong in steps:
        if what == "sign":
            world.sign(who, matter, relation, granted, wrong)
        elif what == "change":
            world.change(matter)
        else:
            getattr(world, what)(who, matter)
    return world


@given(STEPS)
def test_a_power_is_for_the_matter_text_and_person_that_was_signed_and_no_other(
    steps: list[tuple[str, str, str, str, frozenset[str], str]],
) -> None:
    world = played(steps)
    for who, claiming in PEOPLE.items():
        other_person = PEOPLE["minjun" if who == "linh" else "linh"]
        for matter in MATTERS:
            standing = appointment_for(world.events[who], matter)
            assert standing is not None
            expected = {
                made.id: (made, offered, wrong)
                for key, (made, offered, wrong) in world.stands.items()
                if key[:2] == (who, matter)
            }
            assert {each.signed.id for each in standing.in_force} == set(expected)
            for signing in standing.in_force:
                made, offered, wrong = expected[signing.signed.id]
                _check(world, signing, claiming, matter, made=made, offered=offered, wrong=wrong)
                _check_never_elsewhere(world, signing, matter, other_person=other_person)


def _check(
    world: World, signing: Signing, claiming: Claiming, matter: str, *, made: Signed, offered: Offer, wrong: str
) -> None:
    offers = world.offers[matter]
    if wrong in {"offer", "texts", "name"}:
        with pytest.raises(NotValid, match="power_not_as_signed"):
            power_of(signing, offers=offers, matter_id=matter, claiming=claiming)
        return
    power = power_of(signing, offers=offers, matter_id=matter, claiming=claiming)
    (line,) = power.signatures
    assert (power.reference, power.principal.name) == (claiming.reference, claiming.file.claimant.name)
    assert (line.name, line.relation, line.typed) == (made.signer.name, made.signer.relation, True)
    assert set(power.granted) == set(made.answers.granted)
    assert (power.case.title, power.agent.lawyer) == (f"P{matter}", f"L{matter}{offered.number}")
    assert power.mark is not None
    assert (power.mark.offer, power.mark.signing) == (offered.number, made.id)
    assert power.mark.sha256 == text_print(offered, matter_id=matter)


def _check_never_elsewhere(world: World, signing: Signing, matter: str, *, other_person: Claiming) -> None:
    """Under the other matter, on the other matter's offers, for the other claimant: no paper."""
    other = next(each for each in MATTERS if each != matter)
    everything = [*world.offers[matter], *world.offers[other]]
    for offers, matter_id in ((everything, other), (world.offers[other], other), (world.offers[other], matter)):
        with pytest.raises(NotValid):
            power_of(signing, offers=offers, matter_id=matter_id, claiming=PEOPLE["linh"])
    if signing.signed.signer.relation == "self":
        with pytest.raises(NotValid, match="power_not_as_signed"):
            power_of(signing, offers=world.offers[matter], matter_id=matter, claiming=other_person)


@pytest.mark.parametrize("state", ["replaced", "revoked", "refused"])
def test_what_counts_no_more_has_no_paper(state: str) -> None:
    one = offer("a", 1)
    signing = Signing(signed(one, matter="a", signing="s", name="Nguyễn Thị Linh"), state=state)  # type: ignore[arg-type]  # one of its states
    with pytest.raises(NotValid) as refusal:
        power_of(signing, offers=[one], matter_id="a", claiming=PEOPLE["linh"])
    assert refusal.value.facts == {"what": "state", "signing": "s"}


def test_a_text_that_was_never_shown_makes_the_paper_void() -> None:
    one = offer("a", 1)
    made = signed(one, matter="a", signing="s", name="Linh")
    with pytest.raises(NotValid) as refusal:
        offer_signed(made.model_copy(update={"texts": made.texts[1:]}), offers=[one], matter_id="a")
    assert refusal.value.facts["what"] == "texts"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Thị Linh", "LINH NGUYEN THI", True),
        ("Đỗ Văn A", "do van a", True),
        ("O’Neill, Seán", "sean o'neill", True),
        ("김민준", "김민준 ", True),
        ("김민준", "김민수", False),
        ("Nguyễn Thị Linh", "Nguyễn Linh", False),
    ],
)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str, *, same: bool) -> None:
    assert (name_letters(one) == name_letters(other)) is same


def test_a_protected_address_stands_in_no_paper() -> None:
    one = offer("a", 1)
    hidden = Answers(address="protected", own_address="the shelter")
    paper = unsigned_power(
        one, matter_id="a", answers=hidden, signer=Signer(name="A"), claiming=PEOPLE["linh"], day=TODAY
    )
    assert "shelter" not in str(paper)
    own = hidden.model_copy(update={"address": "own"})
    paper = unsigned_power(one, matter_id="a", answers=own, signer=Signer(name="A"), claiming=PEOPLE["linh"], day=TODAY)
    assert paper.principal.address == "the shelter"


def test_the_choice_names_whom_counsel_named() -> None:
    one = offer("a", 1)
    terms = OfferTerms(selection=True, appointed="佐藤 花子", appointed_number=7)
    named = one.model_copy(update={"terms": terms})
    power = unsigned_power(
        one, matter_id="a", answers=Answers(), signer=Signer(name="A"), claiming=PEOPLE["linh"], day=TODAY
    )
    chosen = selection_of(power, offer=named)
    assert chosen.appointed is not None
    assert (chosen.appointed.name, chosen.appointed_number) == ("佐藤 花子", 7)
    assert (chosen.principal, chosen.signatures, chosen.mark) == (power.principal, power.signatures, power.mark)
