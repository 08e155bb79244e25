"""Small rounds written out, priced and proved best; and the sessions of any round laid into its weeks."""
