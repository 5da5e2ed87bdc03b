/**
 * What can go wrong between two programs that speak EC/1, as data.
 *
 * Knows no sockets and sends nothing: it only names each error, says whether the stream can still be trusted
 * after it, and holds the fixed text that travels with the code (PROTOCOL.md §7).
 */

interface ErrorRule {
  /** After a fatal error nobody knows where the next frame begins: the connection must end. */
  readonly fatal: boolean;
  /** Fixed Portuguese text; programs translate by the code. */
  readonly message: string;
}

export const ERRORS = {
  'bad-request': { fatal: false, message: 'Pedido malformado.' },
  'unknown-command': { fatal: false, message: 'Comando desconhecido.' },
  'bad-argument': { fatal: false, message: 'Argumento inválido.' },
  'not-found': { fatal: false, message: 'Arquivo não encontrado!' },
  'file-failed': { fatal: false, message: 'Falha ao ler o arquivo.' },
  'unexpected-type': { fatal: false, message: 'Tipo de quadro inesperado.' },
  'bad-magic': { fatal: true, message: 'Isto não é EC/1.' },
  'bad-version': { fatal: true, message: 'Versão desconhecida.' },
  'too-long': { fatal: true, message: 'Quadro longo demais.' },
  'bad-checksum': { fatal: true, message: 'Soma de verificação errada.' },
  truncated: { fatal: true, message: 'O fim chegou no meio de um quadro.' },
  timeout: { fatal: true, message: 'O resto do quadro não chegou a tempo.' },
  'too-many-connections': { fatal: true, message: 'Conexões demais.' },
  'bad-answer': { fatal: false, message: 'Resposta malformada.' },
} as const satisfies Record<string, ErrorRule>;

export type ErrorCode = keyof typeof ERRORS;

/** The peer broke the rules of EC/1. `code` is what travels; `detail` is for whoever reads a log. */
export class ProtocolError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;

  constructor(code: ErrorCode, detail = '') {
    super(ERRORS[code].message);
    this.name = 'ProtocolError';
    this.code = code;
    this.detail = detail;
  }
}
