"""What measures give to lower pages."""
