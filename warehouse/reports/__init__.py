"""Registers on their way in: checked apart from the server, put into landing/, and followed until they are published.

Owns: what the page *Hand in* and `dwsc register status` do.
Never: decides what is an error (`warehouse.sources.register` does); lands or loads a register (`warehouse.landing`).
"""
