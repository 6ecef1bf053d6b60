"""The timings we promise, at sizes we name, each beside a rival in the same run."""
