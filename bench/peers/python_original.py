"""The Python original's server, mended just so far that it can be measured: one listening socket, and a length before
each message, so that a message is read whole. As in the original: recv, pickles, a thread per client, a file as one
pickle.

Its words are the port and the folder of the files.
"""

import os
import pickle
import socket
import struct
import sys
import threading
from datetime import datetime

PORT, DB = int(sys.argv[1]), sys.argv[2]


def dados(_):
    return "Servidor online 24 horas"


def hora_atual(_):
    return datetime.now().strftime("%H:%M:%S")


def enviar_arquivo(nome):
    with open(os.path.join(DB, nome), "rb") as arquivo:
        return arquivo.read()


def listar_arquivos(_):
    return os.listdir(DB)


dicionario = {
    "CONSULTA": dados,
    "HORA": hora_atual,
    "ARQUIVO": enviar_arquivo,
    "LISTAR": listar_arquivos,
}


def receive(conn, length):
    """The next bytes of the stream, so many; fewer where it ends."""
    data = b""
    while len(data) < length:
        piece = conn.recv(length - len(data))
        if not piece:
            break
        data += piece
    return data


class Conection(threading.Thread):
    def __init__(self, conn):
        super().__init__(daemon=True)
        self.conn = conn

    def run(self):
        try:
            with self.conn:
                while prefix := receive(self.conn, 4):
                    (length,) = struct.unpack(">I", prefix)
                    comando, argumento = pickle.loads(receive(self.conn, length))
                    self.send(pickle.dumps(dicionario[comando](argumento)))
        except OSError:
            pass  # the client has gone

    def send(self, answer):
        prefix = struct.pack(">I", len(answer))
        if len(answer) < 65536:
            self.conn.sendall(prefix + answer)
        else:  # a copy of it would be one too many
            self.conn.sendall(prefix)
            self.conn.sendall(answer)


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", PORT))
listener.listen(4096)
while True:
    conn, _ = listener.accept()
    conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    Conection(conn).start()
