"""The published schema of the file format: valid in itself, met by every file, refusing what the reader refuses, and pinned."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given

from claims.store.registry_schema import DIALECT, file_schema, schema_json
from tests.store.made_projects import FEWER, file_forms
from tests.store.schema_reader import SchemaReader
from tests.store.small_registry import DISCLOSURES, GOOD
from tests.store.test_registry_window_tables import PARTS, WINDOWS, with_part
from tests.store.test_registry_written import BROKEN

GOLDEN = Path(__file__).parents[1] / "golden" / "registry.schema.json"
READER = SchemaReader(file_schema())
# What one place alone cannot see, or what JSON Schema has no words for: the reader refuses it, the schema does not.
READER_ONLY = {
    "source of no day", "source read in a month", "source key twice", "unknown source", "bad day", "level two",
    "ends before it begins", "population of a slip", "segment beyond the window", "segment ends too late",
    "segment backwards", "flag by an unknown value", "flag by a blank", "requirement of a blank",
    "a requirement that is no mode", "an age of nobody", "age on a month", "a stay longer than the window",
    "a part of nothing", "a part of itself",
}  # fmt: skip


def test_a_changed_format_is_noticed():
    """Meant? Then raise `format` where old readers would go wrong, and write the golden file anew from `file_schema`."""
    assert GOLDEN.read_bytes() == schema_json(file_schema())


@pytest.mark.parametrize("file", sorted(DISCLOSURES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_shipped_file_fits(file: Path):
    assert READER.faults(tomllib.loads(file.read_text("utf-8"))) == []


@FEWER
@given(file_forms())
def test_whatever_the_reader_takes_fits(values: dict):
    assert READER.faults(values) == []


def refused_texts() -> dict[str, str]:
    """Every text that the reader's own tests refuse, by name."""
    texts = {name: case[0] for name, case in BROKEN.items()}
    texts |= {name: case[0] for name, case in WINDOWS.items()}
    return texts | {name: with_part(case[0], case[1]) for name, case in PARTS.items()}


@pytest.mark.parametrize(
    "name", [name for name, text in refused_texts().items() if "not TOML" not in str(BROKEN.get(name))]
)
def test_what_the_reader_refuses_does_not_fit_where_a_schema_can_tell(name: str):
    values = json.loads(json.dumps(tomllib.loads(refused_texts()[name]), default=lambda _: 0.5))
    assert bool(READER.faults(values)) == (name not in READER_ONLY)


def test_it_says_what_it_is_and_every_key_is_explained():
    schema = file_schema()
    assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"
    for table in (schema, *schema["$defs"].values()):
        assert table["additionalProperties"] is False
        assert table["description"]
        assert all(key["description"].endswith(".") for key in table["properties"].values())


def test_it_points_only_at_what_it_holds():
    text = schema_json(file_schema()).decode()
    pointed = {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}
    assert pointed == set(file_schema()["$defs"])
    assert "null" not in text


def test_the_reader_of_schemas_refuses_a_word_it_does_not_know():
    with pytest.raises(AttributeError):
        SchemaReader({"maxLength": 3}).faults("four")
    assert not READER.faults(tomllib.loads(GOOD))
