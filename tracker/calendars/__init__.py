"""Meetings and steps as calendar programs read them."""
