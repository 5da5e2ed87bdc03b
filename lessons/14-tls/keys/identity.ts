/**
 * Who a server is: a secret key, a certificate that says whose key that is, and the authority that signed it. They are
 * made where they are first needed and kept in work/, which git ignores: a key that is published is no key.
 *
 * A simplification: the authority is ours, made for this one signature. Out there it is one of some hundred companies
 * and foundations that every system knows, and it looks first who is asking.
 */

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CertificateExtension } from 'selfsigned';

export interface Identity {
  /** Secret: who has it can pass for the server. All three are PEM. */
  readonly key: string;
  /** Public: name and public key, signed by the authority. */
  readonly cert: string;
  /** Public: the authority's own certificate. Who trusts it trusts what it has signed. */
  readonly ca: string;
}

/** What a certificate may speak for. */
export interface Names {
  readonly dns: string;
  readonly ip?: string;
}

const DAY_MS = 86_400_000;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(ROOT, 'work', '14-tls', 'keys');

/** A new authority, and what it has signed for `names`; valid from yesterday for so many days. */
export async function makeIdentity({ dns, ip }: Names, days = 3_650): Promise<Identity> {
  const { generate } = await import('selfsigned'); // large, and seldom needed
  const notBeforeDate = new Date(Date.now() - DAY_MS);
  const notAfterDate = new Date(notBeforeDate.getTime() + days * DAY_MS);
  const options = { keyType: 'ec', algorithm: 'sha256', notBeforeDate, notAfterDate } as const;
  const authority = await generate([{ name: 'commonName', value: 'Authority of lesson 14' }], {
    ...options,
    extensions: AUTHORITY,
  });
  const altNames = [{ type: 2 as const, value: dns }, ...(ip ? [{ type: 7 as const, ip }] : [])];
  const server = await generate([{ name: 'commonName', value: dns }], {
    ...options,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [...SERVER, { name: 'subjectAltName', altNames }],
  });
  return { key: server.private, cert: server.cert, ca: authority.cert }; // the authority signs nothing more
}

const AUTHORITY: CertificateExtension[] = [
  { name: 'basicConstraints', cA: true, critical: true },
  { name: 'keyUsage', keyCertSign: true, critical: true },
];
const SERVER: CertificateExtension[] = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', digitalSignature: true, critical: true },
  { name: 'extKeyUsage', serverAuth: true },
];

/** That of this lesson's server: the same for everybody who asks on this machine. `folder` is where it is kept. */
export async function identity(folder = FOLDER): Promise<Identity> {
  return readIdentity(folder) ?? keep(folder, await makeIdentity({ dns: 'localhost', ip: '127.0.0.1' }));
}

function readIdentity(folder: string): Identity | undefined {
  const read = (name: string) => readFileSync(join(folder, `${name}.pem`), 'utf8');
  try {
    return { key: read('key'), cert: read('cert'), ca: read('ca') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** All three appear at once, and who comes second takes what the first has made. */
function keep(folder: string, made: Identity): Identity {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(join(dirname(folder), 'keys-'));
  for (const [name, pem] of Object.entries(made))
    writeFileSync(join(draft, `${name}.pem`), pem, { mode: 0o600 });
  try {
    renameSync(draft, folder);
    return made;
  } catch (error) {
    rmSync(draft, { recursive: true });
    const first = readIdentity(folder);
    if (first) return first;
    throw error;
  }
}
