"""The registers of the welfare app, in the order of the menu."""

from welfare.cases import registers as cases
from wmp.lib.registers import Register

REGISTERS: list[Register] = [
    cases.CASES,
]
