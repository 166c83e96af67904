"""What stands on everything that a simulation writes, and how it is known by it."""

from pathlib import Path

FORMAT = "double-random/simulation@1"
MARK = "SIMULATED 模拟"
"""In every language, in every file; the first word is plain ASCII."""
DOCUMENT = "simulated.json"
_BEGINNING = 4096


def is_simulation(path: Path) -> bool:
    """Whether a file is one that a simulation has written. Errors: OSError."""
    with path.open("rb") as file:
        begins = file.read(_BEGINNING)
    return MARK.split()[0].encode() in begins and not begins.startswith(b"PK")
