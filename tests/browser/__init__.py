"""What a person sees, in a real Chromium against a real server."""
