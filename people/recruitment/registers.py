"""Registers of the recruitment family."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
