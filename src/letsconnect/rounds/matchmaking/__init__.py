"""The one bridge to the matchmaker: rows become its round, its plan becomes proposals, its rules answer the team."""
