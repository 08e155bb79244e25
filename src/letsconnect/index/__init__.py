"""Who can be found, in memory, and what each reader may see of them; a room without doors."""
