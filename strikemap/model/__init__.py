"""What is known: tables and their checks, dates, claims, grades, and the reports that claims make together."""
