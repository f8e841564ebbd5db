"""A restricted and a public edition of one paper, with their files asked for."""

import pytest

from people.roles import Role
from tests.base import Cast
from tests.editions import content, given_to, issued, public_content
from wmp.board.models import Edition
from wmp.board.papers.making import ask_for_files


@pytest.fixture
def restricted(cast: Cast) -> Edition:
    """Given to Bob by name."""
    made = issued(cast, content())
    given_to(cast.bob, made, cast.of(Role.BOARD_SECRETARY))
    ask_for_files(made)
    return made


@pytest.fixture
def public(cast: Cast) -> Edition:
    made = issued(cast, public_content())
    ask_for_files(made)
    return made
