"""Relays of the drand network, asked over HTTP one after the other. Whatever they answer counts only if it verifies."""

import json
from collections.abc import Sequence
from http.client import HTTPException
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from inventories.problems import N_, Exit, Problem, Refused, Words
from scheduler.randomness import messages
from scheduler.randomness.drand import Drand

RELAYS = ("https://api.drand.sh", "https://drand.cloudflare.com")
MOST = 16 * 1024
"""Bytes: an answer of a relay has less than one thousand."""
WAIT = 10.0
"""Seconds for one relay, from the first byte asked to the last one read."""


class NoBeacon(Exception):
    """Why a relay's answer does not count; the argument is a text of the catalogues or the system's own."""


def fetch(source: Drand, relays: Sequence[str] = RELAYS, wait: float = WAIT) -> bytes:
    """The first relay's answer that has the signature of the round named. Refused (exit 1) with what each relay did."""
    problems = []
    for url in relays:
        try:
            return _asked(source, url.rstrip("/"), wait)
        except NoBeacon as error:
            problems.append(Problem(messages.UNREACHED, {"url": url, "why": error.args[0]}))
    raise Refused(problems, Exit.FAILED)


def _asked(source: Drand, url: str, wait: float) -> bytes:
    if not url.startswith(("https://", "http://")):
        raise NoBeacon(Words(N_("it is no address that begins with https:// or http://")))
    answers: list[bytes | Exception] = []
    address = f"{url}/{source.chain.hash}/public/{source.round}"
    # a thread, since the time-out of a socket begins anew with every byte that drips in
    reading = Thread(target=lambda: answers.append(_read(address, wait)), daemon=True)
    reading.start()
    reading.join(wait)
    if not answers:
        raise NoBeacon(Words(N_("no whole answer in time")))
    if isinstance(answers[0], Exception):
        raise NoBeacon(getattr(answers[0], "reason", None) or str(answers[0]) or type(answers[0]).__name__)
    return _sound(source, answers[0])


def _read(address: str, wait: float) -> bytes | Exception:
    try:
        with urlopen(Request(address, headers={"Accept": "application/json"}), timeout=wait) as answer:
            return bytes(answer.read(MOST + 1))
    except HTTPError as error:
        error.close()
        return error
    except (OSError, HTTPException, ValueError) as error:
        return error


def _sound(source: Drand, body: bytes) -> bytes:
    if len(body) > MOST:
        raise NoBeacon(Words(N_("the answer is far too long")))
    try:
        said = json.loads(body)
        found = said["round"], said["signature"], said.get("previous_signature") or ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoBeacon(Words(N_("the answer is no beacon"))) from None
    if found[0] != source.round:
        raise NoBeacon(Words(N_("it is another round")))
    if not all(isinstance(part, str) for part in found[1:]) or [*source.faults(found[1], found[2], False)]:
        raise NoBeacon(Words(N_("the signature is not that of the network over this round")))
    return body
