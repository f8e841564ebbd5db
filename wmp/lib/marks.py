"""Marks of what a page showed, so that nobody acts on what they have not read.

A page carries the mark of what stood on it, and the form sends it back. Where the mark of what stands now is another,
somebody has changed it meanwhile, and what was asked for is not done.
"""

import json
from decimal import Decimal
from typing import Any

from django.utils.crypto import salted_hmac


def mark_of(*values: Any) -> str:
    """The same for the same values in the same order; tells nothing of them.

    Values are what JSON holds, decimals (70 and 70.00 are one), days and moments.
    """
    return salted_hmac(__name__, json.dumps(values, default=_plain)).hexdigest()[:24]


def _plain(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
