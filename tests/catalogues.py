"""The message catalogues: gather every text of the sources, update the catalogues, compile them.

    python tests/catalogues.py          updates and compiles; names what has no Chinese yet

The English catalogue repeats the texts; the Chinese one is written by people and kept.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "scheduler" / "locale"
DOMAIN = "double-random"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""In the headers, so that the same texts give the same bytes."""
KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext", "both", "head", "fact", "cell", "zh", "en")),
    "ngettext": (1, 2),
    "NN_": (1, 2),
}


def texts() -> Catalog:
    """A catalogue of all texts in the sources, without translations."""
    found = Catalog(domain=DOMAIN, project="double-random", charset="utf-8")
    for room in ("scheduler", "inspectors", "inventories"):
        methods = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
        for name, _line, message, _comments, _context in extract_from_dir(ROOT / room, methods, keywords=KEYWORDS):
            found.add(message, locations=[(f"{room}/{Path(name).as_posix()}", 0)])
    return found


def catalogue(language: str) -> Catalog:
    """The catalogue of ``language`` as it is kept; empty if there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(language: str) -> Catalog:
    """The catalogue of ``language`` with exactly the texts of the sources."""
    old, new = (
        catalogue(language),
        Catalog(
            locale=language,
            domain=DOMAIN,
            charset="utf-8",
            project="double-random",
            creation_date=WRITTEN,
            revision_date=WRITTEN,
        ),
    )
    for message in sorted((m for m in texts() if m.id), key=lambda m: str(m.id)):
        known = old.get(message.id)
        string = message.id if language == "en" else known.string if known is not None else ""
        new.add(message.id, string, locations=sorted(set(message.locations)), flags=message.flags)
    return new


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def po_bytes(found: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, found, width=110, omit_header=False, include_lineno=False, sort_output=True)
    lines = out.getvalue().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith((b'"POT-Creation', b'"PO-Revision', b'"Generated')))


def mo_bytes(found: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, found)
    return out.getvalue()


def missing(found: Catalog) -> list[str]:
    """The texts without a translation."""
    return [str(m.id) for m in found if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)]


def main() -> int:
    for language in ("zh_CN", "en"):
        found = updated(language)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(po_bytes(found))
        po_path(language).with_suffix(".mo").write_bytes(mo_bytes(found))
        for text in missing(found):
            print(f"{language}: no translation of {text!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
