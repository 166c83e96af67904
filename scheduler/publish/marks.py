"""What pages are made of, as markup: both languages, texts of the data, findings with their shapes. Each is made once."""

from collections.abc import Callable
from functools import cache, lru_cache

from markupsafe import Markup

from scheduler.publish.numbers import visible
from scheduler.publish.words import Words
from scheduler.results.model import Finding

SHAPES = {
    "clean": '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M4.5 8.3 7 10.8l4.6-5" class="cut"/>',
    "problem": '<path d="M8 .8 15.6 15H.4z" fill="currentColor"/><path d="M8 6v4.2M8 11.6v1.7" class="cut"/>',
    "penalty": '<path d="M1 1h14v14H1z" fill="currentColor"/><path d="m5 5 6 6m0-6-6 6" class="cut"/>',
    "closed": '<circle cx="8" cy="8" r="6.7" class="rim"/><path d="M5 8h6" class="pen"/>',
}
"""A shape for each look of a finding, so that colour alone tells nothing."""
SVG = '<svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">%s</svg>'


@lru_cache(maxsize=100_000)
def said(text: str) -> Markup:
    """A text of the data, isolated from the direction of what stands around it."""
    return Markup("<bdi>{}</bdi>").format(visible(text))


def digest(text: str) -> Markup:
    """A hash or another text for machines."""
    return Markup('<code class="hash" lang="en">{}</code>').format(visible(text))


def pair(chinese: str, english: str) -> Markup:
    """Chinese with the English beside it, where that says anything else."""
    zh = Markup('<span class="zh">{}</span>').format(chinese)
    return zh if chinese == english else zh + Markup(' <span class="en" lang="en">{}</span>').format(english)


def shape(look: str) -> Markup:
    """The picture of a look: ``clean``, ``problem``, ``penalty`` or ``closed``."""
    return Markup(SVG % SHAPES[look])


def marks(words: Words) -> dict[str, Callable[..., Markup]]:
    """The functions for templates that need the languages, by their names there."""
    plain = cache(lambda text: pair(words.zh(text), words.en(text)))

    def both(text: str, **params: object) -> Markup:
        if not params:
            return plain(text)
        return pair(words.zh(text).format(**params), words.en(text).format(**params))

    def coded(value: str) -> Markup:
        return pair(*map(visible, words.code(value)))

    def grounded(value: str) -> Markup:
        return Markup("<bdi>{}</bdi>").format(pair(*map(visible, words.ground(value))))

    def called(member: str) -> Markup:
        return Markup("<bdi>{}</bdi>").format(pair(*map(visible, words.member(member))))

    @cache
    def finding(value: Finding) -> Markup:
        look = words.look(value)
        text = Markup("<span>{}</span>").format(pair(*words.finding(value)))
        return Markup('<span class="finding {}">{}{}</span>').format(look, shape(look), text)

    return {"both": both, "coded": coded, "grounded": grounded, "called": called, "finding": finding}


def option(chinese: str, english: str) -> str:
    """Both languages where no markup can stand, as in a list to choose from."""
    return chinese if chinese == english else f"{chinese} {english}"
