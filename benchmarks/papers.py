"""How fast papers are written: ``python benchmarks/papers.py [visits]``, 3,000 visits if no number is given.

The three papers of an invented visit that asks much of a page (``tests/forms/extreme.py``) are made so often from our
templates, each visit with a QR code of its own, and written into a temporary folder. Prints one line, and as its last line
the same figures as one JSON object.
"""

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "forms"))

from extreme import VISIT

from scheduler.forms.folder import write
from scheduler.forms.mark import picture
from scheduler.forms.papers import OF_VISITS, load


def main(visits: int) -> None:
    """Make, write, print."""
    begin = perf_counter()
    forms = load(None, OF_VISITS)
    made = (
        (f"q1/{k} {paper.title}.docx", form.fill(replace(VISIT, visit=f"YY{k}/1"), code))
        for k, code in ((k, picture(f"{VISIT.mark.code} {k}")) for k in range(visits))
        for paper, form in forms.items()
    )
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder) / "papers", made)
    seconds = perf_counter() - begin
    print(f"{len(files)} papers of {visits} visits in {seconds:.1f} s: {len(files) / seconds:.0f} a second")
    print(json.dumps({"visits": visits, "papers": len(files), "seconds": round(seconds, 1)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
