"""What can be done, one function per noun that is posted.

Each runs in the writer thread as `command(session, edit)`: it finds for the one who acts, calls one verb of the
domain and saves. Web, command line, imports and demo all come through here; nobody else sets a field.
"""
