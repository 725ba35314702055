"""The evaluation workbook: questions, evidence, ratings, findings, recommendations, responses and impact designs.

Owns: the form that evaluators fill in, and every rule that a filled form must keep. docs/evaluation.md tells them.
Never: knows how a workbook is read (`sources.register` has that for every form); writes a snapshot; rates anything.
"""
