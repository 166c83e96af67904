"""Where the plan's text says something: the row of a task's member."""

import tomllib
from collections.abc import Mapping

from inventories.problems import Place
from scheduler.plan.document import rows
from scheduler.plan.section import Notes


class Where:
    """The rows of one plan text."""

    def __init__(self, text: bytes, file: str) -> None:
        decoded = text.decode("utf-8-sig")
        self._notes = Notes(file, rows(decoded))
        tasks = tomllib.loads(decoded, parse_float=str).get("task", [])
        self._number: Mapping[str, int] = {str(task.get("id")): k for k, task in enumerate(tasks, 1)}

    def __call__(self, task: str, member: str = "") -> Place:
        """The place of a member of the task that the plan names so, or of the task."""
        at = f"task[{self._number[task]}]" if task in self._number else "task"
        at = f"{at}.{member}" if member else at
        return Place(self._notes.file, self._notes.row(at), at)
