"""Sends announcements, by mail and to webhooks, and notes which were sent."""
