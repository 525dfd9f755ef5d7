"""What the figures in README.md come from: `./run bench` measures the product beside what the machine can do at most.

The product is a real child process and is asked from outside only, over HTTP and sockets. What it is compared with, the
limit, is a server that does nothing but write bytes (`limit_server.py`), measured in the same rounds.
"""
