"""Who asks, what they may, and what stands in a request."""
