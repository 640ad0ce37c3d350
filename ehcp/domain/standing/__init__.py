"""How each track of a case stands, folded from its history: plain questions, no rule."""
