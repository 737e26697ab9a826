"""Who may sign for a claimant, judged today. This is where capacity and the number of signatures are ruled.

"An adult signs alone. For a child under nineteen both parents sign, or one who shows sole custody, or the guardian (Civil Act arts 909,
928). Of a person who died each heir signs for a share, with proof (arts 1000, 1009). Somebody else signs only with a mandate (Civil
Procedure Act arts 55, 58)." A foreigner who is capable under Korean law counts as capable (art. 57).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from claims.errors import NotValid
from claims.model.appointment import Signed
from claims.model.claim_file import ClaimFile, EvidenceFacts
from claims.model.signing import Relation, Signer
from claims.rules.capacity import is_minor

NEEDS_PROOF = frozenset({"guardian", "heir", "mandate"})
LONGEST_NAME = 120
_PLAIN_D = str.maketrans("đĐ", "dD")


def who_may_sign(file: ClaimFile, *, today: date) -> tuple[Relation, ...]:
    """In which capacities this claimant's power can be signed today, the likeliest first.

    >>> who_may_sign(ClaimFile(language="ko"), today=date(2026, 11, 22))
    ('self',)
    """
    if is_minor(file, today=today):
        return ("parent", "guardian")
    relation = file.claimant.representative.relation
    if relation == "heir":
        return ("heir",)
    if relation in {"guardian", "mandate"}:
        return ("self", relation)
    if file.claimant.for_whom == "other":
        return ("self", "heir", "mandate", "guardian")
    # Who was a child when the claim was sent may be of age today, and then signs alone.
    return ("self",)


def check_signer(file: ClaimFile, signer: Signer, *, before: Sequence[Signed], today: date) -> None:
    """Raises NotValid: `signer_name_needed`, `wrong_signer` (with the capacities that fit), `not_the_claimants_name` (who signs for themselves
    is the claimant, whichever way the name is written), `proof_needed`, `share_unreadable`, `shares_too_many`.

    `before` are the signatures that stand already; signing again in the same name takes the place of one's own.
    """
    if not signer.name.strip() or len(signer.name) > LONGEST_NAME:
        raise NotValid("signer_name_needed")
    allowed = who_may_sign(file, today=today)
    if signer.relation not in allowed:
        raise NotValid("wrong_signer", relations=allowed)
    person = file.claimant
    names = {name_letters(name) for name in (person.name, person.name_latin, person.name_hangul) if name}
    if signer.relation == "self" and names and name_letters(signer.name) not in names:
        raise NotValid("not_the_claimants_name")
    if (signer.relation in NEEDS_PROOF or signer.alone) and not signer.proofs:
        raise NotValid("proof_needed", relation=signer.relation)
    if signer.relation == "heir":
        others = [each for each in before if each.signer.relation == "heir" and not same_signer(each.signer, signer)]
        if sum((share_of(each.signer) for each in others), start=share_of(signer)) > 1:
            raise NotValid("shares_too_many")


def named_signer(said: Mapping[str, object], *, proofs: Sequence[EvidenceFacts]) -> Signer:
    """Who signs, as said in boxes named like `Signer`; a share is an heir's and sole custody a parent's, whatever else was typed."""
    heir, parent = said["relation"] == "heir", said["relation"] == "parent"
    share, alone = (said.get("share") or "") if heir else "", bool(said.get("alone")) and parent
    return Signer.model_validate(
        {"name": said["name"] or "", "relation": said["relation"], "share": share, "alone": alone, "proofs": proofs}
    )


def share_of(signer: Signer) -> Fraction:
    """An heir's share of the claim. Raises NotValid `share_unreadable` for anything but a fraction above 0 and up to 1, such as 1/3."""
    above, slash, below = signer.share.strip().partition("/")
    digits = (above.strip(), below.strip() if slash else "1")
    if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in digits) or int(digits[1]) == 0:
        raise NotValid("share_unreadable")
    share = Fraction(int(digits[0]), int(digits[1]))
    if not 0 < share <= 1:
        raise NotValid("share_unreadable")
    return share


def same_signer(one: Signer, other: Signer) -> bool:
    """Whether two signatures are one person's in one capacity: the later takes the place of the earlier."""
    return one.relation == other.relation and name_key(one.name) == name_key(other.name)


def name_key(name: str) -> str:
    """A name as it is compared: without regard to case, width, composition, signs that nobody sees, and how many spaces stand in it."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split())


def name_letters(name: str) -> tuple[str, ...]:
    """The parts of a name without marks, case and order, as two scripts of one passport differ.

    >>> name_letters("Nguyễn Thị Linh") == name_letters("LINH NGUYEN THI")
    True
    """
    bare = unicodedata.normalize("NFKD", name.translate(_PLAIN_D).casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return tuple(sorted(unicodedata.normalize("NFC", kept).split()))


def is_complete(file: ClaimFile, signed: Sequence[Signed], *, today: date) -> bool:
    """Whether everybody who must sign has signed: the claimant; both parents, or one alone; the heirs of the whole.

    Two heirs of 1/2 each are complete, one of them is not. A power signed by both parents stays good when the child comes of age.
    """
    by = {relation: [each for each in signed if each.signer.relation == relation] for relation in _ALL}
    if by["self"] or by["guardian"] or by["mandate"]:
        return True
    parents = by["parent"]
    if any(each.signer.alone for each in parents) or len({name_key(each.signer.name) for each in parents}) >= 2:
        return True
    return bool(by["heir"]) and sum((share_of(each.signer) for each in by["heir"]), start=Fraction(0)) == 1


_ALL: tuple[Relation, ...] = ("self", "parent", "guardian", "heir", "mandate")


def granted_by_all(signed: Sequence[Signed]) -> frozenset[str]:
    """The special powers that count where several sign for one claimant: those that each of them gave, and no other."""
    return frozenset[str].intersection(*(frozenset(each.answers.granted) for each in signed)) if signed else frozenset()
