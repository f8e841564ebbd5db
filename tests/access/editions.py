"""Issued editions: the public one for secretaries, board readers and auditors, a restricted one for those named."""

from hashlib import sha256
from typing import Any

from people.roles import Role
from tests.access.rules import BOB, EVERYBODY, SECRETARY, Rule, Rules, record, those
from tests.base import Cast
from tests.editions import BUDGETING, content, given_to, issued, public_content
from wmp.board.models import EditionFile
from wmp.board.papers.making import ask_for_files

OF_RESTRICTED = those(SECRETARY, BOB)
OF_PUBLIC = those(SECRETARY, Role.BOARD_READER, Role.AUDITOR)
FIGURE = {"key": BUDGETING, "format": "csv"}
CSV, PDF = {"format": "csv"}, {"format": "pdf"}


def both(**options: Any) -> list[Rule]:
    return [
        record("exact edition", *OF_RESTRICTED, **options),
        record("public edition", *OF_PUBLIC, **options),
    ]


RULES: Rules = {
    "editions:list": [Rule(EVERYBODY)],
    "editions:edition": both(),
    "editions:files": both(),
    "editions:download": both(kwargs=CSV),
    "editions:figure": both(kwargs=FIGURE),
    "editions:again": [
        Rule(those(SECRETARY), those(BOB), others=404, of="exact edition", kwargs=PDF, post=True, ok=302),
    ],
}


def records(cast: Cast) -> dict[str, int]:
    """Both editions of one paper, the restricted one given to Bob by name, with their CSV built."""
    restricted, public = (issued(cast, said) for said in (content(), public_content()))
    given_to(cast.bob, restricted, cast.of(SECRETARY))
    for edition in (restricted, public):
        ask_for_files(edition)
    built = {"content": b"figure", "digest": sha256(b"figure").hexdigest(), "built_at": restricted.issued_at}
    EditionFile.objects.unscoped().filter(format="csv").update(**built)
    return {"exact edition": restricted.pk, "public edition": public.pk}
