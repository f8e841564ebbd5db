"""A link that somebody changed, by any character, opens nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.joining import links
from welfare.joining.dyslexia import FormLink

LINK = FormLink(referral_id=12, nonce="AbCdEf-_0123456789xyzw")
TOKEN = links.token_of(LINK)
CHARACTERS = st.characters(min_codepoint=32, max_codepoint=1000)


def test_a_link_opens_what_it_was_made_for() -> None:
    assert links.read(TOKEN) == links.Key(12, LINK.nonce)


@given(st.integers(0, len(TOKEN) - 1), CHARACTERS)
def test_any_changed_character_is_refused(place: int, character: str) -> None:
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    assert links.read(changed) == (links.Key(12, LINK.nonce) if changed == TOKEN else None)


@given(st.integers(0, len(TOKEN)), CHARACTERS)
def test_an_added_character_is_refused(place: int, character: str) -> None:
    assert links.read(TOKEN[:place] + character + TOKEN[place:]) is None


@given(st.integers(0, len(TOKEN) - 1))
def test_a_link_cut_short_is_refused(length: int) -> None:
    assert links.read(TOKEN[:length]) is None


@given(st.text(max_size=300))
def test_no_text_opens_anything(text: str) -> None:
    assert links.read(text) is None


def test_another_use_of_the_key_makes_no_link(settings: pytest.FixtureRequest) -> None:
    value = TOKEN.rpartition(".")[0]
    assert links.read(f"{value}.{links.Signer(salt='other').signature(value)}") is None
