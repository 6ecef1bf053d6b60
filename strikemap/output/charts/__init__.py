"""Charts of a View: one file per chart, each a function from a table of numbers to an Altair chart in our look."""
