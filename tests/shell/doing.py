"""A command that is done, and one that is refused, as the log and the audit see it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from shop import NOW, Said, tell, words_of
from small_office import open_office

from inventories.problems import Exit, Message
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import collect


def done(folder: Path, *words: object, now: datetime = NOW) -> Any:
    """The command is done, what it says is JSON, and the audit replays the log with it."""
    told = tell(folder, *words, "--json", now=now)
    assert told.code == Exit.DONE, told.err
    assert verdicts(audit(collect(open_office(folder))))[1] == Colour.GREEN
    return json.loads(told.out)


def refused(folder: Path, code: int, because: str | Message, *words: object) -> Said:
    """The command is refused with that exit code and text, and nothing is logged."""
    before = open_office(folder).events()
    told = tell(folder, *words)
    assert (told.code, told.out) == (code, ""), told.all
    assert (because if isinstance(because, str) else words_of(because)) in told.err
    assert open_office(folder).events() == before
    return told
