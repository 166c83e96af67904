"""What lies in the folder of a site, beside what its list of files says. It is read alone."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FORMAT = "double-random/site@1"
MARKER = "site.txt"
RESULTS = "files/results.json"
OF_SYSTEMS = frozenset(("Thumbs.db", "desktop.ini", ".DS_Store"))
"""Files that operating systems put into folders that are looked at."""


@dataclass(frozen=True)
class Held:
    """``manifest`` is the SHA-256 of the list of files, blank without one; ``listed`` and ``found`` are each file's SHA-256 by
    its path, as listed and as it lies there; ``results`` the results as they lie there, for programs."""

    manifest: str
    listed: Mapping[str, str]
    found: Mapping[str, str]
    results: bytes = b""

    @property
    def altered(self) -> list[str]:
        """Listed files that lie there with other bytes."""
        return sorted(path for path, digest in self.listed.items() if self.found.get(path, digest) != digest)

    @property
    def missing(self) -> list[str]:
        """Listed files that do not lie there."""
        return sorted(set(self.listed) - set(self.found))

    @property
    def foreign(self) -> list[str]:
        """Files that are not listed."""
        return sorted(set(self.found) - set(self.listed))


def read(folder: Path) -> Held:
    """What lies in ``folder``; nothing where there is none. Errors: OSError."""
    if not folder.is_dir():
        return Held("", {}, {})
    listing = folder / MARKER
    text = listing.read_bytes() if listing.is_file() else b""
    found = {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths(folder)}
    results = (folder / RESULTS).read_bytes() if RESULTS in found else b""
    return Held(hashlib.sha256(text).hexdigest() if text else "", listed(text), found, results)


def listed(manifest: bytes) -> dict[str, str]:
    """Each file's SHA-256 by its path, as the list of a site says; nothing of a list of another form."""
    first, *lines = manifest.decode(errors="replace").split("\n")
    pairs = [line.split("  ", 1) for line in lines if "  " in line]
    return {path: digest for digest, path in pairs} if first == FORMAT else {}


def strangers(folder: Path) -> list[str]:
    """The files in a folder of a site that its list does not name."""
    return sorted(set(paths(folder)) - set(listed((folder / MARKER).read_bytes())))


def paths(folder: Path) -> Iterator[str]:
    """The path of each file below ``folder``, with ``/`` between folders, without the list of files and what systems leave."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name).relative_to(folder).as_posix()
            if path != MARKER and name not in OF_SYSTEMS:
                yield path
