"""Processes that have imported everything before they are told what to do: what is raced or killed is the act itself."""

import gc
import multiprocessing
import warnings
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from shop import Said, tell

# what verbs import only when they are used
import scheduler.chain
import scheduler.cli.drawing
import scheduler.cli.exporting
import scheduler.cli.importing
import scheduler.cli.publishing
import scheduler.cli.status
import scheduler.publish.acts
import scheduler.results.acts
import scheduler.results.importing
import scheduler.store.postgresql

_FORK: Any = multiprocessing.get_context("fork")


def _serve(told: Connection) -> None:
    scheduler.chain.read_plan = cache(scheduler.chain.read_plan)  # the store is tried, not how fast old plans are read
    while (words := told.recv()) is not None:
        told.send(tell(*words))


@dataclass
class Hand:
    """A process of its own, and the line by which it is spoken to."""

    process: BaseProcess
    line: Connection

    @classmethod
    def hired(cls) -> "Hand":
        """A new one, which knows all that this process knows."""
        here, there = _FORK.Pipe()
        gc.freeze()  # what is known already stays as it is, in memory that all share
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads that libraries keep: they do nothing here
            process = _FORK.Process(target=_serve, args=(there,), daemon=True)
            process.start()
        there.close()
        return cls(process, here)

    def tell(self, folder: Path, *words: object) -> None:
        """Have it run a command; it does not wait for the answer."""
        self.line.send((folder, *map(str, words)))

    def answer(self) -> Said:
        """What it said."""
        said: Said = self.line.recv()
        return said

    def kill(self) -> Said | None:
        """End it as a power cut would, and tell what it had said before: None if it was killed before it answered."""
        self.process.kill()
        self.process.join()
        try:
            return self.answer() if self.line.poll() else None
        except (EOFError, ConnectionResetError):
            return None
        finally:
            self.line.close()
