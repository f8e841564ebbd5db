"""Registers: referrals to occupational health."""

from wmp.lib.registers import Register

REGISTERS: list[Register] = []
