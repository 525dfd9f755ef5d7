"""Load from outside: plain sockets in one thread, and the limit server that the product is compared with."""
