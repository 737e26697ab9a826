"""The `claims` command as a lawyer's assistant meets it: help that helps, one sentence when something is refused, exit codes."""

import pytest

from claims.cli import main

COMMANDS = ["init", "demo", "upgrade", "work", "match", "verify", "seizure-report", "ledger", "doctor"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]):
    """--help of each command exits 0 and says more than its usage line."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 4


def test_the_list_of_commands_is_whole(capsys: pytest.CaptureFixture[str]):
    """`claims --help` names every command."""
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(command in said for command in COMMANDS)


def test_a_wrong_setting_stops_with_its_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """One line on standard error, exit code 2, no traceback."""
    monkeypatch.setenv("CLAIMS_TIMEZONE", "Moon/Base")
    assert main(["doctor"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("claims: CLAIMS_TIMEZONE is 'Moon/Base'")
    assert len(said.splitlines()) == 1
