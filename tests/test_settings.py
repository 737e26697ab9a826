"""Settings: read once; nonsense is refused by the variable's name, and no secret is repeated."""

import dataclasses
from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.settings import KNOWN, ROOT, read_settings


def test_without_any_there_is_an_office_on_loopback() -> None:
    """SQLite in the folder, host key in memory, Seoul's days."""
    settings = read_settings({})

    assert settings.folder == Path("office").resolve()
    assert settings.database_url == f"sqlite:///{settings.folder}/office.sqlite"
    assert settings.runtime.is_relative_to("/dev/shm")
    assert settings.disclosures == ROOT / "disclosures"
    assert (str(settings.timezone), settings.secure, settings.loopback) == ("Asia/Seoul", False, True)
    assert (settings.vault, settings.fonts) == (settings.folder / "vault", settings.folder / "fonts")


def test_settings_are_frozen() -> None:
    """What was checked at the start stays."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings({}).secure = True  # type: ignore[misc]  # that it is refused is the point


def test_two_folders_have_two_places_in_memory() -> None:
    """Two offices on one machine share no host key."""
    one, other = (read_settings({"CLAIMS_FOLDER": name}).runtime for name in ("one", "two"))

    assert one != other


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLAIMS_FOLDER", ""),
        ("CLAIMS_FOLDER", "   "),
        ("CLAIMS_FOLDER", __file__),
        ("CLAIMS_FOLDER", "a\0b"),
        ("CLAIMS_FOLDER", "~nobody-of-that-name/x"),
        ("CLAIMS_DATABASE_URL", "mysql://root@localhost/x"),
        ("CLAIMS_DATABASE_URL", "sqlite://"),
        ("CLAIMS_DATABASE_URL", "sqlite:///"),
        ("CLAIMS_DATABASE_URL", "sqlite:///:memory:"),
        ("CLAIMS_DATABASE_URL", "sqlite:///x?mode=memory"),
        ("CLAIMS_DATABASE_URL", "postgresql+psycopg://claims@localhost"),
        ("CLAIMS_DATABASE_URL", "postgresql+psycopg://claims@localhost/"),
        ("CLAIMS_DATABASE_URL", "postgres"),
        ("CLAIMS_RUNTIME", __file__),
        ("CLAIMS_RUNTIME", " "),
        ("CLAIMS_DISCLOSURES", "no-such-folder"),
        ("CLAIMS_DISCLOSURES", __file__),
        ("CLAIMS_TIMEZONE", "Seoul"),
        ("CLAIMS_TIMEZONE", ""),
        ("CLAIMS_TIMEZONE", "Asia"),
        ("CLAIMS_TIMEZONE", "../../etc/passwd"),
        ("CLAIMS_TIMEZONE", "/etc/localtime"),
        ("CLAIMS_HOSTS", ""),
        ("CLAIMS_HOSTS", " , "),
        ("CLAIMS_HOSTS", "https://claims.example.org"),
        ("CLAIMS_HOSTS", "claims.example.org:443"),
        ("CLAIMS_HOSTS", "*"),
        ("CLAIMS_HOSTS", "127.0.0.1,claims example.org"),
        ("CLAIMS_SECURE", ""),
        ("CLAIMS_SECURE", "true"),
        ("CLAIMS_SECURE", "1"),
        ("CLAIMS_ONION", "abc.onion"),
        ("CLAIMS_ONION", "https://" + "a" * 56 + ".onion"),
        ("CLAIMS_BACKUPS", "/dev/null"),
        ("CLAIMS_PERIOD_KEYS", "/dev/null"),
        ("CLAIMS_ANCHOR_FILE", "/dev"),
        ("CLAIMS_ANCHOR_MAIL", "nobody"),
        ("CLAIMS_MAIL_SERVER", "mail.example.org"),
        ("CLAIMS_MAIL_SENDER", "nobody"),
        ("CLAIMS_TIMESTAMP_URL", "timestamp.example.org"),
        ("CLAIMS_TIMESTAMP_URL", "https://name:word@timestamp.example.org/"),
        ("CLAIMS_TIMESTAMP_ROOTS", "/nowhere/roots.pem"),
        ("CLAIMS_FOLDRE", "office"),
        ("CLAIMS_SECRET_KEY", "x"),
    ],
)
def test_nonsense_is_refused_by_the_variables_name(name: str, value: str) -> None:
    """One sentence that begins with it."""
    with pytest.raises(StartRefused) as refused:
        read_settings({name: value})
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


def test_every_setting_is_tried_with_nonsense() -> None:
    """A new setting needs its wrong values above."""
    (mark,) = test_nonsense_is_refused_by_the_variables_name.pytestmark

    assert set(KNOWN) <= {name for name, _ in mark.args[1]}


def test_a_wrong_address_of_a_database_repeats_no_password() -> None:
    """The sentence goes to logs."""
    with pytest.raises(StartRefused) as refused:
        read_settings({"CLAIMS_DATABASE_URL": "mysql://claims:hunter2@localhost/x"})
    assert "hunter2" not in str(refused.value)


def test_right_values_are_taken() -> None:
    """Each once, other programs' variables untouched."""
    settings = read_settings(
        {
            "CLAIMS_FOLDER": "~/office",
            "CLAIMS_DATABASE_URL": "postgresql://claims:p%40ss@db.example.org:5432/office?sslmode=require",
            "CLAIMS_HOSTS": "Claims.example.org, abc.onion,[::1]",
            "CLAIMS_SECURE": "YES",
            "CLAIMS_TIMEZONE": "Europe/Berlin",
            "CLAIMS_DEEP_EXAMPLES": "20",
            "PATH": "/bin",
        }
    )

    assert settings.database_url == "postgresql+psycopg://claims:p%40ss@db.example.org:5432/office?sslmode=require"
    assert settings.hosts == ("claims.example.org", "abc.onion", "[::1]")
    assert (settings.secure, settings.loopback, str(settings.timezone)) == (True, False, "Europe/Berlin")
    assert settings.folder.is_absolute()


def test_the_keys_of_backups_never_lie_among_them(tmp_path: Path) -> None:
    """Whoever takes the backups would have both."""
    inside = {"CLAIMS_BACKUPS": str(tmp_path), "CLAIMS_PERIOD_KEYS": f"{tmp_path}-keys:{tmp_path}/keys"}

    with pytest.raises(StartRefused, match="inside the backups"):
        read_settings(inside)


def test_an_onion_address_is_an_allowed_host_and_no_loopback() -> None:
    onion = "a" * 56 + ".onion"

    settings = read_settings({"CLAIMS_ONION": onion})

    assert onion in settings.hosts
    assert not settings.loopback


def test_a_path_that_is_no_text_is_a_path() -> None:
    """The system knows bytes; what is no UTF-8 in them must not end the start with a traceback."""
    settings = read_settings({"CLAIMS_FOLDER": "/tmp/\udca9"})

    assert settings.runtime.parent == Path("/dev/shm")


@pytest.mark.parametrize("name", ["CLAIMS_ANCHOR_FILE", "CLAIMS_TIMESTAMP_ROOTS", "CLAIMS_FOLDER"])
@pytest.mark.parametrize("value", ["~nobody-of-that-name/heads", "/tmp/a\0b"])
def test_what_cannot_be_a_path_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(StartRefused, match=name):
        read_settings({name: value})
