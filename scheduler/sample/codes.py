"""Code numbers that are well formed and nobody's: credit codes, identity card numbers, mobile numbers, certificates.

Characters 3 to 8 of a credit code (GB 32100-2015) are the registering region of GB/T 2260, whose provinces end at 82:
under 990100 nothing was ever registered, so no real business can be hit. Identity card numbers (GB 11643-1999) begin with
379900, a region that does not exist, and have birthdays in 1900. Mobile numbers begin with 154, which the lists of the
operators' ranges leave out.
"""

from inventories import uscc
from scheduler.sample.choose import number

REGION = "990100"

_CARD_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))


def credit_code(kind: str, name: str) -> str:
    """A credit code with a right check character. ``kind``: its first two characters, such as 91 for an enterprise."""
    body = "".join(uscc.ALPHABET[number(f"credit code/{name}/{k}", 31)] for k in range(9))
    return kind + REGION + body + uscc.check_character(kind + REGION + body)


def miscopied(code: str) -> str:
    """``code`` with the next character of the alphabet for its check character, as a slip of the pen makes it."""
    return code[:-1] + uscc.ALPHABET[(uscc.ALPHABET.index(code[-1]) + 1) % 31]


def identity_card(name: str) -> str:
    """An identity card number (公民身份号码) with a right check digit."""
    first = f"3799001900{1 + number(f'month/{name}', 12):02}{1 + number(f'day/{name}', 28):02}"
    first += f"{1 + number(f'card/{name}', 999):03}"
    total = sum(int(digit) * weight for digit, weight in zip(first, _CARD_WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def mobile(name: str) -> str:
    """A mobile number of eleven digits."""
    return f"154{number(f'mobile/{name}', 10**8):08}"
