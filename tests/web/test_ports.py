"""Ports: data with names in every language."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.web.language import CLAIMANT_LANGUAGES, Language, language_of, speaking
from claims.web.ports import port_choices, port_name, ports


def test_codes_are_unique_and_the_busiest_comes_first() -> None:
    codes = [port.code for port in ports()]
    assert len(codes) == len(set(codes))
    assert codes[0] == "ICN"
    assert {"GMP", "PUS", "KRPUS", "KRINC", "X-DORASAN"} <= set(codes)


@pytest.mark.parametrize("language", CLAIMANT_LANGUAGES, ids=lambda one: one.tag)
def test_every_port_has_a_name_of_its_own_in_every_language(language: Language) -> None:
    named = [dict(port.names).get(language.tag) for port in ports()]
    assert all(named)
    assert len(set(named)) == len(named)


def test_a_code_has_its_name_and_other_is_a_choice() -> None:
    korean = language_of("ko")
    assert korean
    with speaking("ko"):
        assert port_name("ICN") == "인천국제공항"
        assert port_name("NOWHERE") == "NOWHERE"
    with speaking("en"):
        assert port_name("other") == "Another airport, port or crossing"
        assert [code for code, _ in port_choices(korean)][-1] == "other"


def test_a_language_without_a_name_reads_english(tmp_path: Path) -> None:
    file = tmp_path / "ports.toml"
    file.write_text('[[port]]\ncode = "AAA"\n[port.name]\nen = "Field"\n', encoding="utf-8")
    assert ports(file=file)[0].name_in(CLAIMANT_LANGUAGES[0]) == "Field"


def test_a_port_without_a_code_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "ports.toml"
    file.write_text('[[port]]\n[port.name]\nen = "Field"\n', encoding="utf-8")
    with pytest.raises(StartRefused, match=r"ports\.toml"):
        ports(file=file)
