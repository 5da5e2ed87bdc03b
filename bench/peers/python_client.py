"""The Python original's client, mended as its server was: asks for a file, reads the answer whole, and writes it to disk.

Its words are the port, the name and the path to write to. Prints the seconds that this took.
"""

import pickle
import socket
import struct
import sys
import time

port, name, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def receive(conn, length):
    data = bytearray(length)
    view, have = memoryview(data), 0
    while have < length:
        have += conn.recv_into(view[have:])
    return data


begin = time.perf_counter()
with socket.create_connection(("127.0.0.1", port)) as conn:
    request = pickle.dumps(["ARQUIVO", name])
    conn.sendall(struct.pack(">I", len(request)) + request)
    (length,) = struct.unpack(">I", receive(conn, 4))
    content = pickle.loads(receive(conn, length))
    with open(path, "wb") as file:
        file.write(content)
print(time.perf_counter() - begin)
