"""What a visitor may type in a conversation."""
