"""The exit codes of every command."""

GOOD, PROBLEMS, CANNOT = 0, 1, 2
"""All is well; the data have problems, words are stronger than their source or a file was not made; the command could not be
carried out at all."""
