"""The parts of the page "Picture": what it is to be, the preview that can be drawn on, its words, and what leaves."""
