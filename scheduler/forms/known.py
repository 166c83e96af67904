"""Which fields of a template do not exist, found without filling it in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as fields_of
from typing import Any, get_args, get_type_hints

from jinja2 import nodes

Kinds = Mapping[str, Any]
"""By name: the class of a field, ``tuple[X, ...]`` for a list, ``Any`` for what is not followed."""


@dataclass(frozen=True)
class Unknown:
    """A field that does not exist: as the template has it, its line, and what there is instead."""

    name: str
    line: int
    known: tuple[str, ...]


def unknown(template: nodes.Template, form: type, more: Iterable[str] = ()) -> list[Unknown]:
    """The fields that values of the class ``form`` do not have, in the order of the template. ``more``: further names."""
    own = kinds(form)
    set_there = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
    found = _walk(template, {**dict.fromkeys((*more, *set_there), Any), **own}, tuple(own))
    return list(dict.fromkeys(found))


def kinds(form: type) -> dict[str, Any]:
    """The fields of a class with the class of each."""
    hints = get_type_hints(form)
    return {one.name: hints[one.name] for one in fields_of(form)}


def member(kind: Any) -> Any:
    """What a list is of; anything else is not followed."""
    return next(iter(get_args(kind)), Any)


def _walk(node: nodes.Node, known: Kinds, own: tuple[str, ...]) -> Iterator[Unknown]:
    if isinstance(node, nodes.For):
        yield from _walk(node.iter, known, own)
        inner = {**known, "loop": Any}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = member(_kind(node.iter, known))
        for child in (*filter(None, [node.test]), *node.body):
            yield from _walk(child, inner, own)
        for child in node.else_:
            yield from _walk(child, known, own)
        return
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        yield Unknown(node.name, node.lineno, own)
    if isinstance(node, nodes.Getattr):
        kind = _kind(node.node, known)
        if is_dataclass(kind) and isinstance(kind, type) and node.attr not in kinds(kind):
            yield Unknown(_dotted(node), node.lineno, tuple(kinds(kind)))
    for child in node.iter_child_nodes():
        yield from _walk(child, known, own)


def _kind(node: nodes.Node, known: Kinds) -> Any:
    """The class of an expression, as far as names, members and places of lists tell."""
    if isinstance(node, nodes.Name):
        return known.get(node.name, Any)
    if isinstance(node, nodes.Getattr):
        kind = _kind(node.node, known)
        return kinds(kind).get(node.attr, Any) if isinstance(kind, type) and is_dataclass(kind) else Any
    return member(_kind(node.node, known)) if isinstance(node, nodes.Getitem) else Any


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
