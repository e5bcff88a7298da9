"""Pure inference: from knowledge and a case to an assessment."""
