"""The milestone register: the Excel workbook, or the same as CSV, by which M&E officers report.

Owns: the form that people fill in, and every rule that a filled form must keep. docs/register.md tells officers.
Never: knows other sources; writes a snapshot; changes what an officer wrote, beyond spaces at the ends.
"""
