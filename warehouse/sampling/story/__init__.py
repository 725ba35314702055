"""What the sample's registers say beside the milestones: words, values, evidence, money, promises and decisions.

Owns: the invented contents of the further sheets, one module per sheet.
Never: writes a file; takes anything from a real report. docs/sample.md tells the story in words.
"""
