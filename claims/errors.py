"""Every refusal, one class each; the docstring is its meaning. Turned into pages in web/errors.py alone."""


class Refusal(Exception):
    """The service will not do this. `reason` is a code; words are found at the door."""

    def __init__(self, reason: str = "", **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class NotFound(Refusal):
    """There is no such thing, or the viewer may not know that there is."""


class NotAllowed(Refusal):
    """The viewer is known and may not do this."""


class NotNow(Refusal):
    """The move is not in the table from where the thing stands."""


class NotValid(Refusal):
    """What was given cannot be accepted; `reason` names which rule it broke."""


class Conflict(Refusal):
    """Somebody else changed it first."""


class Damaged(Refusal):
    """Stored bytes do not open or do not match their hash: named, refused, never half-shown."""


class StartRefused(Exception):
    """The service does not start: the message names the file or variable, what is wrong and what to do."""


class RegistryError(StartRefused):
    """A disclosure file is not acceptable. Says file, line, key and what would be accepted.

    `line` is 0 where there never was a text (a form). `path`: the steps to the key, list elements counted from 0.
    """

    def __init__(self, *, file: str, line: int, key: str, problem: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(f"{file}:{line}: {key}: {problem}" if line else f"{file}: {key}: {problem}")
        self.file, self.line, self.key, self.problem, self.path = file, line, key, problem, path
