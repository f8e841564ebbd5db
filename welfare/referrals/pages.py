"""Record pages: referrals to occupational health."""

from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = []
