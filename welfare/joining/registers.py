"""Registers: needs told before joining."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
