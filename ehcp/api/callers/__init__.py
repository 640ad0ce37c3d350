"""Who asks: as a token says it, how often they may, and who waits."""
