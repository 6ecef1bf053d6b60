"""Map layers: one file per layer, each a function of (dataset, View)."""
