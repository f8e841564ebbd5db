"""Registers of this family."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
