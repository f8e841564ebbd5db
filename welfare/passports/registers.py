"""Registers: passports and adjustments."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
