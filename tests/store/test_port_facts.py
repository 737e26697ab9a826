"""Where ports lie: data beside the registry, the same codes as the list of names."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store.port_facts import read_ports
from claims.store.registry import load_registry
from claims.web.ports import ports

ROW = '[[port]]\ncode = "AAA"\ncity = "Busan"\ncountry = "KOR"\nmode = "air"\n'


def test_both_lists_hold_the_same_codes_in_the_same_order_and_places_elsewhere_follow() -> None:
    named = [port.code for port in ports()]
    assert [port.code for port in read_ports()] == [*named, "X-ANZALDUAS", "X-BUCHEON"]


def test_a_port_has_its_city_country_and_mode() -> None:
    facts = {port.code: (port.city, port.country, port.mode) for port in read_ports()}
    assert facts["GMP"] == ("Seoul", "KOR", "air")
    assert facts["KRPUS"] == ("Busan", "KOR", "sea")
    assert facts["X-DORASAN"] == ("Paju", "KOR", "land")


def test_the_registry_carries_the_ports_under_its_revision() -> None:
    registry = load_registry(Path(__file__).parents[2] / "disclosures")
    assert {port.code for port in registry.ports} == {port.code for port in read_ports()}
    assert b'"city":"Incheon"' in registry.canonical()


@pytest.mark.parametrize(
    "text", [ROW + ROW, ROW.replace("Busan", ""), ROW.replace("air", "rail"), ROW + 'kind = "airport"\n'], ids=str
)
def test_a_row_that_is_wrong_stops_the_start(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ports.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StartRefused, match=r"ports\.toml"):
        read_ports(file=file)
