"""The registers of the change app, in the order of the menu."""

from change.portfolio import registers as portfolio
from change.reviews import registers as reviews
from wmp.lib.registers import Register

REGISTERS: list[Register] = [*portfolio.REGISTERS, *reviews.REGISTERS]
