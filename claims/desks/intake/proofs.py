"""A signed proof as a paper. This is where the facts that were signed become the facts that are printed."""

from datetime import date

from claims.model.claim_file import ClaimFile
from claims.model.paper import AgreementAnswer, Proof, ReceivedFile
from claims.model.proof import SignedProof
from claims.rules.references import grouped


def paper_of(proof: SignedProof, *, file: ClaimFile) -> Proof:
    """The proof's paper: nothing on it was typed by the claimant."""
    latest = {code: (version, answer) for code, version, answer in proof.agreements}
    return Proof(
        reference=grouped(proof.reference),
        day=date.fromisoformat(proof.day),
        office=proof.office,
        trips=proof.trips,
        account=_account(proof, file),
        files=tuple(ReceivedFile(kind=each.kind, size=each.size, sha256=each.sha256) for each in proof.files),
        agreements=tuple(
            AgreementAnswer(code=code, version=version, answer=answer)
            for code, (version, answer) in sorted(latest.items())
        ),
        fingerprint=proof.fingerprint,
    )


def _account(proof: SignedProof, file: ClaimFile) -> str:
    if proof.account_characters:
        return "given"
    return "in_person" if file.statement.in_person else "blank"
