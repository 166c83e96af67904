"""The audit bundle: one ZIP file with everything that a replay needs, secrets included, for those entitled to it.

bundle.json         format, and the SHA-256 of every other file
log.jsonl           the whole log, one event a line
frozen/<digest>     plans and tables as frozen by the commitments, plans as approved and amended, signed files
secrets.json        the secrets of each commitment
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inventories.problems import N_, Exit, Reason, reason_of, refuse
from inventories.records import canonical
from scheduler import messages
from scheduler.commitment import Secrets
from scheduler.exchange.trust import signed
from scheduler.journal import draws
from scheduler.log import Event, from_document, to_line
from scheduler.simulate.mark import DOCUMENT, is_simulation
from scheduler.simulate.messages import SIMULATED
from scheduler.store.office import Office
from scheduler.tables import parse_lines

FORMAT = "double-random/bundle@1"
LARGEST = 4 * 2**30
"""A bundle that would unpack to more bytes is refused."""
SPOILED = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
)
"""What reading a file that is no bundle can raise."""


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds. ``altered`` names files whose SHA-256 is not the stated one; ``canonical``: each line of the log is
    the one that its event has."""

    events: tuple[Event, ...]
    frozen: Mapping[str, bytes]
    secrets: Mapping[str, Secrets]
    altered: tuple[str, ...] = ()
    canonical: bool = True


def collect(office: Office) -> Bundle:
    """The bundle of all that an office has committed."""
    events = office.events()
    frozen: dict[str, bytes] = {}
    secrets: dict[str, Secrets] = {}
    for draw in draws(events):
        stated = [draw.record["plan"]["digest"], *(table["root"] for table in draw.record["tables"].values())]
        frozen.update((digest, office.frozen(digest)) for digest in stated)
        secrets[draw.hash] = Secrets(*office.secrets(draw.hash))
    approved = {event.body["digest"] for event in events if event.kind == "plan"}
    frozen.update((digest, office.frozen(digest)) for digest in approved)
    frozen.update((event.body["sha256"], office.frozen(event.body["sha256"])) for event in signed(events))
    return Bundle(tuple(events), frozen, secrets)


def write(bundle: Bundle, path: Path) -> str:
    """Write ``bundle`` to ``path`` and return the file's SHA-256. The same bundle gives the same bytes."""
    files = {
        "log.jsonl": _lines(bundle.events),
        "secrets.json": canonical({c: {"draw": s.draw, "tables": s.tables} for c, s in bundle.secrets.items()}),
        **{f"frozen/{digest}": body for digest, body in bundle.frozen.items()},
    }
    digests = {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    files["bundle.json"] = canonical({"format": FORMAT, "files": digests})
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, files[name])
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _lines(events: Iterable[Event]) -> bytes:
    return b"".join(to_line(event) for event in events)


def read(path: Path) -> Bundle:
    """The bundle in ``path``. Refused (exit 3) if it is none, or a simulation; what it claims is for the audit to judge."""
    try:
        if is_simulation(path):
            raise refuse(SIMULATED, Exit.INPUT, file=path.name)
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if DOCUMENT in names and "bundle.json" not in names:
                raise refuse(SIMULATED, Exit.INPUT, file=path.name)
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise ValueError(Reason(N_("it would unpack to more than 4 GiB")))
            if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in archive.infolist()):
                raise ValueError(Reason(N_("it is packed in another way")))
            files = {info.filename: archive.read(info) for info in archive.infolist()}
        stated = json.loads(files["bundle.json"])
        if stated["format"] != FORMAT:
            raise ValueError(Reason(N_("its format is {format}"), format=repr(stated["format"])))
        altered = {name for name, body in files.items() if name != "bundle.json"}
        for name, digest in stated["files"].items():
            if name in files and hashlib.sha256(files[name]).hexdigest() == digest:
                altered.discard(name)
            else:
                altered.add(name)
        secrets = json.loads(files["secrets.json"])
        events = tuple(from_document(value) for value in parse_lines(files["log.jsonl"]))
        return Bundle(
            events,
            {name.removeprefix("frozen/"): body for name, body in files.items() if name.startswith("frozen/")},
            {c: Secrets(s["draw"], s["tables"]) for c, s in secrets.items()},
            tuple(sorted(altered)),
            files["log.jsonl"] == _lines(events),
        )
    except SPOILED as error:
        said = reason_of(error)
        detail = said if isinstance(said, Reason) else f"{type(error).__name__}: {error}"
        raise refuse(messages.NO_BUNDLE, Exit.INPUT, file=str(path), error=detail) from None
