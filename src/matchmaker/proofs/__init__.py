"""What a certificate says, held against the round by other means than those that made it."""
