"""The waterfall of a comparison: where its bars stand, whatever the amounts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wmp.lib.waterfall import Step, Waterfall, waterfall


def drawn(before: int, *changes: int) -> Waterfall | None:
    steps = [Step.money(f"Step {number}", Decimal(change)) for number, change in enumerate(changes)]
    ends = [Step.money("A", Decimal(before), True), Step.money("B", Decimal(before + sum(changes)), True)]
    return waterfall("From A to B", [ends[0], *steps, ends[1]])


def test_of_nothing_there_is_no_picture() -> None:
    assert drawn(0) is None and drawn(0, 0, 0) is None


def test_bars_differ_by_what_they_do() -> None:
    made = drawn(-100, 40, -20, 0)
    assert made and not made.is_broken
    for drawing in made.drawings:
        assert [bar.look for bar in drawing.bars] == ["total", "more", "less", "none", "total"]
    assert made.description == "A: -£100; Step 0: +£40; Step 1: -£20; Step 2: £0; B: -£80."


def test_each_bar_begins_where_the_last_one_ended() -> None:
    made = drawn(300, -200, 50)
    assert made
    places = [bar.join[0] for bar in made.drawings[0].bars if bar.join]
    assert [bar.outline.split()[0] for bar in made.drawings[0].bars[1:3]] == [f"M{place}" for place in places[:2]]


def test_steps_that_are_tiny_beside_the_totals_are_seen_on_a_broken_axis() -> None:
    for sign in (1, -1):
        made = drawn(sign * 170_000_000, 10_000, -4_000)
        assert made and made.is_broken
        total, more, *_ = made.drawings[0].bars
        assert total.broken and not more.broken and made.drawings[0].zero is None
        assert more.join and total.join and more.join[0] - total.join[0] > 100


def test_one_tiny_step_among_huge_ones_is_still_drawn() -> None:
    made = drawn(0, 100_000_000, 1, -100_000_000)
    assert made and not made.is_broken
    outline = made.drawings[0].bars[2].outline
    begins, tip = float(outline.split()[0][1:]), float(outline.split("L")[1].split()[0])
    assert tip - begins == 2


def test_long_names_are_cut_short_and_said_whole() -> None:
    made = waterfall("T", [Step.money("R" * 120, Decimal(1), True), Step.money("B", Decimal(1), True)])
    assert made
    for drawing in made.drawings:
        assert drawing.bars[0].label.words.endswith("…") and drawing.bars[0].words.startswith("R" * 120)


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=8))
def test_every_bar_lies_within_the_drawing(amounts: list[int]) -> None:
    made = drawn(*amounts)
    for drawing in made.drawings if made else ():
        for bar in drawing.bars:
            assert bar.join is None or 0 <= bar.join[0] <= drawing.width
