"""From the office's log to files: the papers of visits, of inspectors, of a draw. Nothing is logged: nothing is decided."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from inventories.problems import Exit, Problem, Refused, refuse
from scheduler import acts
from scheduler import messages as office_messages
from scheduler.forms import messages
from scheduler.forms.agenda import calendar_file
from scheduler.forms.days import placements
from scheduler.forms.draws import Occasion, draw_paper
from scheduler.forms.folder import must_be_free, write
from scheduler.forms.mark import picture
from scheduler.forms.material import Material, material
from scheduler.forms.naming import apart, safe
from scheduler.forms.papers import ANNOUNCEMENT, OF_VISITS, RECORD, WORK, Paper, load, shipped
from scheduler.forms.template import Form
from scheduler.forms.visits import visit_paper
from scheduler.forms.work import visits_of, work_paper
from scheduler.journal import Draw
from scheduler.publish.words import words
from scheduler.store.office import Office


def visit_papers(
    office: Office, ref: str | None, folder: Path, named: Sequence[str] = (), own: Path | None = None
) -> tuple[Material, list[str], list[str]]:
    """Write the papers of the visits still to be made, or of those ``named``, into a new folder, by period.

    Returns what they were made from, the visits, and the paths in the folder. Refused: exit 1 where no visit is left, or for
    names that are no visits; exit 6 for visits that wait or were cancelled, and for a folder that holds anything; exit 3 for
    templates.
    """
    must_be_free(folder)
    forms = load(own, OF_VISITS)
    found = gathered(office, ref)
    wanted = _wanted(found, named)
    return found, wanted, write(folder, _of_visits(found, wanted, forms))


def _wanted(found: Material, named: Sequence[str]) -> list[str]:
    """The visits that get papers, in the order of their days. Refused with all that are named and get none."""
    ref, cancelled = found.draw.ref, found.draw.cancelled_visits()
    if unknown := [name for name in named if name not in found.visits]:
        raise Refused([Problem(office_messages.NO_VISIT, {"id": v, "ref": ref}) for v in unknown], Exit.FAILED)
    problems = [Problem(messages.VISIT_CANCELLED, {"visit": v}) for v in named if v in cancelled]
    problems += [Problem(messages.VISIT_WAITS, {"visit": v}) for v in named if v in found.asked.waiting]
    if problems:
        raise Refused(problems, Exit.CONFLICT)
    wanted = found.sorted(dict.fromkeys(named) or found.ahead)
    if not wanted:
        raise refuse(messages.NOTHING_LEFT, Exit.FAILED, ref=ref)
    return wanted


def _of_visits(found: Material, wanted: Sequence[str], forms: Mapping[Paper, Form]) -> Iterator[tuple[str, bytes]]:
    for name, file in zip(wanted, apart(safe(name) for name in wanted), strict=True):
        values = visit_paper(found, name)
        code = picture(values.mark.code)
        for paper, form in forms.items():
            yield f"{safe(found.visits[name].period)}/{file} {paper.title}.docx", form.fill(values, code)


def inspector_papers(
    office: Office, ref: str | None, folder: Path, named: Sequence[str] = (), own: Path | None = None
) -> tuple[Draw, list[str], list[str]]:
    """Write the work lists of all inspectors with visits to come, or of those ``named``, into a new folder, and a calendar
    file for each who has visits with a day.

    Returns the draw, the inspectors, and the paths in the folder. Refused as ``visit_papers``.
    """
    must_be_free(folder)
    form = load(own, (WORK,))[WORK]
    found = gathered(office, ref)
    work = visits_of(found)
    told = {"ref": found.draw.ref}
    if without := [who for who in named if who not in work]:
        raise Refused([Problem(messages.NO_WORK, {"inspector": who, **told}) for who in without], Exit.FAILED)
    if not work:
        raise refuse(messages.NOTHING_LEFT, Exit.FAILED, **told)
    wanted = {who: work[who] for who in dict.fromkeys(named) or work}
    return found.draw, list(wanted), write(folder, _of_inspectors(found, wanted, form))


def _of_inspectors(found: Material, work: Mapping[str, list[str]], form: Form) -> Iterator[tuple[str, bytes]]:
    names = apart(safe(f"{who} {found.people[who].name}") for who in work)
    for (who, visits), file in zip(work.items(), names, strict=True):
        values = work_paper(found, who, visits)
        yield f"{file} {WORK.title}.docx", form.fill(values, picture(values.mark.code))
        if any(visit in found.placed for visit in visits):
            yield f"{file}.ics", calendar_file(found, who, visits)


def announcement(office: Office, ref: str | None, occasion: Occasion, own: Path | None = None) -> tuple[Draw, bytes]:
    """The announcement of the draw that waits, or of the one named. Refused (exit 6) once its randomness is known."""
    draw = acts.find(office, ref, void=True)
    if draw.void:
        raise refuse(office_messages.DRAW_VOID, Exit.CONFLICT, ref=draw.ref)
    if draw.randomness:
        raise refuse(messages.ANNOUNCED_LATE, Exit.CONFLICT, ref=draw.ref)
    return draw, _of_draw(office, draw, ANNOUNCEMENT, occasion, own)


def record(office: Office, ref: str | None, occasion: Occasion, own: Path | None = None) -> tuple[Draw, bytes]:
    """The record of a draw, to be signed by its witnesses; of one that was set aside too. Refused (exit 6) before the draw."""
    draw = acts.find(office, ref, void=True)
    if draw.draw is None:
        raise refuse(office_messages.NOT_DRAWN, Exit.CONFLICT, ref=draw.ref)
    return draw, _of_draw(office, draw, RECORD, occasion, own)


def _of_draw(office: Office, draw: Draw, paper: Paper, occasion: Occasion, own: Path | None) -> bytes:
    form = load(own, (paper,))[paper]
    plan, official = acts.frozen_plan(office, draw), words()
    values = draw_paper(draw, plan, office.events(), occasion, lambda code: official.ground(code)[0])
    return form.fill(values, picture(values.mark.code))


def templates(folder: Path) -> list[str]:
    """Write the templates that come with the program into a new folder. Returns the files. Refused as ``folder.write``."""
    return write(folder, shipped().items())


def gathered(office: Office, ref: str | None) -> Material:
    """What the papers of a draw that stands are made from. Refused (exit 6) before the draw, or once it was set aside."""
    draw = acts.find(office, ref)
    acts.must_stand(draw)
    chain = acts.chain_of(office)
    events = list(office.events())
    return material(draw, chain.plan(draw), chain.tables(draw), events, placements(draw, events))
