"""What the author is told before a public edition is issued."""

from tests.board.disclosure.tables import SHARE_COLUMN, column_of_counts, one_row, share, someone
from wmp.board.disclosure.preview import preview, told
from wmp.board.disclosure.protect import DERIVED, MEAN, PROTECTS, SHARE, SMALL, WHOLE, Decision, protect
from wmp.board.disclosure.rule import Rule

TITLES = {"people.strength": "Force strength", "people.success": "Promotion success"}


def decisions(*reasons: str) -> list[Decision]:
    return [Decision("people.strength", "Row", "Column", why) for why in reasons]


def test_reasons_are_counted_in_plain_words() -> None:
    assert told(decisions(SMALL, SHARE, SMALL, PROTECTS)) == (
        "Withheld: 2 numbers under ten, 1 percentage of fewer than 22.5 people, "
        "1 because another could be worked out from it."
    )
    assert told(decisions(WHOLE, MEAN, MEAN, DERIVED)) == (
        "Withheld: 1 percentage of 0 or 100, 2 averages of fewer than ten people, 1 number worked out from exact ones."
    )
    assert told([]) == "Nothing is withheld."


def test_figures_come_in_order_each_with_its_trend_over_the_years() -> None:
    tables = {
        "people.strength": column_of_counts({"Constable": 40, "Sergeant": 3}),
        "people.strength: five years": column_of_counts({"2021": 4, "2022": 5}),
        "people.success": one_row([(SHARE_COLUMN, share(someone(5), someone(7)))]),
        "people.open": column_of_counts({"Constable": 400}),
    }
    strength, success = preview(protect(tables, Rule()), TITLES)
    assert (strength.title, strength.sentence) == ("Force strength", "Withheld: 4 numbers under ten.")
    assert not strength.nothing_left and success.nothing_left
    assert success.sentence == "Withheld: 1 percentage of fewer than 22.5 people."
