"""The rules that filled rows must keep, sheet by sheet.

Owns: what makes a row a report, a result, an item of evidence, an entry of money, a promise kept or a decision.
Never: reads a cell or a file; holds the words of a rule (`catalogue` does).
"""
