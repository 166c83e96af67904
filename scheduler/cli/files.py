"""Files that a verb is given."""

from pathlib import Path

from inventories.problems import Exit, refuse
from scheduler import messages


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``. Refused (exit 3) if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refuse(messages.NO_FILE, Exit.INPUT, file=str(path), error=reason) from None
