"""One file per thing in an address, and the few pieces they share.

A command goes `incoming` (what was sent) -> `carry_out` (the writer) -> `answers` (JSON, fragment or 303); whatever is
refused on the way ends in `errors`. Who asks is known from `who`; what may not even knock is stopped in `guards`.
"""
