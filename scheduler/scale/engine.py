"""What is asked of an engine that runs SQL over a pool: ``duck.Duck`` in this process, ``spark.Spark`` on a cluster.

The statements are the same for both, in the names of Spark; text is compared by bytes. A file is Parquet, or CSV in UTF-8
with a header, all of whose columns are text.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol

from scheduler.draw.offices import Each

Row = tuple[Any, ...]


class EngineError(Exception):
    """An engine cannot be had, or cannot do what it was asked to; the text is its own."""


class Type(Enum):
    """What a column holds, as far as it matters."""

    TEXT = "text"
    WHOLE = "whole numbers"
    OTHER = "something else"


class Engine(Protocol):
    """Runs statements. All methods raise EngineError."""

    def open(self, file: str) -> dict[str, Type]:
        """Make ``file`` (or a pattern of several) the view ``file``; returns its columns."""

    def number(self) -> None:
        """Make the view ``numbered``: as ``file``, with ``_file``, and ``_row`` counted from 1 (in CSV the header's)."""

    def put(self, name: str, whole: Mapping[str, Sequence[int]], text: Mapping[str, Sequence[str]]) -> None:
        """Make a small table ``name`` of columns of ``whole`` numbers and of ``text``, in place of one of that name."""

    def view(self, name: str, statement: str) -> None:
        """Give a statement a name."""

    def keep(self, name: str, statement: str) -> None:
        """Run a statement and keep what it finds as the table ``name``."""

    def rows(self, statement: str) -> Iterator[Row]:
        """What a statement finds."""

    def write(self, statement: str, file: str) -> None:
        """Write what a statement finds: Parquet, or CSV if ``file`` ends in .csv. Whole or not at all."""

    @property
    def each(self) -> Each | None:
        """What draws the teams of each office where the engine computes; None: that is this process."""

    def close(self) -> None:
        """Let go of everything."""
