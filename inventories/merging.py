"""Merged targets: what is known about a duplicate counts for the target that stands for it."""

from collections.abc import Iterable, Mapping

from inventories.model import Target


def standing_for(targets: Iterable[Target]) -> Mapping[str, str]:
    """For each merged target the identifier of the one that stands for it in the end."""
    into = {target.id: target.merged_into for target in targets if target.merged_into}
    return {one: _end(one, into) for one in into}


def _end(one: str, into: Mapping[str, str]) -> str:
    passed = {one}
    while (following := into.get(one)) is not None and following not in passed:
        passed.add(following)
        one = following
    return one
