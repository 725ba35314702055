"""What a release says, in the formats in which statistics and aid activities are exchanged.

Owns: the SDMX and IATI files of `dwsc export`, and the check of each against the release.
Never: computes a figure; writes into a release; lets out what a release does not publish.
"""
