"""Amounts are read as accountants write them, and what could mean two things is refused with the way to mend it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmp.lib.amounts import NotAnAmount, Notation, parse

AMOUNTS = st.decimals("-999999999999", "999999999999", places=2)
SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f", "  ", "\t"])
MINUS = st.sampled_from("-\u2212\u2013")


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Decimal]:
    """An amount, in one of the ways in which it may be written."""
    amount = draw(AMOUNTS)
    digits = draw(st.sampled_from([f"{abs(amount):,.2f}", f"{abs(amount):.2f}"]))
    if draw(st.booleans()):
        digits = digits.removesuffix("0").removesuffix(".0")
    if "," in digits:
        digits = digits.replace(",", draw(st.sampled_from([",", " ", "\u00a0", "\u2009"])))
    space, minus = draw(SPACES), draw(MINUS)
    pound = draw(st.sampled_from(["", "£", "£ "]))
    if amount < 0:
        shapes = [f"{minus}{space}{pound}{digits}", f"{pound}{minus}{digits}", f"{pound}{digits}{space}{minus}"]
        shapes += [f"({space}{pound}{digits})", f"{pound}({digits}{space})"]
    else:
        shapes = [pound + digits, f"+{pound}{digits}", f"{pound}{space}{digits}"]
    return draw(SPACES) + draw(st.sampled_from(shapes)) + draw(SPACES), amount


@given(written())
def test_every_way_of_writing_an_amount_reads_as_that_amount(pair: tuple[str, Decimal]) -> None:
    text, amount = pair
    assert parse(text) == amount


@pytest.mark.parametrize("text", ["", " ", "-", " \u2013 ", "\u2212", "£-", "£ - "])
def test_nil_is_not_nought(text: str) -> None:
    assert parse(text) is None


def test_nought_has_no_sign() -> None:
    assert str(parse("-0.00")) == "0.00"
    assert str(parse("(0)")) == "0"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.234,50", "has a comma after its point"),
        ("1,50", "has a comma that does not part thousands; write 1500 or 1,500 for thousands, 1.50 for a decimal"),
        ("0,123", "has a comma that does not part thousands"),
        ("1,2345", "has a comma that does not part thousands"),
        ("1234,567", "has a comma that does not part thousands"),
        ("1,234 567", "has a comma that does not part thousands"),
        ("12 34", "has a space that does not part thousands"),
        ("(5-)", "has two signs; write one, as -1234.50 or (1234.50)"),
        ("-(5)", "has two signs"),
        ("5--", "has two signs"),
        ("-5-", "has two signs"),
        ("+-5", "has two signs"),
        ("((5))", "has two signs"),
        ("(5", "has half a pair of brackets"),
        ("5)", "has half a pair of brackets"),
        ("1e5", "has a power of ten; write all its digits"),
        ("1.2E+06", "has a power of ten"),
        ("£3m", "is shortened; write all its digits"),
        ("1.234", "has more than 2 decimal places"),
        ("1.500", "has more than 2 decimal places"),
        ("1.234.567", "has more than one point"),
        ("1" * 16, "is out of range"),
        ("£££5", "is not a number; write it as 1234.50, or -1234.50 where it is negative"),
        ("5 6 -", "has a space"),
        ("5+", "is not a number"),
        ("$5", "is not a number"),
        ("NaN", "is not a number"),
        ("2022-04-01", "is not a number"),
        ("٣", "is not a number"),
        (".", "is not a number"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_the_way_to_mend_it(text: str, reason: str) -> None:
    with pytest.raises(NotAnAmount) as refusal:
        parse(text)
    assert str(refusal.value).startswith(f'"{text}" {reason}')


@given(st.text("0123456789.,-+()£ e\u2212\u00a0", max_size=14))
def test_any_text_is_an_amount_or_a_sentence(text: str) -> None:
    """And an amount that was read, written plainly, reads as itself."""
    try:
        amount = parse(text)
    except NotAnAmount as refusal:
        assert len(str(refusal)) > len("is out of range")
    else:
        assert amount is None or parse(f"{amount:f}") == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [("£5", '"£5" is in pounds; write a plain number, as 1234'), ("1.5", '"1.5" is not a whole number')],
)
def test_a_count_is_a_whole_number_and_no_money(text: str, reason: str) -> None:
    with pytest.raises(NotAnAmount) as refusal:
        parse(text, Notation(places=0, pounds=False))
    assert str(refusal.value) == reason
    assert parse("13,228", Notation(places=0, pounds=False)) == 13228
