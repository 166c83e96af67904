"""A reason in the language of whoever reads it."""

from gettext import gettext as _

from inventories.problems import Reason, Words


def told(reason: str) -> str:
    """A reason of a finding in the user's language, with its parameters; reasons and words within it are translated as well."""
    if not isinstance(reason, Reason):
        return _(reason) if reason else ""
    return _(reason.text).format(**{name: _part(value) for name, value in reason.params.items()})


def _part(value: object) -> object:
    return told(value) if isinstance(value, Reason | Words) else value
