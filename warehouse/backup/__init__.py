"""Backup and restore of a home.

Owns: what of a home is copied away, and that what comes back is what went.
Never: schedules a backup or removes an old one; an operator's own tools do that.
"""
