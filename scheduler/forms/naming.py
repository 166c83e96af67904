"""Names of files that every system takes, Windows among them. Pure."""

import re
from collections.abc import Iterable

LONGEST = 100
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


def safe(name: str) -> str:
    """``name`` without what Windows reserves: signs, device names, blanks and dots at the end; 100 characters at most."""
    clean = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "-", name).strip()[:LONGEST].rstrip(" .")
    return f"_{clean}" if not clean or _RESERVED.fullmatch(clean) else clean


def apart(names: Iterable[str]) -> list[str]:
    """The names, those that differ in upper and lower case alone made different by a number."""
    taken: dict[str, int] = {}
    result = []
    for name in names:
        key = name.casefold()
        taken[key] = taken.get(key, 0) + 1
        result.append(name if taken[key] == 1 else f"{name}~{taken[key]}")
    return result
