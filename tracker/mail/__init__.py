"""Mails: their words, how they leave, and the task that sends what is due."""
