"""Both languages without catalogues: Chinese is any text that is not English."""

import pytest

from scheduler.publish import words


def translator(language: str):
    return (lambda text: f"〔{len(text)}〕" + "".join(p for p in placeholders(text))) if language == "zh_CN" else str


def placeholders(text: str) -> list[str]:
    return ["{" + part.split("}")[0] + "}" for part in text.split("{")[1:]]


@pytest.fixture(autouse=True)
def languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "translator", translator)
