"""All shares of a case's key are the key, any fewer are noise, and two people compare keys by six groups."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exchange.key import PublicKeys, same_groups
from domain.exchange.refusal import NotAccepted, SharesMissing
from domain.exchange.share import Share, deal, together

SECRETS = st.binary(min_size=1, max_size=80)
COUNTS = st.integers(1, 12)


@given(SECRETS, COUNTS, st.randoms())
def test_all_shares_in_any_order_and_more_than_once_are_the_secret(
    secret: bytes, count: int, order: object
) -> None:
    shares = [*deal("case", secret, count, os.urandom)] * 2
    order.shuffle(shares)  # type: ignore[attr-defined]
    assert together(shares) == secret


@given(SECRETS, st.integers(2, 12), st.data())
def test_whoever_lacks_one_share_holds_bytes_that_fit_any_other_secret(
    secret: bytes, count: int, data: st.DataObject
) -> None:
    shares = deal("case", secret, count, os.urandom)
    missing = data.draw(st.sampled_from(shares))
    others = [one for one in shares if one is not missing]
    with pytest.raises(SharesMissing) as refused:
        together(others)
    assert refused.value.n == 1
    other = data.draw(st.binary(min_size=len(secret), max_size=len(secret)))
    body = bytes(a ^ b ^ c for a, b, c in zip(bytes.fromhex(missing.body), secret, other, strict=True))
    assert together([*others, Share("case", missing.number, count, body.hex())]) == other


@pytest.mark.parametrize(
    "wrong",
    [
        Share("other", 2, 3, "00"),
        Share("case", 2, 4, "00"),
        Share("case", 2, 3, "0000"),
        Share("case", 4, 3, "00"),
        Share("case", 0, 3, "00"),
        Share("case", 1, 3, "ff"),
        Share("case", 2, 3, "zz"),
    ],
)
def test_a_share_of_something_else_is_refused(wrong: Share) -> None:
    with pytest.raises(NotAccepted):
        together([Share("case", 1, 3, "01"), Share("case", 2, 3, "02"), Share("case", 3, 3, "03"), wrong])


def test_a_share_that_calls_itself_one_of_more_than_can_be_counted_is_refused_at_once() -> None:
    with pytest.raises(SharesMissing):
        together([Share("case", 1, 1 << 53, "00")])


def test_neither_a_share_nor_a_report_of_one_shows_it() -> None:
    (share,) = deal("case", b"secret", 1, os.urandom)
    assert b"secret".hex() not in repr(share) and "1 of 1" in repr(share)


def test_six_groups_are_compared_in_either_alphabet_and_spacing() -> None:
    keys = PublicKeys("ab" * 32, "age1x")
    spoken = keys.groups
    assert len(spoken.split()) == 6
    assert same_groups(spoken.replace(" ", "-").lower(), keys)
    assert same_groups(spoken.translate(str.maketrans("ABCE", "АВСЕ")), keys)
    assert not same_groups(spoken[:-1], keys)
    assert not same_groups("", keys)
    assert PublicKeys("ab" * 32, "age1y").groups != spoken
