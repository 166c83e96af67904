"""The papers there are, and the templates that they are made from: the office's own, or those that come with the program."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from inventories.problems import Exit, Place, Problem, Refused, refuse, why
from scheduler import messages as office_messages
from scheduler.forms import messages
from scheduler.forms.fields import DrawPaper, VisitPaper, WorkPaper
from scheduler.forms.template import Form, read


@dataclass(frozen=True)
class Paper:
    """A kind of paper: the name of its template among ours, its title, and the class of its fields."""

    name: str
    title: str
    fields: type


APPROVAL = Paper("approval", "检查审批表", VisitPaper)
NOTICE = Paper("notice", "检查通知书", VisitPaper)
SHEET = Paper("record-sheet", "现场检查笔录", VisitPaper)
WORK = Paper("work-list", "检查工作清单", WorkPaper)
ANNOUNCEMENT = Paper("announcement", "抽取公告", DrawPaper)
RECORD = Paper("draw-record", "抽取记录", DrawPaper)
PAPERS = (APPROVAL, NOTICE, SHEET, WORK, ANNOUNCEMENT, RECORD)
SUFFIXES = (".docx", ".doc", ".docm", ".dotx", ".odt", ".rtf", ".wps")
"""Files that somebody may take for a template: one that is not used is no surprise, it is refused."""
OF_VISITS = (APPROVAL, NOTICE, SHEET)


def shipped() -> dict[str, bytes]:
    """The templates that come with the program, by the file's name that an office gives them."""
    folder = files("scheduler.forms") / "templates"
    return {f"{paper.title}.docx": (folder / f"{paper.name}.docx").read_bytes() for paper in PAPERS}


def load(own: Path | None, wanted: tuple[Paper, ...]) -> dict[Paper, Form]:
    """The templates of some papers: from the folder ``own`` where it has them, else ours.

    Refused (exit 3) with everything that is wrong in any of the folder's templates that are wanted, and any other Word files.
    """
    found = shipped() | ({} if own is None else _own(own))
    problems: list[Problem] = []
    forms: dict[Paper, Form] = {}
    for paper in wanted:
        file = f"{paper.title}.docx"
        try:
            forms[paper] = read(file, found[file], paper.fields)
        except Refused as error:
            problems += error.problems
    if problems:
        raise Refused(problems, Exit.INPUT)
    return forms


def _own(folder: Path) -> dict[str, bytes]:
    known = [f"{paper.title}.docx" for paper in PAPERS]
    try:
        there = sorted(
            p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", "."))
        )
        found = {path.name: path.read_bytes() for path in there}
    except OSError as error:
        raise refuse(office_messages.NO_FILE, Exit.INPUT, file=str(folder), error=why(error)) from None
    if not found:
        raise refuse(messages.NO_TEMPLATES, Exit.INPUT, folder=str(folder))
    strange = [name for name in found if name not in known]
    told: dict[str, object] = {"known": "、".join(known)}
    if strange:
        raise Refused([Problem(messages.STRANGE, told, Place(name)) for name in strange], Exit.INPUT)
    return found
