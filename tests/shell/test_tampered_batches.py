"""Each member of each record of a plan in batches tampered with, as in ``test_tampered.py``; and of one with upper limits.

Of draws with limits the second verifier says "look": it may miss what is wrong there, but never says that all is well.
"""

from collections import Counter
from pathlib import Path

import pytest
import small_office
import tampering
from random_years import Year
from small_office import DICE, OTHER_DICE, open_office
from test_batches import text
from test_tampered import STEP, coloured, listed, reasons, says

from scheduler import acts
from scheduler.audit.checks import Colour
from scheduler.bundle import Bundle, collect
from scheduler.store.office import Office

CAPS = b"[caps]\nper_agency = 1\n"


def _drawn_twice(folder: Path, plan: bytes) -> Bundle:
    office = Office.create(folder, small_office.ACTOR, small_office.ticking())
    small_office.fill(office)
    for dice in (DICE, OTHER_DICE):
        small_office.commit(office, plan)
        acts.draw(office, dice)
    office.close()
    return collect(open_office(folder))


@pytest.mark.parametrize(("more", "honest"), [(b"", 0), (CAPS, 3)], ids=["batches", "limits"])
def test_what_is_tampered_with_is_seen_for_the_right_reason(more: bytes, honest: int, tmp_path: Path) -> None:
    bundle = _drawn_twice(tmp_path / "office", text(more))
    assert coloured(bundle, Colour.RED) == set()
    assert says(bundle, tmp_path / "b.zip") == (honest, set())
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for tampered in list(tampering.all_of(bundle))[:: 3 * STEP if STEP > 1 else 1]:
        by_audit, (code, by_verifier) = (
            coloured(tampered.bundle, Colour.RED),
            says(tampered.bundle, tmp_path / "b.zip"),
        )
        numbers, said = reasons(tampered.record, tampered.member)
        outside = listed(tampered)
        counts[f"audit {'sees' if by_audit else 'does not'}, verifier says {code}"] += 1
        if bool(by_audit & numbers) == outside or (by_verifier and outside):
            wrong.append(f"{tampered.record} {tampered.member}: audit {sorted(by_audit)}, outside: {outside}")
        if not (by_verifier & (said if honest == 0 else {*said, "tables"}) or outside or code == honest == 3):
            wrong.append(f"{tampered.record} {tampered.member}: verifier {code} {sorted(by_verifier)}")
    print(dict(counts))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("seed", [2, 6, 15, 25])
def test_it_agrees_on_random_years_in_batches(seed: int, tmp_path: Path) -> None:
    year = Year(tmp_path / "office", seed)
    bundle = collect(year.live())
    year.office.close()
    assert not year.caps
    assert sum(event.kind == "commitment" for event in bundle.events) > 1
    assert says(bundle, tmp_path / "b.zip") == (0, set())
