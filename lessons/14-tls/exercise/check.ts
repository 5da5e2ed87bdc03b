/** What the client of lesson 14 must do: real TLS servers, one of them the right one. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type TLSSocket } from 'node:tls';
import type { Text } from '../../../terminal/language.ts';
import { defineExercise, type Trail } from '../../course/exercise.ts';
// biome-ignore lint/style/noRestrictedImports: how a certificate is made is not what is checked
import { type Identity, makeIdentity } from '../keys/identity.ts';

interface TrustedServer {
  readonly port: number;
  readonly name: string;
  readonly ca: string;
}

interface Student {
  sendSecret(server: TrustedServer, secret: string): Promise<void>;
}

/** What came of an attempt. */
interface Outcome {
  readonly received: string;
  readonly sendSecret: 'resolves' | 'rejects';
}

const NAME = 'aula.example';
const SECRET = 'senha: 1234';
/** Made before the student's code is loaded, and its time begins. */
const [RIGHT, OTHER, COPY, OLD] = await Promise.all([
  makeIdentity({ dns: NAME }),
  makeIdentity({ dns: 'outro.example' }),
  makeIdentity({ dns: NAME }),
  makeIdentity({ dns: NAME }, 0.5),
]);

/** So long may a connection be left behind. */
const LEFT_MS = 100;

const CALL = { en: 'sendSecret', pt: 'sendSecret' };

/** The student's client against a server that shows `shown`, while it wants to go to `name`, vouched for by `ca`. */
async function attempt(
  { sendSecret }: Student,
  trail: Trail,
  what: Text,
  { shown, name, ca }: { shown: Identity; name: string; ca: string },
): Promise<{ outcome: Outcome; error: NodeJS.ErrnoException | undefined }> {
  trail.note(what);
  const door = await openDoor(shown);
  let error: NodeJS.ErrnoException | undefined;
  const settled = trail.call(CALL, SECRET, () =>
    sendSecret({ port: door.port, name, ca }, SECRET).catch((reason: NodeJS.ErrnoException) => {
      error = reason ?? new Error('no reason');
    }),
  );
  await settled;
  const received = await door.shut();
  return { outcome: { received, sendSecret: error ? 'rejects' : 'resolves' }, error };
}

/** A server that shows `identity`, and says at the end what it has heard. */
async function openDoor({ key, cert }: Identity) {
  const sockets: TLSSocket[] = [];
  let heard = '';
  const server = createServer({ key, cert }, (socket) => {
    sockets.push(socket);
    socket.on('data', (bytes) => {
      heard += String(bytes);
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const shut = async () => {
    const closed = once(server, 'close');
    server.close();
    await Promise.race([closed, sleep(LEFT_MS)]);
    for (const socket of sockets) socket.destroy();
    return heard;
  };
  return { port: (server.address() as AddressInfo).port, shut };
}

const REFUSED: Outcome = { received: '', sendSecret: 'rejects' };

/** Nobody else may get the secret; `believed` is the mistake of who gives it to them. */
async function refuse(
  student: Student,
  trail: Trail,
  what: Text,
  server: { shown: Identity; name: string; ca: string },
  believed: string,
): Promise<void> {
  const { outcome } = await attempt(student, trail, what, server);
  trail.compare(outcome, REFUSED, () =>
    outcome.sendSecret === 'rejects' ? 'speaks-before-looking' : believed,
  );
}

function whyRefused({ code }: NodeJS.ErrnoException): string | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'checks-the-address';
  return code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ? 'forgets-the-authority' : undefined;
}

export const exercise = defineExercise<Student>({
  exports: ['sendSecret'],
  mistakes: {
    'forgets-the-authority': {
      en: 'The right server was refused: nobody whom your client knows vouches for it. Give the authority to `connect`: the option is called ca.',
      pt: 'O servidor certo foi recusado: ninguém que o seu cliente conheça responde por ele. Dê a autoridade ao `connect`: a opção se chama ca.',
    },
    'checks-the-address': {
      en: 'The right server was refused: your client compared the certificate with 127.0.0.1, where it went, not with the name for whom it looks. The option is called servername.',
      pt: 'O servidor certo foi recusado: o seu cliente comparou o certificado com 127.0.0.1, aonde ele foi, e não com o nome que procura. A opção se chama servername.',
    },
    'never-ends': {
      en: 'Your client said its secret and then waited: the server waits too, for your FIN. End your direction.',
      pt: 'O seu cliente disse o segredo e ficou esperando: o servidor também espera, pelo seu FIN. Encerre a sua direção.',
    },
    'rejects-nobody': {
      en: 'A stranger with a certificate of their own got the secret. Encrypted it was, only for the wrong one. rejectUnauthorized: false switches the lock off.',
      pt: 'Um estranho com um certificado próprio recebeu o segredo. Cifrado estava, só que para a pessoa errada. rejectUnauthorized: false desliga a fechadura.',
    },
    'speaks-before-looking': {
      en: 'You rejected it, but your secret was already there. What has been sent cannot be taken back: judge first, speak then.',
      pt: 'Você recusou, mas o segredo já tinha chegado lá. O que foi enviado não volta: primeiro julgue, depois fale.',
    },
    'any-name': {
      en: 'A good certificate, signed by the right authority, but for somebody else, and they got the secret. Everybody can have a good certificate for their own name.',
      pt: 'Um certificado bom, assinado pela autoridade certa, mas de outro, e ele recebeu o segredo. Qualquer um pode ter um certificado bom para o próprio nome.',
    },
    'compares-the-text': {
      en: 'The name is right, but the one who signed is not the authority: anybody can write any name into a certificate. A name counts only with the signature.',
      pt: 'O nome está certo, mas quem assinou não foi a autoridade: qualquer um escreve qualquer nome num certificado. Um nome só vale com a assinatura.',
    },
    'ignores-the-date': {
      en: 'The certificate had expired. Perhaps its key was stolen long ago: nobody vouches for it any more.',
      pt: 'O certificado estava vencido. Talvez a chave tenha sido roubada há muito tempo: ninguém mais responde por ele.',
    },
  },
  checks: [
    {
      title: { en: 'the right server', pt: 'o servidor certo' },
      stuck: 'never-ends',
      async run(student, trail) {
        const what = { en: 'a server with the right certificate', pt: 'um servidor com o certificado certo' };
        const { outcome, error } = await attempt(student, trail, what, {
          shown: RIGHT,
          name: NAME,
          ca: RIGHT.ca,
        });
        trail.compare(
          outcome,
          { received: SECRET, sendSecret: 'resolves' },
          () => error && whyRefused(error),
        );
      },
    },
    {
      title: { en: 'a stranger', pt: 'um estranho' },
      async run(student, trail) {
        const what = { en: 'another name, another authority', pt: 'outro nome, outra autoridade' };
        await refuse(student, trail, what, { shown: OTHER, name: NAME, ca: RIGHT.ca }, 'rejects-nobody');
      },
    },
    {
      title: { en: 'somebody else, with a good certificate', pt: 'outra pessoa, com um certificado bom' },
      async run(student, trail) {
        const what = { en: 'another name, the right authority', pt: 'outro nome, a autoridade certa' };
        await refuse(student, trail, what, { shown: OTHER, name: NAME, ca: OTHER.ca }, 'any-name');
      },
    },
    {
      title: { en: 'a copy', pt: 'uma cópia' },
      async run(student, trail) {
        const what = { en: 'the same names, another signature', pt: 'os mesmos nomes, outra assinatura' };
        await refuse(student, trail, what, { shown: COPY, name: NAME, ca: RIGHT.ca }, 'compares-the-text');
      },
    },
    {
      title: { en: 'out of date', pt: 'vencido' },
      async run(student, trail) {
        const what = { en: 'all is right, but it has expired', pt: 'tudo certo, mas venceu' };
        await refuse(student, trail, what, { shown: OLD, name: NAME, ca: OLD.ca }, 'ignores-the-date');
      },
    },
  ],
});
