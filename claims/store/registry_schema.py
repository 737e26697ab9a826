"""The JSON Schema of a disclosure file: this is where the tables that read a file say, for other programs, what they take."""

import json
from typing import Any

from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from claims.store.registry_tables import ProjectTable

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _FileSchema(GenerateJsonSchema):
    """As pydantic writes it, but for a TOML file, which knows no null, and without titles that only repeat the key."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out may not be null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What may be left out without standing for a value has no default."""
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value is not None}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """The key says it."""
        return False


def file_schema() -> dict[str, Any]:
    """The format of a disclosure file as JSON Schema, draft 2020-12; a file's TOML read as plain values fits it.

    What one table cannot see stands in disclosures/README.md: sources that are listed, ids used once, segments within.
    """
    schema = ProjectTable.model_json_schema(
        by_alias=True, ref_template=DEFAULT_REF_TEMPLATE, schema_generator=_FileSchema
    )
    return {"$schema": DIALECT, **schema}


def schema_json(schema: dict[str, Any]) -> bytes:
    """A schema as the bytes that are published."""
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"
