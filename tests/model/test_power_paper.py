"""What a claimant signs: nothing is granted by itself, and only what is a special power, a relation, a picture may stand there."""

import pytest

from claims.model.power_paper import Signature
from tests.court_paper_samples import power, signature_image


def test_nothing_is_granted_unless_it_is_named() -> None:
    assert power().granted == ()
    assert power().signatures[0].signed_on == ""


@pytest.mark.parametrize("granted", [("everything",), ("appeal", "appeal"), ("",)])
def test_only_each_special_power_once(granted: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="special powers"):
        power(granted=granted)


def test_a_power_has_a_line_to_sign() -> None:
    with pytest.raises(ValueError, match="line to sign"):
        power(signatures=())


def test_a_signature_is_somebodys_and_its_image_a_picture() -> None:
    assert Signature(name="x", image=signature_image()).image
    with pytest.raises(ValueError, match="PNG"):
        Signature(name="x", image=b"<svg/>")
    with pytest.raises(ValueError, match="relation"):
        Signature(name="x", relation="uncle")
