"""How anything that is wrong is said: a stable code, a sentence, an advice, and the place it stands.

Messages are data. Their texts are English with named ``{parameters}``, marked for the catalogues by ``N_``; they are
translated and filled in only where they are shown, so no other module knows a language.
"""

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


def N_(text: str) -> str:
    """Mark ``text`` for the message catalogues; returns it unchanged."""
    return text


class Words(str):
    """A parameter that is itself a text of the catalogues, marked by ``N_``, and translated where it is shown."""


class Several(tuple[object, ...]):
    """A parameter of several things, each of them a parameter: they are listed with commas."""


class Reason(str):
    """A reason in English, as data; where it is shown, a ``text`` of the catalogues with its ``params``."""

    text: str
    params: dict[str, object]

    def __new__(cls, text: str, /, **params: object) -> "Reason":
        """The reason that ``text``, marked by ``N_``, states with these parameters."""
        made = super().__new__(cls, text.format(**params))
        made.text, made.params = text, params
        return made


def reason_of(error: Exception) -> str:
    """What an exception was raised with: a reason as such, anything else in its own words."""
    return error.args[0] if error.args and isinstance(error.args[0], Reason) else str(error)


def why(error: OSError) -> Words:
    """Why the operating system refused a file: the usual reasons in words of the catalogues, others in its own."""
    usual = {
        FileNotFoundError: N_("there is no such file or folder"),
        PermissionError: N_("it is open in another program, or you have no right to it"),
        IsADirectoryError: N_("it is a folder"),
    }
    disk = {errno.ENOSPC: N_("the disk is full"), errno.EROFS: N_("the disk cannot be written, only read")}
    return Words(usual.get(type(error)) or disk.get(error.errno or 0) or error.strerror or type(error).__name__)


class Exit(IntEnum):
    """The documented exit codes of the program."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INPUT = 3
    PLAN = 4
    VERIFICATION = 5
    CONFLICT = 6


@dataclass(frozen=True)
class Message:
    """One thing the program can say: ``code`` is stable, ``text`` and ``advice`` are the English of the catalogues."""

    code: str
    text: str
    advice: str = ""


@dataclass(frozen=True)
class Place:
    """Where a problem stands; every part may be unknown. ``row`` counts from 1 as the spreadsheet does."""

    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Problem:
    """A message with its parameters at a place. A warning does not stop an import or a commitment; an error does."""

    message: Message
    params: dict[str, object] = field(default_factory=dict)
    place: Place = Place()
    warning: bool = False


class Refused(Exception):
    """The one exception that reaches the user: every problem found, and the exit code they lead to."""

    def __init__(self, problems: Problem | Iterable[Problem], exit_code: Exit) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.exit_code = exit_code
        super().__init__("; ".join(f"{p.message.code} {p.params}" for p in self.problems[:5]))


def refuse(message: Message, exit_code: Exit, **params: object) -> Refused:
    """A refusal for a single problem that has no place in a file."""
    return Refused(Problem(message, params), exit_code)
