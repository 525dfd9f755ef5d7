"""Networks."""

from tracker.web.network_pages import show_network

show = show_network
