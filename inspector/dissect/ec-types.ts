/** The types of EC/1 frames as a table (PROTOCOL.md §3.3, §4): name, who sends it, what its payload is. */

import type { Buffer } from 'node:buffer';
import { type ErrorCode, ProtocolError } from '../../protocol/error.ts';
import { FrameType } from '../../protocol/frame.ts';
import {
  parseBye,
  parseEnd,
  parseError,
  parseFile,
  parseReply,
  parseRequest,
  type Request,
} from '../../protocol/message.ts';
import type { Text } from '../../terminal/language.ts';
import type { Side } from './dissection.ts';
import { preview } from './fields.ts';

export interface TypeRule {
  readonly name: keyof typeof FrameType;
  readonly from: Side | 'both';
  readonly explain: Text;
  /** What the payload is, in one notation for both languages. Undefined: any bytes. */
  readonly json?: string;
  /** Throws ProtocolError when the payload is not as it should be; gives what the list's Info column shows. */
  read(payload: Buffer): string;
}

const RULES: readonly TypeRule[] = [
  {
    name: 'REQUEST',
    from: 'client',
    explain: { en: 'the client asks for a command', pt: 'o cliente pede um comando' },
    json: '["COMMAND", "argument" | null]',
    read: (payload) => requestInfo(parseRequest(payload)),
  },
  {
    name: 'REPLY',
    from: 'server',
    explain: { en: 'the answer to a request, whole', pt: 'a resposta a um pedido, inteira' },
    json: '"text" | ["name", …]',
    read: (payload) => JSON.stringify(parseReply(payload)),
  },
  {
    name: 'ERROR',
    from: 'server',
    explain: { en: 'why there is no other answer', pt: 'por que não há outra resposta' },
    json: '{"code": "…", "message": "…"}',
    read: (payload) => `${parseError(payload).code} ${JSON.stringify(parseError(payload).message)}`,
  },
  {
    name: 'FILE',
    from: 'server',
    explain: {
      en: 'the head of a file: CHUNKs follow, then one END',
      pt: 'o começo de um arquivo: seguem CHUNKs, depois um END',
    },
    json: '{"name": "…", "size": 0}',
    read: (payload) => `${parseFile(payload).name} size ${parseFile(payload).size}`,
  },
  {
    name: 'CHUNK',
    from: 'server',
    explain: { en: 'the next bytes of the file', pt: 'os próximos bytes do arquivo' },
    read: chunkInfo,
  },
  {
    name: 'END',
    from: 'server',
    explain: { en: 'the end of the file: what was sent in all', pt: 'o fim do arquivo: o total enviado' },
    json: '{"size": 0, "sha256": "…"}',
    read: (payload) => `size ${parseEnd(payload).size} sha256 ${parseEnd(payload).sha256}`,
  },
  {
    name: 'PING',
    from: 'both',
    explain: { en: 'asks for its own bytes back', pt: 'pede seus próprios bytes de volta' },
    read: (payload) => preview(payload),
  },
  {
    name: 'PONG',
    from: 'both',
    explain: { en: 'the echo: the bytes of the PING', pt: 'o eco: os bytes do PING' },
    read: (payload) => preview(payload),
  },
  {
    name: 'BYE',
    from: 'server',
    explain: { en: "the server's last frame", pt: 'o último quadro do servidor' },
    json: '"Adeus!"',
    read: (payload) => JSON.stringify(parseBye(payload)),
  },
];

export function ruleOf(type: number): TypeRule | undefined {
  return RULES.find(({ name }) => FrameType[name] === type);
}

/** `REQUEST`; a type that has no name is its number. */
export function typeName(type: number): string {
  return ruleOf(type)?.name ?? `${type}`;
}

export function typeExplain(type: number): Text {
  const rule = ruleOf(type);
  if (!rule) return { en: 'what the frame is for', pt: 'para que serve o quadro' };
  return {
    en: `what the frame is for; ${type} is ${rule.name}: ${rule.explain.en}`,
    pt: `para que serve o quadro; ${type} é ${rule.name}: ${rule.explain.pt}`,
  };
}

/** A type that has no meaning, or that comes from the side that does not send it. */
export function typeFault(type: number, side: Side): Text | undefined {
  const rule = ruleOf(type);
  if (!rule) return coded('unexpected-type', `expected 1 to ${RULES.length}`, `esperado 1 a ${RULES.length}`);
  if (rule.from === 'both' || rule.from === side) return undefined;
  const [only, pt] = rule.from === 'client' ? ['a client', 'um cliente'] : ['a server', 'um servidor'];
  return coded('unexpected-type', `only ${only} sends ${rule.name}`, `só ${pt} envia ${rule.name}`);
}

function requestInfo({ command, argument }: Request): string {
  return argument === null ? command : `${command} ${argument}`;
}

function chunkInfo(payload: Buffer): string {
  if (payload.length === 0) throw new ProtocolError('bad-answer', 'an empty CHUNK');
  return `${payload.length} bytes ${preview(payload, 40)}`;
}

/** A fault of EC/1: it begins with the code that a server would answer (PROTOCOL.md §7). */
export function coded(code: ErrorCode, en: string, pt: string): Text {
  return { en: `${code}: ${en}`, pt: `${code}: ${pt}` };
}
