import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Dialled } from '../../../inspector/relay/dialled.ts';

const HERE = '127.0.0.1';
const RELAY_PORT = 65433;

/** A connection as the side sees it that has `local`. */
function ends(local: number, remote: number) {
  return { localAddress: HERE, localPort: local, remoteAddress: HERE, remotePort: remote };
}

describe('the connections that the relay has dialled', () => {
  it('knows one of them when it arrives', () => {
    const dialled = new Dialled<string>();
    dialled.add(ends(50_000, RELAY_PORT), 'connection 1');
    assert.equal(dialled.diallerOf(ends(RELAY_PORT, 50_000)), 'connection 1');
  });

  it('takes no client for one of them because it has the same port', () => {
    const dialled = new Dialled<string>();
    dialled.add(ends(50_000, 65432), 'connection 1');
    assert.equal(dialled.diallerOf(ends(RELAY_PORT, 50_000)), undefined);
  });

  it('knows it also on a listener that shows IPv4 addresses as IPv6', () => {
    const dialled = new Dialled<string>();
    dialled.add(ends(50_000, RELAY_PORT), 'connection 1');
    const mapped = { localAddress: `::ffff:${HERE}`, remoteAddress: `::ffff:${HERE}` };
    assert.equal(dialled.diallerOf({ ...ends(RELAY_PORT, 50_000), ...mapped }), 'connection 1');
  });

  it('forgets one that has closed', () => {
    const dialled = new Dialled<string>();
    const forget = dialled.add(ends(50_000, RELAY_PORT), 'connection 1');
    forget();
    assert.equal(dialled.diallerOf(ends(RELAY_PORT, 50_000)), undefined);
  });
});
