"""What happens because a day has passed. No rules: the domain says what, the law when."""
