"""The papers of a visit: approval form (检查审批表), notice (检查通知书), record sheet (现场检查笔录). Pure."""

from collections.abc import Mapping

from inventories.model import Item
from scheduler.forms import mark, words
from scheduler.forms.fields import Acting, Check, Person, VisitPaper
from scheduler.forms.material import Material, place
from scheduler.results.model import wordings

Team = list[tuple[str, Person]]


def visit_paper(material: Material, name: str) -> VisitPaper:
    """What stands on the papers of a visit that stands. Tasks that superiors have cancelled are not on them."""
    visit, plan = material.visits[name], material.plan
    tasks = [task for task in plan.tasks if task.id in visit.tasks and task.id not in material.draw.cancelled_tasks()]
    team = material.team(visit)
    asked = material.asked.items[name]
    items = [_item(material, item) for item in dict.fromkeys(item for task in tasks for item in task.items)]
    first = tasks[0].lead if tasks else ""
    order = sorted(asked, key=lambda department: department != first)
    asked_by = {department: asked[department] for department in order}
    placed = material.placed.get(name)
    return VisitPaper(
        office=plan.office,
        plan=material.heading,
        mark=mark.mark(material.draw, name),
        visit=name,
        target=place(material.targets[visit.target]),
        tasks=tuple(task.name for task in tasks),
        kinds=words.kinds(task.kind for task in tasks),
        methods=words.methods(items),
        checks=tuple(_check(k, one, _by(one.id, asked_by)) for k, one in enumerate(items, 1)),
        departments=tuple(_acting(material, name, one, team, k) for k, one in enumerate(order, 1)),
        people=tuple(one for department in order for acts_for, one in team if acts_for == department),
        basis=words.bases(items),
        when=words.when(placed, material.asked.days[name]),
        fixed="是" if placed else "",
        limit=words.limit(plan.caps),
    )


def _by(item: str, asked: Mapping[str, frozenset[str]]) -> str:
    return "、".join(department for department, items in asked.items() if item in items)


def _acting(material: Material, visit: str, department: str, team: Team, number: int) -> Acting:
    items = [_item(material, item) for item in checked(material, visit, department)]
    return Acting(
        words.ordinal(number),
        department,
        "牵头部门" if number == 1 else "配合部门",
        tuple(one for acts_for, one in team if acts_for == department),
        tuple(_check(k, item, department) for k, item in enumerate(items, 1)),
        tuple(wordings(material.plan.results.vocabulary_of(department))),
    )


def checked(material: Material, visit: str, department: str) -> list[str]:
    """The items that a department checks at a visit, in the plan's order."""
    asked = material.asked.items[visit].get(department, frozenset())
    return [item for item in dict.fromkeys(i for task in material.plan.tasks for i in task.items) if item in asked]


def _item(material: Material, name: str) -> Item:
    return material.items.get(name) or Item(name, name)


def _check(number: int, item: Item, by: str) -> Check:
    name, parts = words.parts(item)
    return Check(str(number), name, parts, item.basis, item.method, by)
