"""The registers of the change app, in the order of the menu."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
