"""The rules of all apps together, and the records that they name."""

from collections import Counter
from itertools import chain

from tests.access import (
    analysts,
    benefits,
    budgeting,
    change,
    comparing,
    editions,
    joining,
    lineage,
    passports,
    people,
    performance,
    portfolio,
    promotion,
    reviews,
    site,
    talent,
    welfare,
    writing,
)
from tests.access.rules import EVERYBODY, Rule, Rules, account, those
from tests.base import Cast
from wmp.lib.models import SavedFilter

FILES = (
    site,
    analysts,
    people,
    promotion,
    performance,
    talent,
    welfare,
    joining,
    passports,
    change,
    comparing,
    portfolio,
    benefits,
    reviews,
    budgeting,
    writing,
    editions,
    lineage,
)
RULES: Rules = dict(chain.from_iterable(each.RULES.items() for each in FILES))
TWICE = [name for name, times in Counter(chain.from_iterable(each.RULES for each in FILES)).items() if times > 1]

# What a reader keeps of a list is for whoever the rule above lets open it; each saved filter is its owner's alone.
LISTS = {name.removesuffix("-list"): rules[0].allowed for name, rules in RULES.items() if name.endswith("-list")}
OWNERS = {name: min(allowed) for name, allowed in LISTS.items()}
RULES |= {
    f"{name}-{page}": [Rule(allowed)] for name, allowed in LISTS.items() for page in ("columns", "saved", "saved-new")
}
RULES |= {
    f"{name}-saved-change": [Rule(those(OWNERS[name]), EVERYBODY - allowed, others=404, of=f"saved filter of {name}")]
    for name, allowed in LISTS.items()
}


def records_of(cast: Cast) -> dict[str, int]:
    """The records that addresses name, by the names that rules give as `of`."""
    saved = SavedFilter.objects.bulk_create(
        SavedFilter(owner=account(cast, owner), register=f"{name}-list", name="Mine", query="")
        for name, owner in OWNERS.items()
    )
    made = {f"saved filter of {each.register.removesuffix('-list')}": each.pk for each in saved}
    for file in FILES:
        made |= file.records(cast)
    return made
