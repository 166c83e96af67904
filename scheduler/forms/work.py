"""What an inspector is to do: the work list (检查工作清单), and the visits for their calendar. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from inventories.model import Item
from scheduler.forms import mark, words
from scheduler.forms.fields import Errand, Person, WorkPaper
from scheduler.forms.material import Material, person, place
from scheduler.forms.visits import checked


def visits_of(material: Material) -> dict[str, list[str]]:
    """The visits still to be made of every inspector who has one, by day, inspectors by identifier."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in material.sorted(material.ahead):
        for _department, one in material.team(material.visits[name]):
            found[one.id].append(name)
    return {who: found[who] for who in sorted(found)}


def work_paper(material: Material, who: str, visits: Iterable[str]) -> WorkPaper:
    """The work list of one inspector."""
    rows = tuple(errand(material, who, name, k) for k, name in enumerate(visits, 1))
    one = person(material.people[who])
    return WorkPaper(material.plan.office, material.heading, mark.mark(material.draw), one, rows, str(len(rows)))


def errand(material: Material, who: str, name: str, number: int) -> Errand:
    """A visit as one of its inspectors sees it."""
    visit = material.visits[name]
    team = material.team(visit)
    department, mine = next(seat for seat in team if seat[1].id == who)
    items = [material.items.get(item, Item(item, item)) for item in checked(material, name, department)]
    return Errand(
        str(number),
        name,
        words.when(material.placed.get(name), material.asked.days[name]),
        place(material.targets[visit.target]),
        "、".join(words.parts(item)[0] for item in items),
        _others(seat for seat in team if seat[1].id != who),
        mine.leads,
    )


def _others(team: Iterable[tuple[str, Person]]) -> str:
    by: defaultdict[str, list[str]] = defaultdict(list)
    for department, one in team:
        by[department].append(one.name)
    return "；".join(f"{department}：{'、'.join(names)}" for department, names in by.items())
