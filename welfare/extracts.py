"""The incoming files of the welfare app, in the order of a first load."""

from welfare.referrals import extracts as referrals
from welfare.wellbeing import extracts as wellbeing

EXTRACTS = [*referrals.EXTRACTS, *wellbeing.EXTRACTS]
