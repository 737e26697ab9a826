"""The signed proof: exactly these bytes are signed, so that a stranger can check the signature without this program."""

import json

import pytest
from pydantic import ValidationError

from claims.model.proof import ProvenFile, SignedProof

PROOF = SignedProof(
    office="Redress Law Clinic",
    reference="7K3M9Q4T",
    day="2026-11-22",
    trips=2,
    account_characters=31,
    agreements=(("C1", 1, "yes"), ("C8", 1, "no")),
    files=(ProvenFile(kind="stamp", size=2312345, sha256="ab" * 32),),
    fingerprint="9f" * 32,
    key="0c" * 32,
    signature="5e" * 64,
)
# Fixed by the first format: a proof that a claimant holds must be checkable for as long as claims last.
SIGNED = (
    '{"format":1,"office":"Redress Law Clinic","reference":"7K3M9Q4T","day":"2026-11-22","trips":2,'
    '"account_characters":31,"agreements":[["C1",1,"yes"],["C8",1,"no"]],'
    f'"files":[{{"kind":"stamp","size":2312345,"sha256":"{"ab" * 32}"}}],'
    f'"fingerprint":"{"9f" * 32}","key":"{"0c" * 32}"}}'
)


def test_the_signed_bytes_are_fixed() -> None:
    assert PROOF.signed_bytes() == SIGNED.encode()


def test_the_signature_is_not_under_itself() -> None:
    assert PROOF.model_copy(update={"signature": ""}).signed_bytes() == PROOF.signed_bytes()


@pytest.mark.parametrize("field", sorted(SignedProof.model_fields.keys() - {"signature", "format"}))
def test_every_other_fact_is_under_the_signature(field: str) -> None:
    changed = {"agreements": (), "files": ()}.get(field, 3 if field in ("trips", "account_characters") else "other")

    assert PROOF.model_copy(update={field: changed}).signed_bytes() != PROOF.signed_bytes()


def test_a_proof_comes_back_as_it_was_kept() -> None:
    again = SignedProof.model_validate_json(PROOF.model_dump_json())

    assert again == PROOF
    assert again.signed_bytes() == PROOF.signed_bytes()


@pytest.mark.parametrize("changed", [{"format": 2}, {"name": "Linh"}])
def test_a_proof_of_another_format_or_with_more_in_it_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SignedProof.model_validate(json.loads(PROOF.model_dump_json()) | changed)


def test_nothing_that_a_claimant_typed_has_a_place_in_it() -> None:
    typed = {"name", "account", "born", "passport", "file_name", "note", "entered", "exited", "language"}
    assert not typed & (SignedProof.model_fields.keys() | ProvenFile.model_fields.keys())
