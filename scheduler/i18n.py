"""Languages: one gettext catalogue per language, English texts as message identifiers."""

import gettext
import locale
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from inventories.problems import Reason, Words

DOMAIN = "double-random"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh_CN", "en")


@cache
def translator(language: str) -> Callable[[str], str]:
    """The function that gives a text in ``language``, one of LANGUAGES."""
    return gettext.translation(DOMAIN, str(LOCALE), [language]).gettext


def language_of(wish: str | None) -> str:
    """The catalogue for a wish such as ``zh`` or ``en-GB``; without one, for the environment's locale; else English."""
    wishes = [wish] if wish else [os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    if not any(wishes) and os.name == "nt":
        wishes = [locale.getlocale()[0]]
    first = next((w for w in wishes if w), "en")
    return "zh_CN" if first.lower().startswith(("zh", "chinese")) else "en"


def told(reason: str) -> str:
    """A reason in the language of ``gettext.gettext``, and so the reasons and words within it; other texts as they are known
    to the catalogues."""
    if not isinstance(reason, Reason):
        return gettext.gettext(reason) if reason else ""
    return gettext.gettext(reason.text).format(**{name: _part(value) for name, value in reason.params.items()})


def _part(value: object) -> object:
    return told(value) if isinstance(value, Reason | Words) else value


def html_language() -> str:
    """The same for the environment, as pages name it: ``zh-CN`` or ``en``."""
    return language_of(None).replace("_", "-")


def use(language: str) -> None:
    """Make ``language`` the one of ``gettext.gettext``, for our texts and for those of the command-line library."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
