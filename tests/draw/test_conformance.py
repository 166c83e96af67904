"""The conformance format: the examples, every invalid case, documents there and back, and the command."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import random_cases
from instances import quick_case

from scheduler.draw.case import read_case, run
from scheduler.draw.documents import case_document
from scheduler.draw.draw import draw
from scheduler.draw.model import InvalidCase

Json = dict[str, Any]

EXAMPLES = Path(__file__).parent / "examples"
INVALID = random_cases.invalid_cases()
NO_JSON = [
    "",
    "{",
    "[1,]",
    '{"format": NaN}',
    "null",
    "[]",
    "1",
    '"double-random/case@1"',
    "{}",
    "\ufeff{}",
    "[" * 100_000,
]


def example(number: int) -> tuple[str, Json]:
    """The text of the case, and its outcome."""
    outcome = json.loads((EXAMPLES / f"outcome-{number}.json").read_text("utf-8"))
    return (EXAMPLES / f"case-{number}.json").read_text("utf-8"), outcome


# ------------------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize("number", [1, 2])
def test_examples(number: int) -> None:
    text, outcome = example(number)
    assert json.loads(json.dumps(run(text))) == outcome
    assert run(text.encode()) == run(text)


@pytest.mark.parametrize(("name", "case"), INVALID, ids=[ascii(name) for name, _ in INVALID])
def test_invalid(name: str, case: Json) -> None:
    with pytest.raises(InvalidCase, match=r"(?s)."):
        run(json.dumps(case))


@pytest.mark.parametrize("text", NO_JSON, ids=range(len(NO_JSON)))
def test_not_a_case(text: str) -> None:
    with pytest.raises(InvalidCase):
        run(text)


def test_not_utf8() -> None:
    with pytest.raises(InvalidCase):
        run('{"format": "é"}'.encode("latin-1"))


def test_every_fault_of_a_case_is_named() -> None:
    case = random_cases.a_valid_case()
    case["secret"] = "F" * 64
    case["tasks"][0]["cells"][0]["rate"] = "2/4"
    case["inspectors"][0]["limit"] = -1
    case["barred"].append(["a", "nobody"])
    with pytest.raises(InvalidCase) as caught:
        run(json.dumps(case))
    for part in ("secret", "2/4", "-1", "nobody"):
        assert part in str(caught.value)


# ----------------------------------------------------------------------------------------------------- there and back


def there_and_back(text: str) -> None:
    case = read_case(text)
    document = json.dumps(case_document(case))
    assert draw(read_case(document)) == draw(case)
    assert case_document(read_case(document)) == json.loads(document)


@pytest.mark.parametrize("number", [1, 2])
def test_an_example_written_again_is_the_same_case(number: int) -> None:
    there_and_back(example(number)[0])


def test_a_case_written_again_is_the_same_case() -> None:
    for number in range(60):
        there_and_back(json.dumps(quick_case(number)))
    for number in range(20):
        there_and_back(json.dumps(random_cases.random_case(number)))


def test_an_outcome_is_plain_json() -> None:
    for number in range(60):
        outcome = run(json.dumps(quick_case(number)))
        assert json.loads(json.dumps(outcome)) == outcome


# -------------------------------------------------------------------------------------------------------- the command


def command(
    argument: str, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, stdin: bytes = b""
) -> tuple[int, Any]:
    """The exit code of ``double-random conformance``, and the one JSON document it prints."""
    from scheduler.cli.main import run as command_line

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), "ascii"))
    code = command_line(["conformance", argument])
    printed = capsysbinary.readouterr().out
    assert printed.isascii()
    return code, json.loads(printed)


@pytest.mark.parametrize("number", [1, 2])
def test_command_on_a_file(
    number: int, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = EXAMPLES / f"case-{number}.json"
    assert command(str(path), capsysbinary, monkeypatch) == (0, example(number)[1])


def test_command_on_standard_input(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    text, outcome = example(1)
    assert command("-", capsysbinary, monkeypatch, stdin=text.encode()) == (0, outcome)


@pytest.mark.parametrize("text", [*NO_JSON, json.dumps(INVALID[-1][1])], ids=range(len(NO_JSON) + 1))
def test_command_on_an_invalid_case(
    text: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3, and nothing but the error in the document; from a file and from standard input."""
    path = tmp_path / "case.json"
    path.write_text(text, "utf-8")
    for argument in (str(path), "-"):
        code, document = command(argument, capsysbinary, monkeypatch, stdin=text.encode())
        assert code == 3
        assert document.keys() == {"format", "error"}
        assert document["format"] == "double-random/outcome@1"
        assert isinstance(document["error"], str)
        assert document["error"]
