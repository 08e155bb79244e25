"""Everybody beside one person: whom they could meet, without planning a round."""
