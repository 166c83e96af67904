"""The reference of commands is current."""

import commands


def test_the_page_is_current() -> None:
    assert commands.PAGE.read_text("utf-8") == commands.text(), f"run: {commands.COMMAND}"
