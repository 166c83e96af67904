"""The reference of commands, made from the help of every verb.

python tests/docs/commands.py        rewrites docs/commands.md
"""

from collections.abc import Iterator

import click
from pages import DOCS, english

from scheduler.cli.root import root

PAGE = DOCS / "commands.md"
COMMAND = "python tests/docs/commands.py"
WIDTH = 100

HEAD = f"""\
# Commands

The help of every verb, as `double-random VERB --help` prints it. This page is made by `{COMMAND}`.

Chinese help is shown with `--lang zh` before the verb, or where the computer's language is Chinese.
"""


def text() -> str:
    """The whole page."""
    with english():
        parts = [f"## {name}\n\n```text\n{help_}\n```\n" for name, help_ in _helps(root, "double-random", None)]
    return "\n".join([HEAD, *parts])


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    settings = {**command.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    context = click.Context(command, parent, info_name=name, **settings)
    command._help_option = None  # click keeps its help option in the language in which the command first ran
    own = command.get_help(context)
    yield context.command_path, "\n".join(line.rstrip() for line in own.splitlines()).rstrip()
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            inner = command.get_command(context, verb)
            if inner is None:
                raise LookupError(verb)
            yield from _helps(inner, verb, context)


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8", newline="\n")
