"""What every kind of source of randomness can tell and check. Pure: nothing here has, or needs, a connection."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from inventories.problems import Problem

TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Particulars:
    """What a plan may leave to the day of the commitment: when the source fires, which issue, whose shares."""

    at: datetime | None = None
    issue: str = ""
    shares: tuple[tuple[str, str], ...] = ()


class Source(ABC):
    """A public source named in advance. Of an exact one every field is filled; a plan may leave some blank."""

    kind: ClassVar[str]
    doubt: ClassVar[str] = ""
    """Why an audit alone cannot say that the office had no hand in the text; blank where it can."""
    settled: ClassVar[bool] = False
    """Whether nobody can choose the text any more once the commitment stands."""

    @property
    @abstractmethod
    def outcomes(self) -> int:
        """How many equally likely outcomes it has, at a cautious estimate."""

    @property
    @abstractmethod
    def prefix(self) -> str:
        """What its text begins with (specification §2), so that the text names the source."""

    @property
    @abstractmethod
    def form(self) -> str:
        """What its text looks like, with … for what nobody knows yet."""

    @property
    @abstractmethod
    def detail(self) -> str:
        """Which one of its kind, the same in every language."""

    @property
    def fires(self) -> datetime | None:
        """When its outcome comes into the world; None where that is no fixed time."""
        return None

    def named(self, particulars: Particulars) -> Self:
        """The source with blanks filled by what is decided on the day of the commitment."""
        return self

    def lacks(self) -> str:
        """The option of ``commit`` that would name it exactly; blank if it is exact."""
        return ""

    @abstractmethod
    def document(self) -> dict[str, Any]:
        """The exact source as a commitment names it."""

    @classmethod
    @abstractmethod
    def from_document(cls, value: dict[str, Any]) -> Self:
        """The source that ``document`` wrote. Errors: KeyError, TypeError, ValueError."""

    @abstractmethod
    def faults(self, rest: str, evidence: str, thorough: bool) -> Iterator[Problem]:
        """All that is wrong with a text, of which ``rest`` comes after the prefix; ``thorough`` asks a second witness."""

    def fits(self, exact: "Source") -> bool:
        """Whether ``exact`` is this source with nothing but blanks filled."""
        if type(self) is not type(exact):
            return False
        pairs = [(getattr(self, f.name), getattr(exact, f.name)) for f in fields(self)]  # type: ignore[arg-type]
        return all(mine == other or mine in (None, "", ()) for mine, other in pairs)


def moment(time: datetime) -> str:
    """A time in UTC as the log writes it."""
    return time.astimezone(UTC).strftime(TIME)
