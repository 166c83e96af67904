"""Rounds of the drand network as its operators signed them: nobody else could have made them, so they prove themselves."""

import json

QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
DEFAULT = "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce"
UNCHAINED = {
    123: "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92",
    1000: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    657413: "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
}
"""Signatures of quicknet by round."""
CHAINED = {
    1337: (
        "80d95247ddf1bb3acf5738497a5f10406be283144603f63d714bb1a44ff6b93285ae2697fffeb50c68862bd9fbecd4b2"
        "04b1798d2686b4ac5d573615031d9d67e6168bde9a7adf1161430a498ca701a25c216aee3e38ffd5290369034fa050a2",
        "945b08dcb30e24da281ccf14a646f0630ceec515af5c5895e18cc1b19edd65d156b71c776a369af3487f1bc6af106250"
        "0b059e01095cc0eedce91713977d7735cac675554edfa0d0481bb991ed93d333d08286192c05bf6b65d20f23a37fc7bb",
    ),
    3311596: (
        "8ed588f2a7716fb1349e2d9803da5db0005e98a83783c353d4a08f183236a9ad91d70ddb01266f4b7c576983db464b43"
        "0e65680b9e0098552758afd6c1e6afcb77e3f62fe1b93d42d1cb63abbb2205512fe12fbf74ea9c5ac3b8f5c1e283a1d8",
        "a696b9409ababce45749c3a4ec369074453dd4a79967734e1390d969c8ad8d98897d217b9121e92c8ddebbddda8d92f9"
        "00e3bd6bf9deb166863b1a19390d743f82774001487594c5c09e581db7365f02b70a2c8cc41ce32446ef08e4890c4754",
    ),
}
"""The signature before, and the signature, of the default chain by round."""


def quicknet(round_: int) -> str:
    """The text of a round of quicknet."""
    return f"drand:{QUICKNET}:{round_}:{UNCHAINED[round_]}"


def default(round_: int) -> str:
    """The text of a round of the default chain."""
    return f"drand:{DEFAULT}:{round_}:{CHAINED[round_][1]}"


def answer(round_: int) -> bytes:
    """What a relay answers for a round."""
    if round_ in UNCHAINED:
        return json.dumps({"round": round_, "signature": UNCHAINED[round_]}).encode()
    previous, signature = CHAINED[round_]
    return json.dumps({"round": round_, "signature": signature, "previous_signature": previous}).encode()
