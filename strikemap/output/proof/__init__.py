"""Links, proof and change: what a picture's file says of itself, and how that is tested later."""
