"""What the author is told before a public edition is issued."""

from wmp.board.disclosure.preview import preview
from wmp.board.disclosure.protect import DERIVED, MEAN, PROTECTS, SHARE, SMALL, WHOLE, Decision


def decisions(*reasons: str) -> list[Decision]:
    return [Decision("people.strength", "Row", "Column", why) for why in reasons]


def test_reasons_are_counted_in_plain_words() -> None:
    assert preview(decisions(SMALL, SHARE, SMALL, PROTECTS)) == (
        "2 numbers of fewer than ten people, 1 percentage of fewer than 22.5 people, "
        "1 because another could be worked out from it"
    )
    assert preview(decisions(WHOLE, MEAN, MEAN, DERIVED)) == (
        "1 percentage of 0 or 100, 2 averages of fewer than ten people, 1 number worked out from exact ones"
    )
    assert preview([]) == "nothing"
