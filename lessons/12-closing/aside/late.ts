/**
 * Answers every client 100 ms after its FIN. The second argument is Node's option `allowHalfOpen`: whether our direction
 * stays open when the other has ended. Node's own choice is false.
 */

import { createServer } from 'node:net';

const port = Number(process.argv[2] ?? 65432);
const allowHalfOpen = process.argv[3] === 'true';
/** To look the answer up takes so long. */
const SEARCH_MS = 100;

const server = createServer({ allowHalfOpen }, (socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  console.log(`${peer} ESTABLISHED`);

  const answer = () => {
    console.log(`${peer} write 'Adeus!'`);
    socket.write('Adeus!');
    socket.end();
  };
  socket.resume();
  socket.on('end', () => {
    console.log(`${peer} FIN`);
    setTimeout(answer, SEARCH_MS);
  });
  socket.on('error', (error) => console.log(`${peer} ${error.message}`));
  socket.on('close', () => console.log(`${peer} CLOSED`));
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
