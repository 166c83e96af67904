"""What each column of the inventory's files is for, and what its example row holds: shown in the templates.

The example of a column that names the record is no identifier, so that an example row that was edited is never stored.
"""

from inventories.columns import Explanation
from inventories.problems import N_

EXAMPLE = ("（示例）A001", "(example) A001")
"""What stands for an identifier in an example row, and is none for its parentheses."""

NUMBER = Explanation(N_("The record's own number. Without one, it is made from the values of the row."))
FIRST_DAY = Explanation(N_("The first day. Blank: from always."))
LAST_DAY = Explanation(N_("The last day. Blank: without end."), "2026-12-31")
_REFERENCE = Explanation(N_("The identifier of the target, as in the inventory."), EXAMPLE)

TARGETS = {
    "id": Explanation(
        N_("The target's own number, the same in every table. Without this column the credit code serves."), EXAMPLE
    ),
    "name": Explanation(N_("The place that is visited."), ("示例诊所", "Example Clinic")),
    "district": Explanation(
        N_("The district or town it lies in; a plan can part its tasks by it."), ("城东街道", "East Side")
    ),
    "category": Explanation(
        N_("What kind of place it is; a plan says by it which targets a task is about."), ("诊所", "Clinic")
    ),
    "address": Explanation(N_("Where it lies."), ("示例路1号", "1 Example Road")),
    "entity": Explanation(
        N_("The legal person's unified social credit code of 18 characters, or its registration number."),
        ("（示例）911100000000000000", "(example) 911100000000000000"),
    ),
    "owner": Explanation(N_("The person in charge."), ("张某", "A. Example")),
    "status": Explanation(N_("Only active targets can be drawn. Blank: active."), ("正常", "active")),
    "credit_class": Explanation(N_("A credit-risk class given from outside; it is never published."), "B"),
    "licence_kind": Explanation(
        N_("The kind of licence. A target with several licences has a row for each."),
        ("医疗机构执业许可证", "Medical practice licence"),
    ),
    "licence_number": Explanation(N_("The licence's number."), "MA0001"),
    "licence_until": Explanation(N_("The licence's last valid day, or 9999-09-09 for long-term."), "2028-12-31"),
}

ITEMS = {
    "id": Explanation(N_("The item's number in the published list; a plan names items by it."), EXAMPLE),
    "name": Explanation(
        N_("What is inspected."), ("医疗机构依法执业情况检查", "Lawful practice of medical institutions")
    ),
    "part": Explanation(N_("A part of the item; it becomes the end of its name.")),
    "kind": Explanation(
        N_("General or key item. Where it is blank, a remark that is one of these words serves."),
        ("一般检查事项", "general"),
    ),
    "basis": Explanation(N_("The law or rule it rests on.")),
    "object": Explanation(N_("Which targets it is about."), ("医疗机构", "Medical institutions")),
    "subject": Explanation(N_("Which authority inspects.")),
    "rate": Explanation(N_("The rate, as the list writes it."), "5%"),
    "frequency": Explanation(N_("How often, as the list writes it."), "1次/年"),
    "method": Explanation(N_("How it is inspected."), ("现场检查", "on site")),
    "requirement": Explanation(N_("What the inspectors have to be.")),
    "remark": Explanation(N_("Anything else.")),
}

_WHO = {
    "target": _REFERENCE,
    "entity": Explanation(N_("Or its unified social credit code."), ""),
    "licence_number": Explanation(N_("Or the number of its licence."), ""),
    "name": Explanation(N_("Or its name, with the address: you then decide from a list who is meant."), ""),
    "address": Explanation(N_("The address that belongs to the name."), ""),
}
SIGNALS = {
    "id": NUMBER,
    **_WHO,
    "factor": Explanation(N_("Which of the four factors it belongs to."), ("投诉举报", "complaint")),
    "date": Explanation(N_("The day it happened."), "2026-03-16"),
    "count": Explanation(N_("How often it happened. Blank: once."), "1"),
    "severity": Explanation(N_("How grave it is, a whole number from 1. Blank: 1."), "1"),
    "substantiated": Explanation(N_("Whether it was found to be true. Blank: yes."), ("属实", "yes")),
    "source": Explanation(N_("Where it comes from."), ("12345热线", "hotline")),
    "ended": Explanation(N_("The day from which it no longer counts.")),
}
REPAIRS = {
    "id": NUMBER,
    **_WHO,
    "date": Explanation(N_("The day from which the bad credit no longer counts."), "2026-06-30"),
    "document": Explanation(N_("The number of the decision."), "信修〔2026〕3号"),
    "signal": Explanation(N_("The number of the one signal that ends. Blank: every credit signal before the day.")),
}
CLASSES = {
    "id": NUMBER,
    **_WHO,
    "credit_class": Explanation(N_("The class given from outside, as the plan's credit_floor names it."), "C"),
}

ASSIGNED = {
    "id": NUMBER,
    **_WHO,
    "task": Explanation(N_("The task of our plan for which it was drawn, one with from_above = true."), "national"),
    "origin": Explanation(N_("The agency that drew it."), ("示例市疾病预防控制局", "City Disease Control")),
    "document": Explanation(N_("The number of the document by which it came."), "示疾控〔2026〕5号"),
    "level": Explanation(N_("The level of that agency."), ("市", "city")),
    "date": Explanation(N_("The day on which it was drawn."), "2026-02-16"),
    "inspectors": Explanation(
        N_("The inspectors of ours whom that agency has named, parted by commas. Blank: the team is drawn here.")
    ),
}

HISTORY = {
    "id": NUMBER,
    "target": _REFERENCE,
    "date": Explanation(N_("The day of the visit."), "2025-05-20"),
    "department": Explanation(N_("Who visited it."), ("监督一科", "Section 1")),
    "inspectors": Explanation(N_("The identifiers of the inspectors who went, parted by commas."), "A01，A02"),
    "result": Explanation(N_("What was found."), ("抽查未发现问题", "no problem")),
    "level": Explanation(N_("The level of the agency, for visits of others. Blank: our own.")),
    "kind": Explanation(N_("Routine, special or individual. Blank: routine."), ("日常检查", "routine")),
    "ground": Explanation(N_("Why an individual check was made.")),
}

EXCLUSIONS = {
    "id": NUMBER,
    "target": _REFERENCE,
    "ground": Explanation(
        N_("Why it is kept out of the draw; the ground is counted and published."),
        ("停业整顿", "closed for renovation"),
    ),
    "document": Explanation(N_("The document that says so."), ("示例〔2026〕1号", "Example 2026/1")),
    "begins": FIRST_DAY,
    "ends": LAST_DAY,
    "tasks": Explanation(N_("The tasks of the plan it is kept out of, parted by commas. Blank: all.")),
}
