"""Registers of the talent family."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
