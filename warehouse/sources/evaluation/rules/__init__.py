"""The rules that filled rows of the evaluation workbook must keep, sheet by sheet.

Owns: what makes a row a question, an item of evidence, a rating, a finding, a recommendation, a response or a design.
Never: reads a cell or a file; holds the words of a rule (`catalogue` does).
"""
