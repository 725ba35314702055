"""How the invented sample is made.

Owns: the sample's areas, datasets, classifications, file layouts and milestone reports, and the numbers behind them.
Never: reads a real figure, the clock, the environment or the locale; writes outside the folder it is given.
"""
