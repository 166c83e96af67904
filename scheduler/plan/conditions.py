"""Which cells a member of a task speaks of: columns with the values they may have."""

from dataclasses import dataclass

from inventories.frame import COLUMNS
from scheduler.plan import messages
from scheduler.plan.members import label, text
from scheduler.plan.section import Section

Conditions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Known:
    """What tasks refer to: the plan's periods and bands, in their order."""

    periods: tuple[str, ...]
    bands: tuple[str, ...]


def conditions(section: Section | None, known: Known, strata: tuple[str, ...] | None) -> Conditions:
    """Columns with the values they may have; ``strata`` bounds the columns of a rate's rule."""
    if section is None:
        return ()
    result: list[tuple[str, tuple[str, ...]]] = []
    for column in section.others():
        if strata is not None and column not in strata:
            section.note(messages.COLUMN_UNKNOWN, column, column=column, strata=", ".join(strata))
        values = section.each(column, label if column in COLUMNS else text)
        if column == "band":
            for value in values:
                check_band(section, column, value, known)
        result.append((column, values))
    return tuple(result)


def check_band(section: Section, name: str, band: str, known: Known) -> None:
    """Note a band that the plan does not have."""
    if known.bands and band not in known.bands:
        section.note(messages.BAND_UNKNOWN, name, band=band, bands=", ".join(known.bands))
