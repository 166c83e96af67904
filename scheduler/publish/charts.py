"""Bars as inline SVG without a letter in them: the words and numbers stand beside them, in the same row of a table.

Lengths are percentages, so that a bar is as wide as its column and its patterns stay as they are. What the parts are is told by
their order and their patterns, which ``patterns`` defines once for a page; colour adds nothing.
"""

from collections.abc import Iterable

from markupsafe import Markup

PATTERNS = """<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="fill-problem" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
<rect width="6" height="6" class="ground"/><rect width="3" height="6" class="problem"/></pattern>
<pattern id="fill-closed" width="5" height="5" patternUnits="userSpaceOnUse">\
<rect width="5" height="5" class="ground"/><circle cx="2.5" cy="2.5" r="1.2" class="closed"/></pattern>
</defs></svg>"""
FILLS = {"problem": "url(#fill-problem)", "closed": "url(#fill-closed)"}
HEAD = '<svg class="chart" width="100%" height="16" aria-hidden="true" focusable="false">'


def patterns() -> Markup:
    """What the bars of a page are filled with."""
    return Markup(PATTERNS)


def key(look: str) -> Markup:
    """A sample of a part of a bar, for the key beside it."""
    return Markup(f'<svg class="sample" width="24" height="16" aria-hidden="true">{_part(look, 0, 100)}</svg>')


def bar(parts: Iterable[tuple[str, int]], whole: int) -> Markup:
    """The parts of ``whole`` side by side, each with its look (``clean``, ``problem``, ``closed`` or ``done``); what they leave
    stays empty."""
    left, drawn = 0, []
    for look, number in parts:
        if number:
            drawn.append(_part(look, 100 * left / (whole or 1), 100 * number / (whole or 1)))
        left += number
    return Markup(f'{HEAD}<rect width="100%" height="100%" class="ground"/>{"".join(drawn)}{RIM}</svg>')


def interval(low: int, share: int, high: int) -> Markup:
    """A share between its bounds on a scale from 0 to 100: a thick line with a dot on it."""
    line = f'<line x1="{low}%" x2="{high}%" y1="50%" y2="50%" class="span"/>'
    ticks = "".join(f'<line x1="{at}%" x2="{at}%" y1="0" y2="100%" class="tick"/>' for at in (25, 50, 75))
    dot = f'<circle cx="{share}%" cy="50%" r="5" class="dot"/>'
    return Markup(f"{HEAD}{ticks}{RIM}{line}{dot}</svg>")


RIM = '<rect width="100%" height="100%" class="rim"/>'


def _part(look: str, left: float, width: float) -> str:
    fill = f' fill="{FILLS[look]}"' if look in FILLS else f' class="{look}"'
    place = f'x="{left:.2f}%" width="{width:.2f}%"'
    end = f'<line x1="{left + width:.2f}%" x2="{left + width:.2f}%" y1="0" y2="100%" class="end"/>'
    return f'<rect {place} height="100%"{fill}/>{end}'
