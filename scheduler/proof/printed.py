"""A checkpoint as a page for a notice board: in large print, with a code for a phone. The same note, the same bytes."""

from gettext import gettext as _
from importlib.resources import files as package_files

import segno

from scheduler.exchange import notes
from scheduler.html import environment
from scheduler.proof.checkpoint import encoded, read


def page(note: bytes, office: str, lang: str) -> bytes:
    """The page of a signed checkpoint, HTML without script or outside address. Errors: BadCheckpoint."""
    found = read(note)
    templates = environment("scheduler.proof")
    templates.globals["_"] = _
    return (
        templates.get_template("checkpoint.html")
        .render(
            lang=lang,
            office=office,
            checkpoint=found,
            root=_in_groups(found.root.hex()),
            base64=encoded(found.root),
            note=note.decode(),
            signers=[name for name, _id, _signature in notes.split(note)[1]],
            code=segno.make(note, error="m", micro=False).svg_inline(omitsize=True, border=2),
            style=(package_files("scheduler.proof") / "templates" / "print.css").read_text("utf-8"),
        )
        .encode()
    )


def _in_groups(digits: str) -> list[str]:
    return [digits[k : k + 8] for k in range(0, len(digits), 8)]
