"""Registers of the performance family."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
