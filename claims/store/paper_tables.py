"""Paper tables: what changes with law and practice, as files that counsel may edit. This is where they are read.

Each row says where it is from and when it was looked at. A table that does not read stops the start, by file and key.
"""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from claims.errors import StartRefused
from claims.model.court_costs import CostTable

Table = TypeVar("Table", bound=BaseModel)


def read_table(path: Path, *, shape: type[Table]) -> Table:
    """One TOML file as the frozen noun it says. Raises StartRefused naming file, key and what is wrong."""
    try:
        return shape.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: this table cannot be read ({error}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        raise StartRefused(f"{path}: {key}: {first['msg']}.") from error


def read_cost_table(templates: Path) -> CostTable:
    """templates/papers/tables/court_costs.toml. Raises StartRefused, also where a list of steps does not end in one without a bound."""
    path = templates / "tables" / "court_costs.toml"
    table = read_table(path, shape=CostTable)
    for key, bounds in (
        ("stamp.steps", [step.below for step in table.stamp.steps]),
        ("serving.rounds", [one.up_to for one in table.serving.rounds]),
    ):
        known = [bound for bound in bounds[:-1] if bound is not None]
        if bounds[-1] is not None or len(known) != len(bounds) - 1 or known != sorted(known):
            raise StartRefused(f"{path}: {key}: steps rise, and only the last has no bound.")
    return table
