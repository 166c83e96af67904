"""The auditor's page has every numbered check with its clause and sentence, and its exit codes are right."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pages import blocks, page, tables

from inventories.problems import Exit, Reason
from scheduler import acts, bundle, journal
from scheduler.audit import checks, outside, site
from scheduler.cli.main import run
from scheduler.cli.root import VERBS
from scheduler.store.office import Office

PAGE = page("audit.md")
NOT_READ = ("1.00", "log", "the log can be read", "log")
"""What stands in ``audit`` itself, for a log that cannot be read."""


def test_every_check_is_documented() -> None:
    found = [
        NOT_READ,
        *(
            (number, clause, sentence, "log")
            for number, clause, sentence, _ in (*checks.LOG_CHECKS, *outside.LOG_CHECKS, *site.LOG_CHECKS)
        ),
        *((check.number, check.clause, check.sentence, "draw") for check in checks.CHECKS),
    ]
    shown = [tuple(re.sub(r" \(this check .*\)", "", cell) for cell in row) for row in tables(PAGE)["The checks"]]
    assert shown == sorted(found)


def test_the_verdicts_are_documented() -> None:
    shown = [re.sub(r" \(.*\)", "", row[0]) for row in tables(PAGE)["Replay it"]]
    assert shown == [f"{number}, {name}" for number, name in checks.VERDICTS.items()]


def test_the_commands_are_verbs() -> None:
    commands = [line.split()[2] for block in blocks(PAGE, "console") for line in block.splitlines()]
    assert commands
    assert set(commands) <= set(VERBS)


def test_two_checks_are_always_amber_and_3_04_names_the_void_draw(office: Office) -> None:
    found = {c.number: c.finding for c in checks.audit(bundle.collect(office)) if c.ref}
    draw = acts.find(office, journal.draws(office.events())[0].hash)
    targets = {row["target"] for row in draw.outcome["targets"]}
    assert found["2.02"].colour == found["2.03"].colour == found["3.04"].colour == checks.Colour.AMBER
    assert f"{len(targets)} targets" in found["3.04"].detail
    assert found["1.11"].colour == found["1.12"].colour == found["1.13"].colour == checks.Colour.GREEN


def test_what_is_amber_is_told_in_the_language_chosen(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = bundle.collect(office)
    found = [c.finding for c in checks.audit(whole) if c.finding.colour == checks.Colour.AMBER]
    reasons = [reason for finding in found for reason in finding.reasons if isinstance(reason, Reason)]
    assert "event {seq}: {kind} of {about}: {ground}{by}" in {reason.text for reason in reasons}
    bundle.write(whole, tmp_path / "whole.zip")
    run(["--lang", "zh", "audit", str(tmp_path / "whole.zip")])
    said = capsys.readouterr().out
    assert [reason for reason in reasons if f"  {reason}\n" in said] == []
    assert len(re.findall(r"事件 \d+：回避", said)) == sum(": recusal of" in reason for reason in reasons) > 0


def test_exit_codes(office: Office, tmp_path: Path) -> None:
    whole = bundle.collect(office)
    bundle.write(whole, tmp_path / "whole.zip")
    bundle.write(bundle.Bundle(whole.events[:-3], whole.frozen, {}), tmp_path / "red.zip")
    (tmp_path / "none.zip").write_text("no bundle")
    codes = [run(["audit", str(tmp_path / f"{name}.zip")]) for name in ("whole", "red", "none")]
    assert codes == [Exit.DONE, Exit.VERIFICATION, Exit.INPUT]


def test_the_second_verifier_agrees_on_an_office_in_which_everything_has_happened(
    office: Office, tmp_path: Path
) -> None:
    bundle.write(bundle.collect(office), tmp_path / "b.zip")
    verifier = Path(__file__).parents[2] / "docs" / "verifier" / "verify.py"
    done = subprocess.run(
        [sys.executable, "-I", verifier, tmp_path / "b.zip"], capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\nok") > 30
