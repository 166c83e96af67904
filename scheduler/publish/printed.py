"""How pages are printed: with the checkpoint of the log at the foot of every sheet, so that paper can be held against the log.

A style sheet of its own, because it changes with every publication and the pages do not.
"""

from importlib.resources import files as package_files

from scheduler.publish.numbers import visible
from scheduler.publish.view import SiteView


def sheet(view: SiteView) -> bytes:
    """The style sheet for paper: the fixed rules, then the foot."""
    fixed = (package_files("scheduler.publish") / "print.css").read_bytes()
    foot = f'@page {{ @bottom-left {{ content: "{_escaped(stamp(view))}"; }} }}\n'
    return fixed + foot.encode()


def stamp(view: SiteView) -> str:
    """One line: origin, size and root of the last signed checkpoint; without one, the last commitment and its place in the
    log; blank before any."""
    if view.check.checkpoint:
        return " ".join(view.check.checkpoint.splitlines()[:3])
    if view.draws:
        return f"{view.draws[-1].position} {view.draws[-1].commitment}"
    return ""


def _escaped(text: str) -> str:
    """A text inside a string of CSS: whatever is not a plain letter, digit or sign stands as its number."""
    plain = "+/=.@-_ "
    return "".join(c if c.isascii() and (c.isalnum() or c in plain) else f"\\{ord(c):x} " for c in visible(text))
