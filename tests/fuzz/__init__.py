"""Long runs against the reader of stories, for `make fuzz`; they are no part of the test suite."""
