"""What the words of an annual table are matched with: the office's inventory, item list and roster, and the base plan. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from inventories.model import Item, Target
from inventories.problems import Message
from inventories.values import LABEL_LIMIT, folded
from scheduler.paper import messages

Doubt = tuple[Message, dict[str, object]]
EVERYTHING = frozenset(map(folded, ("全部", "所有", "不限", "全部检查对象", "全部对象", "all")))
COLUMNS = {"类别": "category", "区县": "district", "镇街": "district", "风险等级": "band"}
"""What the columns of a scope are called in a table."""
_ITEM_SEPARATORS, _SEPARATORS = re.compile(r"[；;\n]"), re.compile(r"[、，,；;/\n]")
_NAMED = re.compile(r"([^：:；;]+)[：:]([^：:；;]+)")


@dataclass(frozen=True)
class Known:
    """Labels and names that the office uses. Where a kind is empty nothing is known of it, and any word may stand."""

    categories: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    bands: tuple[str, ...] = ()


def known(
    targets: Iterable[Target], items: Iterable[Item], departments: Iterable[str], base: Mapping[str, Any]
) -> Known:
    """What an office's records and the tables of a base plan know."""
    listed = list(targets)
    tasks = base.get("task", [])
    scopes = [task.get("scope", {}) for task in tasks]
    teams = [rule["department"] for task in tasks for rule in task.get("team", ()) if "department" in rule]
    return Known(
        _labels((t.category for t in listed), *(_list(scope.get("category", ())) for scope in scopes)),
        _labels((t.district for t in listed), *(_list(scope.get("district", ())) for scope in scopes), _nodes(tasks)),
        _labels(departments, teams),
        {item.id: item for item in items if item.gone is None},
        tuple(base.get("points", {}).get("bands", {})),
    )


def _nodes(tasks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The districts that mandates name."""
    found = []
    for task in tasks:
        strata = task.get("strata", ("district", "category", "band"))
        for mandate in task.get("mandates", ()):
            found += [
                name for column, name in zip(strata, mandate.get("node", ()), strict=False) if column == "district"
            ]
    return found


def _labels(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for names in lists for name in names if name}, key=str.encode))


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def nearest(word: str, names: Iterable[str]) -> str:
    """The most similar of ``names``, one that holds the word or is held by it first; "—" without any."""
    listed = list(names)
    held = [name for name in listed if name in word or word in name]
    return (held or get_close_matches(word, listed, 1, 0.3) or ["—"])[0]


def scope(text: str, words: Known) -> tuple[dict[str, list[str]], list[Doubt]]:
    """The conditions of a scope (医院、诊所; 类别：诊所；区县：夏村镇), none for 全部. Unknown words stay categories."""
    if not text or folded(text) in EVERYTHING:
        return {}, []
    named = [_NAMED.fullmatch(part.strip()) for part in re.split("[；;]", text)]
    if all(named):
        parts = [(match[1].strip(), _label_list(match[2])) for match in named if match]
        return {COLUMNS.get(column, column): values for column, values in parts}, []
    result: dict[str, list[str]] = {}
    doubts: list[Doubt] = []
    both = {*words.categories, *words.districts}
    for word in [text] if text in both else _label_list(text):
        column = "district" if word in words.districts and word not in words.categories else "category"
        if words.categories and word not in both:
            doubts.append((messages.SCOPE_UNKNOWN, {"label": word, "nearest": nearest(word, sorted(both))}))
        found = result.setdefault(column, [])
        found += [word] if word not in found else []
    return result, doubts


def scope_text(conditions: Mapping[str, Any]) -> str:
    """A scope as it is printed: 全部, 医院、诊所, or with its columns where there are others."""
    if not conditions:
        return "全部"
    if set(conditions) == {"category"}:
        return "、".join(_list(conditions["category"]))
    names = {column: name for name, column in reversed(COLUMNS.items())}
    return "；".join(
        f"{names.get(column, column)}：{'、'.join(_list(values))}" for column, values in conditions.items()
    )


def items(text: str, words: Known) -> tuple[list[str], list[Doubt]]:
    """The identifiers of the items that a text names, or the text's parts where the list does not have them."""
    names = _item_names(words)
    result: list[str] = []
    doubts: list[Doubt] = []
    for part in [text] if folded(text) in names else filter(None, map(str.strip, _ITEM_SEPARATORS.split(text))):
        whole = [part] if folded(part) in names or not words.items else _split(part)
        if words.items and not all(folded(word) in names for word in whole):
            if not any(folded(word) in names for word in whole):
                whole = [part]
            wrong = [word for word in whole if folded(word) not in names]
            listed = [item.name for item in words.items.values()]
            doubts += [(messages.ITEM_UNKNOWN, {"item": word, "nearest": nearest(word, listed)}) for word in wrong]
        result += [names.get(folded(word), word) for word in whole]
    return list(dict.fromkeys(result)), doubts


def _item_names(words: Known) -> dict[str, str]:
    """Identifiers by what a table may call an item: the identifier, the name, or what is before its parts, if of one alone."""
    shorts = [folded(item.name.split("：")[0]) for item in words.items.values()]
    short = {name: item.id for name, item in zip(shorts, words.items.values(), strict=True) if shorts.count(name) == 1}
    whole = {folded(item.name): item.id for item in words.items.values()}
    return short | whole | {folded(name): name for name in words.items}


def items_text(these: Iterable[str], words: Known) -> str:
    """Items as they are printed, by their names in the list."""
    return "；".join(words.items[item].name if item in words.items else item for item in these)


def departments(text: str, words: Known) -> tuple[list[str], list[Doubt]]:
    """The departments that a text names, each as the roster calls it where exactly one can be meant."""
    result: list[str] = []
    doubts: list[Doubt] = []
    for word in _label_list(text):
        ends = [name for name in words.departments if word.endswith(name)]
        if words.departments and word not in words.departments:
            if len(ends) == 1:
                doubts.append((messages.DEPARTMENT_TAKEN, {"department": word, "taken": ends[0]}))
                word = ends[0]
            else:
                near = nearest(word, words.departments)
                doubts.append((messages.DEPARTMENT_UNKNOWN, {"department": word, "nearest": near}))
        result.append(word)
    return list(dict.fromkeys(result)), doubts


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))


def _label_list(text: str) -> list[str]:
    return [word[:LABEL_LIMIT].strip() for word in _split(text)]
