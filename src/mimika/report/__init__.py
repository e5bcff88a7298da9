"""Assessments as text, tables and JSON."""
