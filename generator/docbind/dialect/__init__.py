"""What the pages look like, as data: rows of pattern, meaning and example. No control flow lives here; every row's example is its test."""
