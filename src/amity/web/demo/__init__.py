"""The synthetic clinic: invented people whose courses are told by hand and written through the actions."""
