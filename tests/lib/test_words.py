"""How values read on pages and in messages."""

from decimal import Decimal

import pytest

from wmp.lib.words import counted, financial_year, money, money_text, number, one_of, share_text, spoken_list, within


@pytest.mark.parametrize(
    ("name", "with_article"),
    [("post", "a post"), ("application", "an application"), ("FTE line", "an FTE line"), ("PCSO", "a PCSO")],
)
def test_a_name_has_its_article(name: str, with_article: str) -> None:
    assert one_of(name) == with_article


def test_amounts_lose_needless_noughts() -> None:
    assert money(Decimal("-1234.00")) == "-£1,234"
    assert money(Decimal("1234.50")) == "£1,234.50"
    assert number(Decimal("1.500")) == "1.5"


def test_a_cell_has_a_dash_where_nothing_is_known() -> None:
    assert (money_text(None), money_text(Decimal(0)), money_text(Decimal("-2.5"))) == ("–", "£0", "-£2.50")
    assert (share_text(None, 4), share_text(1, None), share_text(1, 0)) == ("–", "–", "–")
    assert (share_text(1, 8), share_text(Decimal(45), 2), share_text(0, 4)) == ("13%", "2,250%", "0%")


def test_counts_and_lists_read_as_spoken() -> None:
    assert counted(1, "row") == "1 row"
    assert counted(13012, "row") == "13,012 rows"
    assert spoken_list(["a", "b", "c"]) == "a, b and c"
    assert financial_year(1999) == "1999/00"


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("With the RA officer", "with the RA officer"),
        ("IT and Digital", "IT and Digital"),
        ("FTE lines", "FTE lines"),
        ("Sent", "sent"),
        ("A posting", "a posting"),
        ("", ""),
    ],
)
def test_inside_a_sentence_abbreviations_keep_their_capitals(words: str, inside: str) -> None:
    assert within(words) == inside
