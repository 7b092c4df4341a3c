"""Alerts: raised by the sentinel, reviewed by a person, escalated when nobody does."""
