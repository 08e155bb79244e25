"""The bridge to the matchmaker: people in, plans out, in the contract's form; knows nothing of what becomes of them."""
