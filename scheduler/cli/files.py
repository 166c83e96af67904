"""Files that a verb is given."""

from pathlib import Path

from inventories.problems import Exit, refuse, why
from scheduler import messages


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``. Refused (exit 3) if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(messages.NO_FILE, Exit.INPUT, file=str(path), error=why(error)) from None
