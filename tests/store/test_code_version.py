"""The version of the program that judged: computed by a stranger from the source, and another for another source."""

import hashlib
import re

from claims.settings import ROOT
from claims.store.code_version import code_version


def test_a_stranger_computes_it_from_the_source() -> None:
    whole = b""
    for path in sorted([*(ROOT / "claims" / "model").glob("*.py"), *(ROOT / "claims" / "rules").glob("*.py")]):
        whole += f"claims/{path.parent.name}/{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()

    assert code_version() == hashlib.sha256(whole).hexdigest()
    assert b"claims/rules/matching.py\0" in whole
    assert b"claims/model/judgement.py\0" in whole


def test_rules_and_nouns_are_all_that_judges() -> None:
    """Were a rule to import another room, this fingerprint would not cover it."""
    for path in (ROOT / "claims" / "rules").glob("*.py"):
        rooms = set(re.findall(r"^from claims\.(\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert rooms <= {"model", "rules", "errors"}, path.name
