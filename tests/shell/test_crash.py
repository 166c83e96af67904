"""Power cuts and colleagues: processes that die at any moment, and processes that act at the same time.

DOUBLE_RANDOM_KILLS sets the number of rounds (15).
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shop import start, tell, words_of
from small_office import DICE, OTHER_DICE, commit, open_office, plan

from inventories.problems import Exit, Refused
from scheduler import acts, journal, messages, randomness
from scheduler.after import messages as after_messages
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import collect
from scheduler.draw.draw import draw as run_draw
from scheduler.log import broken_links
from scheduler.results.acts import enter_results

REFUSALS = (messages.NOTHING_TO_DRAW, messages.ALREADY_DRAWN, messages.OTHER_RANDOMNESS)
KILLS = int(os.environ.get("DOUBLE_RANDOM_KILLS", "15"))
Copy = Callable[[], Path]

# Imports first, then says that it is ready and waits for lines: what is killed or raced is the act itself.
READY = """
import sys
from scheduler import acts
from scheduler.cli import drawing
from scheduler.cli.main import run
from shop import stopped
print("ready", flush=True)
for line in sys.stdin:
    with stopped():
        code = run(["--lang", "en", *line.strip().split(chr(9))])
    print("code", code, flush=True)
"""


class Worker:
    """A process that has imported everything and runs commands as it is told."""

    def __init__(self) -> None:
        self.process = start(READY)

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.communicate()[0])
        return line

    def wait_ready(self) -> "Worker":
        assert self._line() == "ready\n"
        return self

    def tell(self, *words: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def answer(self) -> tuple[int, str]:
        """The exit code, and all that was said."""
        said = ""
        while not (line := self._line()).startswith("code "):
            said += line
        return int(line.split()[1]), said


@pytest.fixture(scope="module")
def eight() -> Iterator[list[Worker]]:
    """Eight processes for all races."""
    crowd = [Worker() for _ in range(8)]
    yield [worker.wait_ready() for worker in crowd]
    for worker in crowd:
        worker.kill()


def the_draw(folder: Path) -> journal.Draw:
    return journal.draws(open_office(folder).events())[-1]


def assert_whole(folder: Path) -> None:
    events = open_office(folder).events()
    assert list(broken_links(events)) == []
    once = Counter((e.kind, e.body.get("commitment")) for e in events if e.kind in ("randomness", "draw"))
    assert set(once.values()) <= {1}


def draw_words(folder: Path, text: str | None = DICE) -> list[object]:
    return ["--office", folder, "draw", *(["--randomness", text] if text else [])]


def test_a_draw_that_is_killed_at_any_moment_is_finished_or_can_be(
    committed_copies: Copy,
) -> None:
    """First the time that a draw takes is measured, then a draw is killed at a moment within it, over and over."""
    unkilled = committed_copies()
    worker, following = Worker().wait_ready(), Worker()
    began = time.monotonic()
    worker.tell(*draw_words(unkilled))
    assert worker.answer()[0] == 0
    whole = time.monotonic() - began
    worker.kill()
    expected = the_draw(unkilled).outcome

    moments = random.Random(20010106)
    seen: Counter[str] = Counter()
    for _ in range(KILLS):
        folder = committed_copies()
        worker, following = following.wait_ready(), Worker()
        worker.tell(*draw_words(folder))
        time.sleep(moments.uniform(0, whole))
        worker.kill()
        state = the_draw(folder).state
        seen[state] += 1
        assert_whole(folder)
        if state == "committed":
            assert tell(folder, "draw").code == Exit.USAGE
        else:
            assert tell(folder, *draw_words(folder, OTHER_DICE)[2:]).code == Exit.CONFLICT
        finished = tell(folder, "draw", *(["--randomness", DICE] if state == "committed" else []))
        assert finished.code == (Exit.CONFLICT if state == "drawn" else Exit.DONE), finished.err
        assert the_draw(folder).outcome == expected
        assert verdicts(audit(collect(open_office(folder))))[1] == Colour.GREEN
        assert_whole(folder)
    following.kill()
    print(dict(seen))


class Dies(BaseException):
    """The process ends here; nothing after it runs."""


@pytest.mark.parametrize("at", range(4))
def test_a_draw_that_stops_between_any_two_steps_can_be_finished(
    committed: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """The same with a moment that is chosen: before and after each of the two events is logged."""
    office = open_office(committed)
    real, calls = type(office).act, iter(range(100))

    def act(self: object) -> object:
        k = next(calls)
        if k == at / 2:
            raise Dies
        context = real(self)  # type: ignore[arg-type]
        if k == (at - 1) / 2:
            _die_after(context)
        return context

    def _die_after(context: object) -> None:
        inner = context.__exit__  # type: ignore[attr-defined]

        def leave(*args: object) -> None:
            inner(*args)
            raise Dies

        context.__class__ = type("Dying", (context.__class__,), {"__exit__": lambda _, *args: leave(*args)})

    with monkeypatch.context() as patched:
        patched.setattr(type(office), "act", act)
        with pytest.raises(Dies):
            acts.draw(office, DICE)
    state = the_draw(committed).state
    assert state == ("committed", "randomness known", "randomness known", "drawn")[at]
    if state == "randomness known":
        with pytest.raises(Refused) as refused:
            acts.draw(office, OTHER_DICE)
        assert refused.value.exit_code == Exit.CONFLICT
        assert acts.draw(office, None).randomness.body["text"] == DICE  # type: ignore[union-attr]
    assert_whole(committed)


@pytest.mark.parametrize("texts", [[DICE], [DICE, OTHER_DICE]], ids=["same dice", "two records of the dice"])
def test_of_eight_who_draw_at_once_one_draws(committed_copies: Copy, eight: list[Worker], texts: list[str]) -> None:
    folder = committed_copies()
    before = len(open_office(folder).events())
    for k, worker in enumerate(eight):
        worker.tell(*draw_words(folder, texts[k % len(texts)]))
    answers = [worker.answer() for worker in eight]
    assert sorted(code for code, _ in answers) == [0] + [Exit.CONFLICT] * 7
    for code, said in answers:
        if code:
            assert any(words_of(message) in said for message in REFUSALS), said
    assert [e.kind for e in open_office(folder).events()[before:]] == ["randomness", "draw"]
    assert_whole(folder)
    assert verdicts(audit(collect(open_office(folder))))[1] == Colour.GREEN


@pytest.mark.parametrize("batches", [[1], [1, 2]], ids=["one plan", "two plans"])
def test_of_eight_who_commit_at_once_one_commits(
    filled_copies: Copy, eight: list[Worker], batches: list[int], tmp_path: Path
) -> None:
    folder = filled_copies()
    before = len(open_office(folder).events())
    for batch in batches:
        (tmp_path / f"plan-{batch}.toml").write_bytes(plan(id=f'"200{batch}"'))
    for k, worker in enumerate(eight):
        worker.tell("--office", folder, "commit", tmp_path / f"plan-{batches[k % len(batches)]}.toml")
    answers = [worker.answer() for worker in eight]
    assert sorted(code for code, _ in answers) == [0] + [Exit.CONFLICT] * 7
    assert [e.kind for e in open_office(folder).events()[before:]] == ["commitment"]
    assert_whole(folder)


def test_two_imports_of_the_same_results_enter_them_once(drawn: Path, eight: list[Worker]) -> None:
    form = drawn.parent / "form.csv"
    assert tell(drawn, "export", "results-form", form).code == 0
    days = {"p1": "2001-03-20", "p2": "2001-04-10"}
    period = {v["visit"]: days[v["period"]] for v in acts.find(open_office(drawn), None).outcome["visits"]}
    head, *rows = form.read_text("utf-8-sig").splitlines()
    filled = [row.replace(",,,,,,,,", f",{period[row.split(',')[0]]},,未发现问题,,,,,") for row in rows]
    form.write_text("\n".join([head, *filled]), "utf-8-sig")
    for worker in eight:
        worker.tell("--office", drawn, "import", "results", form)
    answers = [worker.answer() for worker in eight]
    assert sorted(code for code, _ in answers)[0] == 0
    assert [code for code, _ in answers].count(0) == 1, answers
    assert [e.kind for e in open_office(drawn).events()].count("results") == 1
    assert verdicts(audit(collect(open_office(drawn))))[1] == Colour.GREEN


@pytest.mark.parametrize("review", [False, True], ids=["decided", "reviewed"])
@pytest.mark.parametrize("decision", ["--reject", "--grant"])
def test_an_application_that_two_decide_at_once_is_decided_once(
    drawn: Path, eight: list[Worker], decision: str, review: bool
) -> None:
    """The second is refused in words, and does not become the review of the first."""
    visit = next(v for v in journal.standing(the_draw(drawn)).values() if v.team[1])
    pair = (visit.team[1], visit.target)
    reject, officer = ("--reject", "--ground", "g"), ("--officer", "head")
    assert tell(drawn, "recusal", "apply", *pair, "--ground", "g").code == 0
    if review:
        assert tell(drawn, "recusal", "decide", *pair, *reject, *officer).code == 0
    verb, words = "review" if review else "decide", reject if decision == "--reject" else (decision,)
    for worker in eight[:2]:
        worker.tell("--office", drawn, "recusal", verb, *pair, *words, *officer)
    answers = [worker.answer() for worker in eight[:2]]
    assert sorted(code for code, _ in answers) == [0, Exit.CONFLICT], answers
    said = next(said for code, said in answers if code)
    assert words_of(after_messages.NOTHING_TO_REVIEW if review else after_messages.DECIDED_ALREADY) in said
    decisions = open_office(drawn).events("rejection", "recusal")
    assert len(decisions) == 1 + review
    assert verdicts(audit(collect(open_office(drawn))))[1] == Colour.GREEN


def test_whoever_acts_on_a_draw_finds_it_void_if_it_was_voided_meanwhile(drawn: Path) -> None:
    """A colleague's void between looking and acting."""
    office = open_office(drawn)
    seen = acts.find(office, None)
    acts.void(office, seen, "ground")
    tried: list[Callable[[], object]] = [
        lambda: acts.happen(office, seen, "reinforcement", {"inspector": "M0", "limit": 20, "ground": "g"}),
        lambda: enter_results(office, seen, [], {}),
        lambda: acts.void(office, seen, "again"),
    ]
    for act in tried:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.exit_code == Exit.CONFLICT
        assert refused.value.problems[0].message.code == "draw-void"


def test_what_was_voided_while_it_was_drawn_stays_without_a_draw(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(committed)
    real = run_draw

    def meanwhile(*facts: object) -> object:
        acts.void(office, acts.find(office, None), "ground")
        return real(*facts)  # type: ignore[arg-type]

    monkeypatch.setattr(acts, "run_draw", meanwhile)
    with pytest.raises(Refused) as refused:
        acts.draw(office, DICE)
    assert refused.value.exit_code == Exit.CONFLICT
    assert the_draw(committed).state == "void"
    assert the_draw(committed).draw is None


def test_what_was_voided_before_the_dice_were_entered_takes_none(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(committed)
    real = randomness.check

    def meanwhile(*args: object) -> None:
        acts.void(office, acts.find(office, None), "ground")
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(randomness, "check", meanwhile)
    with pytest.raises(Refused) as refused:
        acts.draw(office, DICE)
    assert refused.value.exit_code == Exit.CONFLICT
    assert the_draw(committed).randomness is None


def test_a_batch_is_not_committed_while_another_waits(filled: Path) -> None:
    office = open_office(filled)
    commit(office)
    with pytest.raises(Refused) as refused:
        commit(office, plan())
    assert refused.value.exit_code == Exit.CONFLICT
    assert refused.value.problems[0].message.code == "draw-pending"


@pytest.mark.parametrize("act", ["import", "undo"])
def test_an_import_that_is_killed_at_any_moment_happened_whole_or_not_at_all(
    filled_copies: Copy, tmp_path: Path, act: str
) -> None:
    """A large list, so that there is time to die while its records are stored or taken back."""
    table = tmp_path / "many.csv"
    rows = (f"N{k:05},New {k},north,school,Road {k}\n" for k in range(4000))
    table.write_text("编号,单位名称,区县,类别,地址\n" + "".join(rows), "utf-8")
    words: list[object] = ["import", "targets", table] if act == "import" else ["undo-import"]

    def prepared() -> Path:
        folder = filled_copies()
        if act == "undo":
            assert tell(folder, "import", "targets", table).code == 0
        return folder

    def state(folder: Path) -> tuple[int, int]:
        office = open_office(folder)
        return len(office.events()), len(office.records("targets"))

    folder = prepared()
    before = state(folder)
    worker, following = Worker().wait_ready(), Worker()
    worker.tell("--office", folder, *words)
    began = time.monotonic()
    assert worker.answer()[0] == 0
    whole = time.monotonic() - began
    worker.kill()
    after = state(folder)
    assert abs(after[1] - before[1]) == 4000

    moments = random.Random(20010107)
    for _ in range(max(1, KILLS // 3)):
        folder = prepared()
        worker, following = following.wait_ready(), Worker()
        worker.tell("--office", folder, *words)
        time.sleep(moments.uniform(whole / 4, whole))
        worker.kill()
        found = state(folder)
        assert found in (before, after)
        assert_whole(folder)
        if found == before:
            assert tell(folder, *words).code == 0
            assert state(folder) == after
    following.kill()
