/** The inspector's own words on the screen, in both languages. Keys and their help stand in keys.ts. */

import type { Language } from '../../terminal/language.ts';
import type { Intervention, NoteRow } from '../rows.ts';
import type { PromptKind } from '../state.ts';

const EN = {
  inspector: 'inspector',
  connections: (n: number) => `${n} ${n === 1 ? 'connection' : 'connections'}`,
  frames: (n: number) => `${n} ${n === 1 ? 'frame' : 'frames'}`,
  forgotten: (n: number) => `${n} oldest let go`,
  following: 'following',
  staying: 'staying',
  filter: 'filter',
  held: (n: number) => `${n} held`,
  hold: 'HOLD',
  everything: 'all',
  panes: { list: 'Frames', fields: 'Fields', bytes: 'Bytes' },
  headings: {
    number: 'No.',
    since: '+ms',
    connection: 'Conn',
    direction: '',
    type: 'Type',
    id: 'Id',
    length: 'Length',
    info: 'Info',
  },
  bytes: (n: number) => `${n} ${n === 1 ? 'byte' : 'bytes'}`,
  begun: (bytes: number, needed: number | undefined) =>
    `${bytes}${needed === undefined ? '' : ` of ${needed}`} bytes of a frame so far`,
  heldFor: (seconds: string) => `held ${seconds} s`,
  empty: [
    'Waiting for a client.',
    '',
    'Start the server:   npx tsx echo-server.ts',
    'and the client:     npx tsx echo-client.ts',
    '',
    'The client finds this inspector by itself.',
  ],
  emptyFiltered: ['Nothing passes this filter. Esc takes it away.'],
  noFrame: 'no frame is selected',
  keptHead: (kept: number, size: number) => `only the first ${kept} of ${size} bytes were kept`,
  frame: (number: number) => `frame ${number}`,
  readCarriedAlone: (read: number, frame: number) => `read #${read} carried frame ${frame} alone`,
  readCarried: (read: number, from: number, to: number) => `read #${read} carried frames ${from} to ${to}`,
  arrivedIn: (frame: number, sizes: string, times: string) =>
    `frame ${frame} arrived in reads of ${sizes} bytes${times}`,
  asSent: 'as its sender wrote it',
  asReceived: 'as its receiver got it',
  notReceived: '(nothing)',
  joinedOnward: '(in one write with the next)',
  tooSmall: (columns: number, rows: number) => `needs ${columns}x${rows} at least`,
  how: {
    released: 'let go',
    dropped: 'dropped',
    doubled: 'sent twice',
    edited: 'edited',
    split: 'split',
    joined: 'joined',
  } satisfies Record<Intervention['how'], string>,
  notes: {
    opened:
      'A client has connected to the inspector, which has connected to the server: two connections, two handshakes. Who connects is the client; who was listening, the server.',
    refused:
      'Nobody listens where the inspector forwards to, so it let the client go. Start the server: npx tsx echo-server.ts',
    fin: 'FIN: this side will send nothing more. The other direction goes on until its own FIN: that is a half-close.',
    reset: 'RST: this side broke the connection off. What was on its way is lost, in both directions.',
    closed: 'Both directions have ended; the connection is gone.',
  } satisfies Record<NoteRow['kind'], string>,
  noteTypes: {
    opened: 'open',
    refused: 'refused',
    fin: 'FIN',
    reset: 'RST',
    closed: 'closed',
  } satisfies Record<NoteRow['kind'], string>,
  prompts: {
    filter: 'filter',
    search: 'search (text, or 0x45 43)',
    goto: 'go to No.',
    hold: 'hold which (a filter; empty: all)',
    'edit-text': 'edit as text',
    'edit-hex': 'edit as hex',
    split: 'split at (4 12, or *; @500 ms between)',
  } satisfies Record<PromptKind, string>,
  editHelp: (mend: boolean) =>
    `Enter sends · Tab text/hex · Ctrl-K length and checksum: ${mend ? 'made right' : 'left as they are'}`,
  promptHelp: 'Enter does it · Esc forgets it',
  step: 'next event',
  helpTitle: 'Keys',
  helpLegend:
    'C ──▶ client to server   ◀── S server to client   C ─┃ held   ≠ changed   ! broken   * marked   │ a read ended here',
  totalsTitle: 'Connections',
  totals: {
    connection: 'Conn',
    client: 'client',
    state: 'state',
    speaks: 'speaks',
    up: 'C→S frames',
    upBytes: 'bytes',
    down: 'S→C frames',
    downBytes: 'bytes',
    rate: 'bytes/s',
  },
  states: { open: 'open', refused: 'refused', reset: 'reset', closed: 'closed' },
};

export type Words = typeof EN;

const PT: Words = {
  inspector: 'inspetor',
  connections: (n) => `${n} ${n === 1 ? 'conexão' : 'conexões'}`,
  frames: (n) => `${n} ${n === 1 ? 'quadro' : 'quadros'}`,
  forgotten: (n) => `${n} mais antigos se foram`,
  following: 'seguindo',
  staying: 'parado',
  filter: 'filtro',
  held: (n) => `${n} ${n === 1 ? 'retido' : 'retidos'}`,
  hold: 'RETER',
  everything: 'tudo',
  panes: { list: 'Quadros', fields: 'Campos', bytes: 'Bytes' },
  headings: {
    number: 'N.º',
    since: '+ms',
    connection: 'Con',
    direction: '',
    type: 'Tipo',
    id: 'Id',
    length: 'Tam.',
    info: 'Info',
  },
  bytes: (n) => `${n} ${n === 1 ? 'byte' : 'bytes'}`,
  begun: (bytes, needed) =>
    `${bytes}${needed === undefined ? '' : ` de ${needed}`} bytes de um quadro até agora`,
  heldFor: (seconds) => `retido ${seconds} s`,
  empty: [
    'Esperando um cliente.',
    '',
    'Inicie o servidor:  npx tsx echo-server.ts',
    'e o cliente:        npx tsx echo-client.ts',
    '',
    'O cliente encontra este inspetor sozinho.',
  ],
  emptyFiltered: ['Nada passa por este filtro. Esc o retira.'],
  noFrame: 'nenhum quadro selecionado',
  keptHead: (kept, size) => `só os primeiros ${kept} de ${size} bytes foram guardados`,
  frame: (number) => `quadro ${number}`,
  readCarriedAlone: (read, frame) => `a leitura #${read} trouxe só o quadro ${frame}`,
  readCarried: (read, from, to) => `a leitura #${read} trouxe os quadros ${from} a ${to}`,
  arrivedIn: (frame, sizes, times) => `o quadro ${frame} chegou em leituras de ${sizes} bytes${times}`,
  asSent: 'como o remetente escreveu',
  asReceived: 'como o destinatário recebeu',
  notReceived: '(nada)',
  joinedOnward: '(em uma escrita com o próximo)',
  tooSmall: (columns, rows) => `precisa de ${columns}x${rows} no mínimo`,
  how: {
    released: 'solto',
    dropped: 'descartado',
    doubled: 'enviado duas vezes',
    edited: 'editado',
    split: 'partido',
    joined: 'juntado',
  },
  notes: {
    opened:
      'Um cliente se conectou ao inspetor, que se conectou ao servidor: duas conexões, dois apertos de mão. Quem se conecta é o cliente; quem estava ouvindo, o servidor.',
    refused:
      'Ninguém ouve no endereço de destino, e o cliente foi dispensado. Inicie o servidor: npx tsx echo-server.ts',
    fin: 'FIN: este lado não enviará mais nada. A outra direção continua até o FIN dela: isso é um meio-fechamento.',
    reset: 'RST: este lado rompeu a conexão. O que estava a caminho se perde, nas duas direções.',
    closed: 'As duas direções terminaram; a conexão não existe mais.',
  },
  noteTypes: { opened: 'aberta', refused: 'recusada', fin: 'FIN', reset: 'RST', closed: 'fechada' },
  prompts: {
    filter: 'filtrar',
    search: 'procurar (texto, ou 0x45 43)',
    goto: 'ir ao N.º',
    hold: 'reter quais (um filtro; vazio: todos)',
    'edit-text': 'editar como texto',
    'edit-hex': 'editar como hex',
    split: 'partir em (4 12, ou *; @500 ms entre)',
  },
  editHelp: (mend) =>
    `Enter envia · Tab texto/hex · Ctrl-K tamanho e soma: ${mend ? 'corrigidos' : 'como estão'}`,
  promptHelp: 'Enter executa · Esc desiste',
  step: 'próximo evento',
  helpTitle: 'Teclas',
  helpLegend:
    'C ──▶ cliente ao servidor   ◀── S servidor ao cliente   C ─┃ retido   ≠ mudado   ! quebrado   * marcado   │ aqui acabou uma leitura',
  totalsTitle: 'Conexões',
  totals: {
    connection: 'Con',
    client: 'cliente',
    state: 'estado',
    speaks: 'fala',
    up: 'C→S quadros',
    upBytes: 'bytes',
    down: 'S→C quadros',
    downBytes: 'bytes',
    rate: 'bytes/s',
  },
  states: { open: 'aberta', refused: 'recusada', reset: 'rompida', closed: 'fechada' },
};

const WORDS: Readonly<Record<Language, Words>> = { en: EN, pt: PT };

export function words(language: Language): Words {
  return WORDS[language];
}
