"""What a visitor may type about inviting."""
