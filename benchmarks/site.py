"""How fast the public site is made and searched: ``python benchmarks/site.py [results]``, 20,000 if no number is given.

Pages and files of invented results are made in memory, then written out and opened in a Chromium whose processor is slowed
down to a quarter. Words are typed there letter by letter; measured is the time from a letter to the list as it stands then,
laid out, in milliseconds. Prints one line for each figure, and as its last line the same as one JSON object.
"""

import json
import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "publish"))

from dataclasses import replace

from playwright.sync_api import Page, sync_playwright
from public_views import row, whole

from scheduler.publish.site import render
from scheduler.publish.view import ResultRow, SiteView

SLOWER = 4
"""How much slower the processor is made: about a cheap phone."""
WORDS = ("夏村县第12号", "诊所 未上锁", "8800 卫生室", "胜利街", "没有这个单位", "a")
ORDERS = ("oldest", "name", "")
TYPED = """async (text) => {
  const box = document.getElementById("q");
  const start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await Promise.resolve();
  document.body.offsetHeight;
  return performance.now() - start;
}"""
ORDERED = """async (order) => {
  const box = document.getElementById("sort");
  const start = performance.now();
  box.value = order;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await Promise.resolve();
  document.body.offsetHeight;
  return performance.now() - start;
}"""


def main(results: int) -> None:
    """Make, write, search, print."""
    begin = perf_counter()
    files = render(invented(results))
    figures: dict[str, float] = {"results": results, "files": len(files), "seconds": perf_counter() - begin}
    with tempfile.TemporaryDirectory() as folder:
        for path, data in files.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        figures |= searched(Path(folder))
    for name, figure in figures.items():
        print(f"{name:24} {figure:10.1f}")
    print(json.dumps({name: round(figure, 1) for name, figure in figures.items()}))


def invented(results: int) -> SiteView:
    """A site of so many results, five to a target, each target with a name and an address of its own."""
    return replace(whole(0), results=tuple(_row(k) for k in range(results)))


def _row(k: int) -> ResultRow:
    target = k // 5
    name = f"夏村县第{target}号{('诊所', '卫生室', '门诊部', '宾馆')[target % 4]}"
    place = sha256(f"place {target}".encode()).hexdigest()[:12]
    reference = sha256(f"result {k}".encode()).hexdigest()[:12]
    return row(k, reference=reference, target=name, address=f"胜利街 {target} 号", place=place)


def searched(site: Path) -> dict[str, float]:
    """How long the data take to load once, and letters and orders to be answered, on the slow processor."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 780})
        page.goto((site / "results.html").as_uri())
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        begin = perf_counter()
        page.evaluate("location.hash = 'q=1'")
        page.wait_for_selector("#hits li")
        loading = (perf_counter() - begin) * 1000
        letters = [page.evaluate(TYPED, word[:n]) for word in WORDS for n in range(1, len(word) + 1)]
        page.evaluate(TYPED, "号")
        orders = [page.evaluate(ORDERED, order) for order in ORDERS]
        _really_searched(page)
        browser.close()
    return {
        "loading": loading,
        "letter_median": median(letters),
        "letter_worst": max(letters),
        "letters": len(letters),
        "order_worst": max(orders),
    }


def _really_searched(page: Page) -> None:
    page.evaluate(TYPED, "夏村县第12号")
    shown = page.locator("#hits .name").all_inner_texts()
    assert shown, "nothing was found"
    assert all("夏村县第12号" in name for name in shown), shown


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
