"""Plots as SVG text: three forms, in black and grey, marked as simulated. Nothing but numbers and escaped words goes in.

Colour tells nothing: means are dots, what nine draws in ten hold is a thick line, limits are ticks, what chance does not
explain is a cross. The same figures give the same bytes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10, sqrt
from unicodedata import east_asian_width

from scheduler.simulate.mark import MARK

WIDTH = 400
FONT = "system-ui, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
INK, SOFT, LINE, WASH = "#1a1f26", "#4a5561", "#c3cad1", "#dfe4e9"
LABEL = 96
"""The width of the labels of rows."""
ROW, FOOT = 20, 44


@dataclass(frozen=True)
class Whisker:
    """A row: a mean, the numbers between which nine draws in ten lie, and a limit (None: there is none)."""

    label: str
    mean: float
    low: float
    high: float
    limit: float | None = None


@dataclass(frozen=True)
class Dot:
    """``number`` things at one place; with ``least`` and ``most`` what chance allows there; ``marked``: drawn as a cross."""

    x: float
    y: float
    number: int = 1
    least: float | None = None
    most: float | None = None
    marked: bool = False


class _Picture:
    """Elements of a picture, the watermark first."""

    def __init__(self, title: str, height: float) -> None:
        self._title, self._height = title, height
        self.parts = [f'<rect width="{WIDTH}" height="{_n(height)}" fill="#fff"/>']
        for y in range(60, int(height) + 60, 150):
            turned = f'transform="rotate(-18 {WIDTH // 2} {y})" text-anchor="middle" font-size="38" font-weight="700"'
            self.parts.append(f'<text x="{WIDTH // 2}" y="{y}" {turned} fill="{WASH}">{MARK}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = LINE, width: float = 1) -> None:
        place = " ".join(f'{name}="{_n(v)}"' for name, v in (("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)))
        self.parts.append(f'<line {place} stroke="{stroke}" stroke-width="{_n(width)}"/>')

    def text(self, x: float, y: float, said: str, anchor: str = "start", bold: bool = False, size: int = 12) -> None:
        weight = ' font-weight="600"' if bold else ""
        place = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{size}"'
        self.parts.append(f'<text {place} fill="{INK}"{weight}>{escape(said)}</text>')

    def circle(self, x: float, y: float, r: float, hollow: bool = False) -> None:
        look = f'fill="#fff" fill-opacity="0.6" stroke="{INK}"' if hollow else f'fill="{INK}"'
        self.parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {look}/>')

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self.parts.append(f'<rect {place} fill="{SOFT}"/>')

    def __str__(self) -> str:
        size = f'viewBox="0 0 {WIDTH} {_n(self._height)}" role="img"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">'
        return "\n".join([head, f"<title>{escape(self._title)} · {MARK}</title>", *self.parts, "</svg>"])


def whiskers(title: str, groups: Mapping[str, Sequence[Whisker]], unit: str) -> str:
    """Rows in groups on one scale from 0; ``unit`` says what the scale counts."""
    rows = [row for group in groups.values() for row in group]
    top = max((max(row.high, row.mean, row.limit or 0) for row in rows), default=0) or 1
    height = ROW * (len(rows) + sum(bool(name) for name in groups)) + 8
    picture = _Picture(title, height + FOOT)

    def x(value: float) -> float:
        return LABEL + (WIDTH - LABEL - 20) * value / top

    for tick in ticks(top):
        picture.line(x(tick), 4, x(tick), height)
        picture.text(x(tick), height + 14, f"{tick:g}", "middle")
    picture.text((LABEL + WIDTH) / 2, height + 32, unit, "middle")
    y = 4.0
    for name, group in groups.items():
        if name:
            y += ROW
            picture.text(0, y - 5, fitted(name, WIDTH - 20), bold=True)
        for row in group:
            y += ROW
            _row(picture, row, y - ROW / 2, x)
    return str(picture)


def _row(picture: _Picture, row: Whisker, y: float, x: Callable[[float], float]) -> None:
    picture.text(LABEL - 6, y + 4, fitted(row.label, LABEL - 8), "end")
    picture.line(x(row.low), y, x(row.high), y, SOFT, 5)
    if row.limit is not None:
        picture.line(x(row.limit), y - 7, x(row.limit), y + 7, INK, 2)
    picture.circle(x(row.mean), y, 4)


def bars(title: str, numbers: Mapping[int, int], unit: str, share: str) -> str:
    """In which part of the draws a number was how large; wide ranges in classes of equal width."""
    picture = _Picture(title, 220 + FOOT)
    first, last, whole = min(numbers, default=0), max(numbers, default=0), sum(numbers.values()) or 1
    width = max(1, ceil((last - first + 1) / 30))
    classes = [0] * ((last - first) // width + 1)
    for n, times in numbers.items():
        classes[(n - first) // width] += times
    top, left, space = max(classes) / whole or 1, 44, WIDTH - 56
    for tick in ticks(top):
        y = 212 - 190 * tick / top
        picture.line(left, y, WIDTH - 12, y)
        picture.text(left - 6, y + 4, f"{tick * 100:g}%", "end")
    picture.text(0, 12, share, size=11)
    step = space / len(classes)
    for k, times in enumerate(classes):
        high = 190 * times / whole / top
        picture.bar(left + k * step + step * 0.1, 212 - high, min(step * 0.8, 60), high)
        if k % ceil(len(classes) / 8) == 0:  # a class is named by its first number
            picture.text(left + k * step + min(step * 0.5, 36), 228, f"{first + k * width}", "middle")
    picture.text((left + WIDTH) / 2, 248, unit, "middle")
    return str(picture)


def dots(title: str, found: Iterable[Dot], across: tuple[float, str], up: tuple[float, float, str], equal: bool) -> str:
    """Places on two scales: ``across`` from 0 to its end, ``up`` between two ends, each with its words; a line where both are
    ``equal``, or where ``up`` is 0."""
    picture = _Picture(title, 300 + FOOT)
    (right, across_said), (bottom, top, up_said) = across, up
    left, high, low = 48, 24, 292

    def x(value: float) -> float:
        return left + (WIDTH - left - 16) * value / right

    def y(value: float) -> float:
        return low - (low - high) * (value - bottom) / (top - bottom)

    for tick in ticks(right):
        picture.line(x(tick), high, x(tick), low)
        picture.text(x(tick), low + 16, f"{tick:g}", "middle")
    for tick in [*reversed([-t for t in ticks(-bottom)][1:]), *ticks(top)] if bottom < 0 else ticks(top):
        picture.line(left, y(tick), WIDTH - 16, y(tick))
        picture.text(left - 6, y(tick) + 4, f"{tick:g}", "end")
    shown = list(found)
    for dot in shown:
        if dot.least is not None and dot.most is not None:
            picture.line(x(dot.x), y(dot.least), x(dot.x), y(dot.most), LINE, 3)
    picture.line(x(0), y(0), x(right), y(right if equal else 0), INK, 1)
    for dot in shown:
        _dot(picture, x(dot.x), y(dot.y), dot)
    picture.text(0, 12, up_said, size=11)
    picture.text((left + WIDTH) / 2, low + 36, across_said, "middle")
    return str(picture)


def _dot(picture: _Picture, x: float, y: float, dot: Dot) -> None:
    if dot.marked:
        picture.line(x - 5, y - 5, x + 5, y + 5, INK, 2)
        picture.line(x - 5, y + 5, x + 5, y - 5, INK, 2)
    else:
        picture.circle(x, y, 1.5 + 0.5 * sqrt(dot.number), hollow=dot.number > 1)


def ticks(top: float) -> list[float]:
    """Round numbers from 0 up to ``top``, three to seven of them."""
    if top <= 0:
        return [0]
    unit = 10.0 ** floor(log10(top))
    step = next(step for step in (unit / 5, unit / 2, unit, unit * 2) if top / step < 6)
    return [round(k * step, 10) for k in range(floor(top / step + 1e-9) + 1)]


def fitted(text: str, width: float, size: float = 12) -> str:
    """``text``, cut with an ellipsis where it would be wider than this."""
    shown, used = "", 0.0
    for character in text:
        used += size if east_asian_width(character) in "WF" else size * 0.58
        if used > width:
            return shown[:-1] + "…"
        shown += character
    return shown


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
