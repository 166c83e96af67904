"""Every text has its entry in both catalogues, with the same places to fill in; what is compiled is what is written."""

import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message

sys.path.insert(0, str(Path(__file__).parents[1]))

import re

import catalogues

PLACES = re.compile(r"\{[^{}]*\}|%\([a-z]+\)s")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_text_is_translated(language: str) -> None:
    missing = catalogues.missing(catalogues.updated(language))
    assert missing == [], "run `make catalogues` and translate what it names"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_is_compiled_is_current(language: str) -> None:
    updated = catalogues.updated(language)
    compiled = catalogues.po_path(language).with_suffix(".mo").read_bytes()
    assert compiled == catalogues.mo_bytes(updated), "run `make catalogues`"


def texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else (str(value),)


@pytest.mark.parametrize("message", [m for m in catalogues.catalogue("zh_CN") if m.id], ids=lambda m: str(m.id)[:40])
def test_a_translation_fills_in_the_same_places(message: Message) -> None:
    wanted = {place for text in texts(message.id) for place in PLACES.findall(text)}
    for translated in texts(message.string):
        assert set(PLACES.findall(translated)) <= wanted
        if not isinstance(message.id, (tuple, list)):
            assert set(PLACES.findall(translated)) == wanted
