"""The commands for what needs a second person, and who acts in them."""
