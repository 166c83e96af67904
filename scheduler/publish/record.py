"""The record of a draw (抽取记录): one page that opens and prints anywhere, with lines for the witnesses to sign."""

from collections.abc import Sequence

from scheduler.html import environment
from scheduler.i18n import translator
from scheduler.journal import Draw
from scheduler.randomness import Place, fallbacks

LINES = 3
"""So many lines to sign stand there at least; those without a name are filled in by hand."""


def record_page(draw: Draw, places: Sequence[Place], place: str, witnesses: Sequence[str]) -> str:
    """The page as HTML, Chinese with the English beside it. ``draw`` is drawn; a line for each of ``witnesses``."""
    thrown = draw.randomness
    assert thrown is not None
    zh = translator("zh_CN")
    return (
        environment("scheduler.publish")
        .get_template("record.html")
        .render(
            both=lambda text: f"{zh(text)} {text}",
            draw=draw,
            thrown=thrown,
            parts=thrown.body["text"].split("+"),
            places=places,
            fallbacks=fallbacks(thrown.body["text"], places),
            place=place,
            witnesses=[*witnesses, *[""] * (LINES - len(witnesses))],
            groups=[draw.hash[k : k + 4] for k in range(0, 64, 4)],
            seed=[draw.outcome["seed"][k : k + 4] for k in range(0, 64, 4)],
            targets=len({row["target"] for row in draw.outcome["targets"]}),
        )
    )
