"""The pages of worksheets and guides."""
