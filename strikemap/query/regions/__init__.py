"""Reports by region: which regions a map can show, which of them a report lies in, certainly or possibly, and their numbers."""
