"""A harness: one parser that takes bytes from outside, and the refusals it may answer them with. This is where both are named."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from claims.errors import Refusal

Take = Callable[[bytes], object]


@dataclass(frozen=True)
class Harness:
    """Whatever bytes it takes, it answers, or refuses by one of `refusals`; anything else is a crash.

    `open`: in a scratch folder of its own, whatever the parser stands on. `reasons`: where a refusal has a reason, it is one
    of these. `seeds`: real samples to begin from. `longest`: bytes, beyond which only the machine would be tried.
    """

    open: Callable[[Path], AbstractContextManager[Take]]
    seeds: Callable[[], Iterable[bytes]]
    refusals: tuple[type[BaseException], ...] = ()
    reasons: frozenset[str] = frozenset()
    longest: int = 4096

    def answers(self, take: Take, content: bytes) -> bool:
        """True where the bytes were taken, False where they were refused as they may be; whatever else is raised is a find."""
        try:
            take(content)
        except self.refusals as refusal:
            if isinstance(refusal, Refusal) and self.reasons and refusal.reason not in self.reasons:
                raise AssertionError(f"a reason that is not written down: {refusal.reason}") from refusal
            return False
        return True


def standing_alone(take: Take) -> Callable[[Path], AbstractContextManager[Take]]:
    """For a parser that stands on nothing."""

    @contextmanager
    def opened(folder: Path) -> Iterator[Take]:
        yield take

    return opened


def from_a_file(take: Callable[[Path], object], *, name: str) -> Callable[[Path], AbstractContextManager[Take]]:
    """For a parser that is given a file of this name."""

    @contextmanager
    def opened(folder: Path) -> Iterator[Take]:
        place = folder / name

        def written_and_taken(content: bytes) -> object:
            place.write_bytes(content)
            return take(place)

        yield written_and_taken

    return opened


def texts(*found: str) -> list[bytes]:
    """Seeds that are words."""
    return [text.encode() for text in found]


def halves(content: bytes) -> tuple[str, str]:
    """Two texts out of one piece of bytes, divided at the first zero byte."""
    first, _, second = content.partition(b"\0")
    return first.decode("utf-8", "replace"), second.decode("utf-8", "replace")
