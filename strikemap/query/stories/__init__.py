"""Stories: ordered steps, each a View with a heading, a text and what it cites; read, checked and told from the claims."""
