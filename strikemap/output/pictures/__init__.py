"""Pictures of a View: what you see is what you publish. `compose.make_picture` is the door."""
