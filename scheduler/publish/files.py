"""The downloads of the site: results, plan and commitment, each as CSV and XLSX for people and JSON for programs."""

from collections.abc import Iterable
from typing import Any

from inventories.problems import N_
from inventories.records import canonical, plain
from scheduler.publish.numbers import moment, rate
from scheduler.publish.tables_out import Cell, Sheet, csv_bytes, xlsx_bytes
from scheduler.publish.view import Condition, DrawView, ResultRow, SiteView, TaskView
from scheduler.publish.words import Words

RESULT_HEADERS = (
    N_("No."),
    N_("Inspected unit"),
    N_("Unified social credit code"),
    N_("Address"),
    N_("Task"),
    N_("Inspecting department"),
    N_("Inspection item"),
    N_("Result"),
    N_("Main problems found"),
    N_("Rectification"),
    N_("Date of inspection"),
    N_("Corrected on"),
)
PLAN_HEADERS = (
    N_("Task No."),
    N_("Task"),
    N_("Item class"),
    N_("Type of inspection"),
    N_("Scope of targets"),
    N_("Inspection items"),
    N_("Lead department"),
    N_("Partner departments"),
    N_("Periods"),
    N_("Number of targets planned"),
    N_("Sampling rate"),
    N_("At least"),
)
TOTAL_HEADERS = (
    N_("Task"),
    N_("Stratum"),
    N_("Pool"),
    N_("To be drawn, at least"),
    N_("To be drawn, at most"),
    N_("Drawn"),
)
EXCLUSION_HEADERS = (N_("Task"), N_("Ground of exclusion"), N_("Number"))
FACT_HEADERS = (N_("Fact"), N_("Value"))
RECORD = "files/commitment-record.json"
"""The file whose SHA-256 is the commitment's hash."""
FORMATS = {
    "results": "double-random/results@1",
    "plan": "double-random/public-plan@1",
    "commitment": "double-random/public-commitment@1",
}
ALL = N_("Whole task")


def downloads(view: SiteView, words: Words) -> dict[str, bytes]:
    """Every file of the ``files`` folder by its path in the site; the same view gives the same bytes."""
    tables = {
        "results": [results_sheet(view, words)],
        "plan": [plan_sheet(view, words)],
        "commitment": [totals_sheet(view, words), exclusions_sheet(view, words), facts_sheet(view, words)],
    }
    files: dict[str, bytes] = {}
    for name, sheets in tables.items():
        files[f"files/{name}.csv"] = csv_bytes(sheets[0].headers, sheets[0].rows)
        files[f"files/{name}.xlsx"] = xlsx_bytes(sheets)
        files[f"files/{name}.json"] = canonical(document(view, name))
    if view.commitment:
        files[RECORD] = canonical(view.commitment.record)
    if view.check.checkpoint:
        files["files/checkpoint.txt"] = view.check.checkpoint.encode()
    return files


def document(view: SiteView, name: str) -> dict[str, Any]:
    """The JSON document ``name``; texts as they are recorded, never neutralised. Errors: KeyError."""
    parts: dict[str, dict[str, Any]] = {
        "results": {"results": view.results, "progress": view.progress, "overall": view.overall},
        "plan": {"plan": view.plan},
        "commitment": {"made": view.commitment, "draws": view.draws, "check": view.check},
    }
    head = {
        "format": FORMATS[name],
        "office": view.office,
        "title": view.title,
        "plan_id": view.plan.id,
        "batch": view.plan.batch,
        "commitment": view.commitment.hash if view.commitment else None,
    }
    return head | {key: plain(value) for key, value in parts[name].items()}


def results_sheet(view: SiteView, words: Words) -> Sheet:
    """The results, one row for each item checked, in the view's order."""
    names = task_names(view)
    rows = [_result(row, names, words) for row in view.results]
    return _sheet(N_("Results"), RESULT_HEADERS, rows, words)


def plan_sheet(view: SiteView, words: Words) -> Sheet:
    """The plan, one row for each task."""
    days = {p.id: f"{p.id} ({p.begins.isoformat()} – {p.ends.isoformat()})" for p in view.plan.periods}
    return _sheet(N_("Plan"), PLAN_HEADERS, [_task(task, days, words) for task in view.plan.tasks], words)


def totals_sheet(view: SiteView, words: Words) -> Sheet:
    """Pool, number to be drawn and number drawn by task, pools by top stratum; no rows without a commitment."""
    names, drawn = task_names(view), drawn_numbers(view.draw)
    rows: list[list[Cell]] = []
    for task in view.commitment.tasks if view.commitment else ():
        name = names.get(task.task, task.task)
        rows.append([name, words.zh(ALL), task.pool, task.least, task.most, drawn.get(task.task)])
        rows += [[name, stratum.label, stratum.pool, None, None, None] for stratum in task.strata]
    return _sheet(N_("Totals"), TOTAL_HEADERS, rows, words)


def exclusions_sheet(view: SiteView, words: Words) -> Sheet:
    """The targets kept out, counted by task and ground."""
    names = task_names(view)
    counts = view.commitment.exclusions if view.commitment else ()
    rows: list[list[Cell]] = [[names.get(c.task, c.task), words.ground(c.ground)[0], c.number] for c in counts]
    return _sheet(N_("Exclusions"), EXCLUSION_HEADERS, rows, words)


def facts_sheet(view: SiteView, words: Words) -> Sheet:
    """What was fixed and when, as pairs of fact and value."""
    facts: list[list[Cell]] = [
        [N_("Office"), view.office],
        [N_("Plan No."), view.plan.id],
        [N_("Batch"), view.plan.batch],
    ]
    if view.commitment:
        made = view.commitment
        facts += [
            [N_("Commitment"), made.hash],
            [N_("Committed at"), moment(made.time)],
            [N_("Position in the log"), made.position],
        ]
        facts += [[N_("Randomness named in advance"), f"{words.code(s.kind)[0]} {s.detail}"] for s in made.sources]
    if view.shown and view.shown.randomness:
        thrown = view.shown.randomness
        facts += [[N_("Randomness logged at"), moment(thrown.time)], [N_("Randomness"), thrown.text]]
    if view.shown and view.shown.void:
        facts += [[N_("Declared void at"), moment(view.shown.void.time)], [N_("Ground"), view.shown.void.ground]]
    rows = [[words.zh(str(name)), value] for name, value in facts]
    if view.commitment:
        rows += [[f"{words.zh(N_('Digest'))}：{words.code(d.table)[0]}", d.root] for d in view.commitment.digests]
    return _sheet(N_("Facts"), FACT_HEADERS, rows, words)


def task_names(view: SiteView) -> dict[str, str]:
    """The name of each task of the plan."""
    return {task.id: task.name for task in view.plan.tasks}


def drawn_numbers(draw: DrawView | None) -> dict[str, int]:
    """The number drawn of each task."""
    return {task.task: task.drawn for task in draw.outcome.tasks} if draw and draw.outcome else {}


def conditions(these: Iterable[Condition], words: Words) -> str:
    """Conditions as one Chinese text: 区县：甲、乙；类别：诊所."""
    return "；".join(f"{words.code(c.column)[0]}：{'、'.join(c.values)}" for c in these)


def _sheet(name: str, headers: Iterable[str], rows: list[list[Cell]], words: Words) -> Sheet:
    return Sheet(words.zh(name), [words.zh(header) for header in headers], rows)


def _result(row: ResultRow, names: dict[str, str], words: Words) -> list[Cell]:
    task, finding = names.get(row.task, row.task), words.finding(row.finding)[0]
    who: list[Cell] = [row.reference, row.target, row.entity, row.address, task, row.department]
    return [*who, row.item, finding, row.problems, row.rectification, row.date, row.corrected]


def _task(task: TaskView, days: dict[str, str], words: Words) -> list[Cell]:
    rates = [f"{conditions(r.conditions, words)} {rate(r.rate)}".strip() for r in task.rates]
    least = [f"{'/'.join(m.node) or words.zh(ALL)}：{rate(m.least)}" for m in task.mandates]
    return [
        task.id,
        task.name,
        words.code(task.kind)[0],
        words.code("directed" if task.scope else "undirected")[0],
        conditions(task.scope, words),
        "；".join(item.name for item in task.items),
        task.lead,
        "、".join(task.partners),
        "；".join(days.get(period, period) for period in task.periods),
        task.total,
        "；".join(rates),
        "；".join(least),
    ]
