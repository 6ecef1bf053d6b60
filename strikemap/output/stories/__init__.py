"""Stories leave the house: their markup on the page, one HTML file, one PDF."""
