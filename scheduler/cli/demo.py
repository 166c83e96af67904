"""The whole job on the sample county, by the same commands an office would type."""

from datetime import UTC, datetime, timedelta
from gettext import gettext as _
from pathlib import Path

from inventories.problems import Exit, refuse
from scheduler import messages
from scheduler.cli import say


def demo(folder: Path, actor: str) -> int:
    """Run the job in ``folder``, which must not hold anything yet; returns the exit code of the first command that
    failed, or 0 when the audit has replayed the draw."""
    from scheduler import sample

    if folder.exists() and any(folder.iterdir()):
        raise refuse(messages.DEMO_EXISTS, Exit.CONFLICT, folder=str(folder))
    tables, office = folder / "spreadsheets", folder / "office"
    sample.write(tables)
    plan, form, site, bundle = tables / "plan.toml", folder / "results.xlsx", folder / "site", folder / "bundle.zip"
    before: list[list[object]] = [["init", office]]
    before += [["import", kind, tables / file] for kind, file in sample.FILES.items()]
    before += [
        ["plan", "check", plan],
        ["plan", "approve", plan, "--number", "夏卫发〔2026〕3号", "--date", "2026-01-05"],
        ["plan", "file", plan, "--with", "市卫生健康委员会", "--number", "夏卫报〔2026〕5号", "--date", "2026-01-06"],
        ["plan", "publish", plan, "--date", "2026-01-07"],
        ["commit", plan],
        ["publish", site],
        ["draw", "--randomness", sample.RANDOMNESS],
    ]
    after: list[list[object]] = [
        ["import", "results", form],
        ["result", "check"],
        ["result", "release"],
        ["publish", site],
        ["export", "bundle", bundle],
        ["audit", bundle],
        ["status"],
    ]
    code = _run(before, office, actor)
    if code:
        return code
    code = _run(_put_off(office, actor), office, actor)
    if code:
        return code
    _fill_in(office, actor, form)
    code = _run(after, office, actor)
    if code:
        return code
    say.line()
    _tell(office, actor)
    say.line(_("Public pages: {page}").format(page=site / "index.html"))
    say.line(_("Audit bundle: {bundle}").format(bundle=bundle))
    say.line(_("Spreadsheets to begin with: {tables}").format(tables=tables))
    say.line(_('Next: double-random --office "{office}" list visits').format(office=office))
    return 0


def _run(commands: list[list[object]], office: Path, actor: str) -> int:
    from scheduler.cli.main import run

    for words in commands:
        arguments = ["--office", str(office), "--actor", actor, *map(str, words)]
        say.line()
        shown = arguments[4:] if words[0] in ("init", "audit") else [*arguments[:2], *arguments[4:]]
        say.line("$ double-random " + " ".join(map(_quoted, shown)))
        code = run(arguments)
        if code:
            return code
    return 0


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or not word else word


def _tell(folder: Path, actor: str) -> None:
    from scheduler import acts, journal
    from scheduler.store.office import Office

    office = Office(folder, actor)
    draw = acts.find(office, None)
    visits = journal.standing(draw)
    say.line(
        _(
            "{ref}: {targets} targets drawn, {visits} visits, {done} of them with results; replayed from its bundle."
        ).format(
            ref=draw.ref,
            targets=len({visit.target for visit in visits.values()}),
            visits=len(visits),
            done=len({row["visit"] for row in draw.results()}),
        )
    )
    say.line(_("All names, codes and numbers are invented."))
    office.close()


def _put_off(folder: Path, actor: str) -> list[list[object]]:
    """The orders by which the visits of periods that ended before today may still be done."""
    from scheduler import acts
    from scheduler.store.office import Office

    office = Office(folder, actor)
    periods = acts.frozen_plan(office, acts.find(office, None)).periods
    office.close()
    today = datetime.now(UTC).date()
    order: list[object] = [
        "--until",
        today + timedelta(30),
        "--ground",
        _("drawn late, for a demonstration"),
        "--officer",
    ]
    return [
        ["extend", "--period", p.id, *order, _("head of the demonstration")] for p in periods if p.span.ends < today
    ]


def _fill_in(folder: Path, actor: str, form: Path) -> None:
    """What the teams would bring back, invented, dated today."""
    from scheduler import acts, sample
    from scheduler.results.check import owed
    from scheduler.store.office import Office

    office = Office(folder, actor)
    draw = acts.find(office, None)
    today = datetime.now(UTC).date()
    known = owed(draw, acts.frozen_plan(office, draw))
    visits = [
        sample.Visited(
            visit, today, today, [(department, item) for department in asked for item in sorted(asked[department])]
        )
        for visit, asked in known.items.items()
        if known.days[visit].begins <= today
    ]
    sample.write_results(form, sample.results(visits))
    office.close()
