"""Entry point: the language first, then the verb; every refusal ends here, in words and with its exit code."""

import gc
import sys
from collections.abc import Sequence

import click

from inventories.problems import Exit, Refused
from scheduler.cli import say
from scheduler.cli.root import root
from scheduler.i18n import language_of, use


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit with the documented code."""
    code = run(sys.argv[1:] if arguments is None else list(arguments))
    gc.freeze()  # all of it ends here: to look for cycles once more takes longer than many a verb
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the program on ``arguments`` and return the exit code."""
    with say.timings.whole():
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character shows "?", and goes on
    use(language_of(_wish(arguments)))
    try:
        code = root.main(arguments, prog_name="double-random", standalone_mode=False)
    except Refused as refused:
        say.refused(refused)
        return int(refused.exit_code)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        error.show()
        return int(Exit.USAGE)
    except (click.Abort, KeyboardInterrupt):
        say.aborted()
        return int(Exit.FAILED)
    except (OSError, click.FileError) as error:
        say.failed(error)
        return int(Exit.FAILED)
    return code if isinstance(code, int) else int(Exit.DONE)  # the library returns the code of ``ctx.exit``


def _wish(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang``, needed before any text is made."""
    for k, argument in enumerate(arguments):
        if argument == "--lang" and k + 1 < len(arguments):
            return arguments[k + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


if __name__ == "__main__":
    main()
