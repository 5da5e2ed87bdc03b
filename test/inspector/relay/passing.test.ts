/** Nothing is held: bytes, half-closes and resets go through as they are. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { startWire } from './wire.ts';

describe('the relay, with nothing held', () => {
  it('passes bytes both ways and says who sent what', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.write('question');
    assert.equal(await server.has('question'), 'question');
    server.write('answer');
    assert.equal(await client.has('answer'), 'answer');
    const read = wire.of('read').map(({ from, bytes }) => [from, bytes.toString()]);
    assert.deepEqual(read, [
      ['client', 'question'],
      ['server', 'answer'],
    ]);
  });

  it('names both addresses when a client comes', async () => {
    const wire = await startWire();
    const { client } = await wire.pair();
    const opened = await wire.event('opened');
    const target = wire.targetServer.address() as { port: number };
    assert.equal(opened.client, `127.0.0.1:${client.socket.localPort}`);
    assert.equal(opened.target, `127.0.0.1:${target.port}`);
    assert.equal(wire.relay.address, `127.0.0.1:${wire.relay.port}`);
  });

  for (const host of ['127.0.0.1', 'localhost'])
    it(`finds out that its target, ${host}, is itself, and makes no second connection`, async () => {
      const target = { host, port: 0 };
      const wire = await startWire({ target });
      target.port = wire.relay.port;
      for (const nth of [1, 2]) {
        const client = await wire.client();
        client.write('anybody there?');
        assert.equal(await client.ending(), 'ECONNRESET');
        await wire.event('closed', nth);
      }
      const told = ['opened', 'refused ELOOP', 'closed'];
      assert.deepEqual(wire.transcript, [...told, ...told]);
      assert.deepEqual(wire.of('read'), []);
    });

  it('counts offsets within a direction of a connection', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    for (const said of ['a', 'bb', 'ccc']) {
      const before = server.text;
      client.write(said);
      await server.has(before + said);
    }
    let offset = 0;
    for (const read of wire.of('read')) {
      assert.equal(read.offset, offset);
      offset += read.bytes.length;
    }
    assert.equal(offset, 6);
  });

  it('passes the client’s FIN while the server still speaks', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.socket.end('SAIR');
    assert.equal(await server.ending(), 'SAIR FIN');
    server.socket.end('Adeus!');
    assert.equal(await client.ending(), 'Adeus! FIN');
    await wire.event('closed');
    assert.deepEqual(wire.transcript, ['opened', 'fin client', 'fin server', 'closed']);
  });

  it('passes the server’s FIN while the client still speaks', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    server.socket.end('BYE');
    assert.equal(await client.ending(), 'BYE FIN');
    client.socket.end('late');
    assert.equal(await server.ending(), 'late FIN');
    await wire.event('closed');
    assert.deepEqual(wire.transcript, ['opened', 'fin server', 'fin client', 'closed']);
  });

  it('passes the client’s RST', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.write('x');
    await server.has('x');
    client.socket.resetAndDestroy();
    assert.equal(await server.ending(), 'x ECONNRESET');
    await wire.event('closed');
    assert.deepEqual(wire.transcript, ['opened', 'reset client ECONNRESET', 'closed']);
  });

  it('passes the server’s RST', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    server.write('x');
    await client.has('x');
    server.socket.resetAndDestroy();
    assert.equal(await client.ending(), 'x ECONNRESET');
    await wire.event('closed');
    assert.deepEqual(wire.transcript, ['opened', 'reset server ECONNRESET', 'closed']);
  });

  it('passes a RST that comes right behind the last bytes', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.write('x');
    client.socket.resetAndDestroy();
    assert.match(await server.ending(), /^x (ECONNRESET|EPIPE)$/);
    await wire.event('closed');
    assert.match(wire.transcript.join(), /^opened,reset client (ECONNRESET|EPIPE),closed$/);
  });

  it('passes a RST that comes after the other side’s half-close', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.socket.end();
    assert.equal(await server.ending(), 'FIN');
    server.socket.resetAndDestroy();
    await client.whenClosed();
    assert.equal(client.broken, 'ECONNRESET');
    await wire.event('closed');
    assert.deepEqual(wire.transcript, ['opened', 'fin client', 'reset server ECONNRESET', 'closed']);
  });

  it('passes the RST of a client that left although the server still speaks', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.socket.end();
    assert.equal(await server.ending(), 'FIN');
    client.socket.destroy();
    const babble = setInterval(() => server.write('still here'), 1);
    await server.whenClosed();
    clearInterval(babble);
    assert.match(server.broken, /ECONNRESET|EPIPE/);
    await wire.event('closed');
    assert.match(wire.transcript.join(', '), /^opened, fin client, reset client (ECONNRESET|EPIPE), closed$/);
  });

  it('says that the target refused, resets the client, and stays', async () => {
    const wire = await startWire();
    wire.targetServer.close();
    const client = await wire.client();
    assert.equal(await client.ending(), 'ECONNRESET');
    await wire.event('closed');
    assert.deepEqual(wire.transcript, ['opened', 'refused ECONNREFUSED', 'closed']);
    const another = await wire.client();
    await another.whenClosed();
    assert.equal((await wire.event('refused', 2)).connection, 2);
  });

  it('serves one connection while another is reset', async () => {
    const wire = await startWire();
    const first = await wire.pair();
    const second = await wire.pair();
    first.server.socket.resetAndDestroy();
    await first.client.whenClosed();
    second.client.write('alive');
    assert.equal(await second.server.has('alive'), 'alive');
  });

  it('goes on when a listener throws, and reports it once', async () => {
    const errors: unknown[] = [];
    const onEvent = () => {
      throw new Error('a broken screen');
    };
    const wire = await startWire({ onEvent, onError: (error) => errors.push(error) });
    const client = await wire.client();
    const [server] = await once(wire.targetServer, 'connection');
    server.pipe(server);
    client.socket.end('echo');
    assert.equal(await client.ending(), 'echo FIN');
    assert.equal(errors.length, 1);
  });

  it('rejects when the port is taken', async () => {
    const wire = await startWire();
    const listen = { host: '127.0.0.1', port: wire.relay.port };
    await assert.rejects(startWire({ listen }), { code: 'EADDRINUSE' });
  });

  it('stops: ends every connection with a FIN, and listens no more', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.write('x');
    await server.has('x');
    const stopped = wire.relay.stop();
    assert.equal(await server.ending(), 'x FIN');
    assert.equal(await client.ending(), 'FIN');
    server.socket.end();
    client.socket.end();
    await stopped;
    assert.equal(wire.transcript.at(-1), 'closed');
    await assert.rejects(wire.client(), { code: 'ECONNREFUSED' });
  });
});
