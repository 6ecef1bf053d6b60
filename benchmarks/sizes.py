"""The sizes that we promise something for."""

SIZES = (100_000, 350_000, 1_000_000)
RIVAL_REPORTS = 1_000
LARGEST = SIZES[-1]
