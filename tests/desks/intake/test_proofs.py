"""The proof's paper says what was signed and nothing that was typed."""

from claims.desks.intake.proofs import paper_of
from claims.model.claim_file import ClaimFile, ConsentStatement
from claims.model.proof import ProvenFile, SignedProof

PROOF = SignedProof(
    office="Test office",
    reference="7K3M9Q4T",
    day="2026-11-22",
    trips=2,
    account_characters=0,
    agreements=(("C1", 1, "yes"), ("C8", 1, "yes"), ("C8", 1, "no")),
    files=(ProvenFile(kind="stamp", size=12, sha256="ab"),),
    fingerprint="f" * 64,
    key="k",
)


def test_the_last_answer_to_each_agreement_counts():
    paper = paper_of(PROOF, file=ClaimFile(language="en"))
    assert [(each.code, each.answer) for each in paper.agreements] == [("C1", "yes"), ("C8", "no")]
    assert (paper.reference, paper.trips, paper.files[0].size) == ("7K3M-9Q4T", 2, 12)


def test_the_account_is_named_by_its_kind_only():
    wants_to_tell = ClaimFile(language="en", statement=ConsentStatement(in_person=True))
    written = PROOF.model_copy(update={"account_characters": 9})
    found = [paper_of(p, file=f).account for p, f in ((written, wants_to_tell), (PROOF, wants_to_tell))]
    assert [*found, paper_of(PROOF, file=ClaimFile(language="en")).account] == ["given", "in_person", "blank"]
