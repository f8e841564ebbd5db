"""The registers of the people app, in the order of the menu."""

from people.workforce import registers as workforce
from wmp.lib.registers import Register

REGISTERS: list[Register] = [*workforce.REGISTERS]
