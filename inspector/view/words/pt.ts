/** The inspector's own words on the screen, in Portuguese. */

import type { Side } from '../../relay/events.ts';
import type { Words } from './en.ts';

const SIDES: Readonly<Record<Side, string>> = { client: 'cliente', server: 'servidor' };

export const PT: Words = {
  inspector: 'inspetor',
  connections: (n) => `${n} ${n === 1 ? 'conexão' : 'conexões'}`,
  frames: (n) => `${n} ${n === 1 ? 'quadro' : 'quadros'}`,
  forgotten: (n) => `${n} mais antigos descartados`,
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
    connection: 'Conexão',
    direction: '',
    type: 'Tipo',
    id: 'Id',
    length: 'Tam.',
    info: 'Info',
  },
  connection: 'conexão',
  bytes: (n) => `${n} ${n === 1 ? 'byte' : 'bytes'}`,
  begun: (bytes, needed) =>
    `${bytes}${needed === undefined ? '' : ` de ${needed}`} bytes de um quadro até agora`,
  ordered: (how, sent, writes) => `${how} ${sent}/${writes}`,
  joinsNext: 'vai com o próximo',
  lost: (bytes) =>
    `${bytes} ${bytes === 1 ? 'byte perdido' : 'bytes perdidos'}: o destinatário já não estava lá`,
  heldFor: (seconds) => `retido há ${seconds} s`,
  waiting: 'Esperando um cliente.',
  waitingForRecording: 'Ainda não aconteceu nada nesta gravação.',
  waitingForStep: 'Espaço mostra o primeiro evento.',
  waitingForDemo: 'A demonstração já vai começar.',
  startServer: (command) => `Servidor:   ${command}`,
  startClient: (command) => `Cliente:    ${command}`,
  findsItself: 'O cliente encontra este inspetor sozinho.',
  tellClient: 'Quaisquer programas: diga ao cliente para se conectar aqui, não no servidor.',
  cleared: 'Lista limpa. A próxima linha é a 1.',
  emptyFiltered: ['Nada passa por este filtro. Esc o remove.'],
  noFrame: 'nenhum quadro selecionado',
  keptHead: (kept, size) => `só os primeiros ${kept} de ${size} bytes foram guardados`,
  frame: (number) => `quadro ${number}`,
  readCarriedAlone: (read, frame) => `a leitura #${read} trouxe só o quadro ${frame}`,
  readCarried: (read, from, to) => `a leitura #${read} trouxe os quadros ${from} a ${to}`,
  arrivedIn: (frame, reads, sizes, gaps) =>
    `quadro ${frame} veio em ${reads} leituras de ${sizes} bytes (${gaps} ms)`,
  asSent: 'como o remetente escreveu',
  asReceived: 'como o destinatário recebeu',
  notReceived: '(nada)',
  joinedOnward: '(na mesma escrita que o próximo)',
  tooSmall: (columns, rows) => `precisa de ${columns}x${rows} no mínimo`,
  hiddenPanes: (names) => `Tab: ${names}`,
  linesOf: (first, last, all) => `linhas ${first}–${last} de ${all}`,
  how: {
    released: 'liberado',
    dropped: 'descartado',
    doubled: 'enviado duas vezes',
    edited: 'editado',
    split: 'dividido',
    joined: 'unido ao próximo',
    lost: 'perdido',
  },
  isHeld: 'retido',
  inWrites: (bytes, writes) =>
    `${bytes} ${bytes === 1 ? 'byte' : 'bytes'} em ${writes} ${writes === 1 ? 'escrita' : 'escritas'}`,
  notPrinted: (n) => `… ${n.toLocaleString('pt-BR')} linhas não impressas`,
  notes: {
    finished: (side) => `${SIDES[side]} terminou de enviar`,
    brokeOff: (side) => `${SIDES[side]} rompeu a conexão`,
    nobodyListens: (target) => `ninguém está ouvindo em ${target}`,
    unreachable: (target) => `não foi possível alcançar ${target}`,
    gone: (seconds) => `depois de ${seconds} s`,
    isItself: (target) => `${target} é o próprio inspetor`,
    start: 'inicie o servidor:',
    opened: 'O cliente se conectou ao inspetor, e o inspetor ao servidor: duas conexões, dois handshakes.',
    refused: (command) => `Inicie o servidor (${command}): sem ele, o cliente foi dispensado.`,
    refusedElsewhere: 'O inspetor não conseguiu se conectar ao servidor e dispensou o cliente.',
    refusedItself:
      'O inspetor seria o seu próprio cliente, sem fim: --target é onde o servidor ouve; --listen, onde os clientes chegam.',
    fin: (side, other) =>
      `FIN: o ${SIDES[side]} não enviará mais nada. O ${SIDES[other]} pode continuar até o FIN dele: isso é um half-close.`,
    lastFin: (side, other) =>
      `FIN: o ${SIDES[side]} também não enviará mais nada. O ${SIDES[other]} já tinha terminado, e assim a conexão acaba.`,
    reset: (side) =>
      `RST: o ${SIDES[side]} rompeu a conexão. O que estava a caminho se perde, nas duas direções.`,
    closed: 'As duas direções terminaram; a conexão não existe mais.',
    noBytes: {
      opened:
        'Nenhum byte: o handshake (SYN, SYN-ACK, ACK) não leva dados. Quem se conecta é o cliente; quem estava ouvindo, o servidor.',
      refused: 'Nenhum byte: não chegou a existir uma conexão para levá-los.',
      fin: 'Nenhum byte: FIN é um bit no cabeçalho do TCP, depois do último byte do fluxo.',
      reset: 'Nenhum byte: RST é um bit no cabeçalho do TCP.',
      closed: 'Nenhum byte: aqui nada passa pela rede.',
    },
    frames: 'quadros',
    bytes: 'bytes',
    reads: 'leituras',
    lasted: (state, seconds) => `${state}, ${seconds} s`,
    client: 'cliente',
    server: 'servidor',
    speaks: 'fala',
  },
  noteTypes: { opened: 'aberta', refused: 'recusada', fin: 'FIN', reset: 'RST', closed: 'fechada' },
  prompts: {
    filter: 'filtrar',
    search: 'procurar (texto, ou 0x45 43)',
    goto: 'ir ao N.º',
    hold: 'reter quais (um filtro; vazio: todos)',
    'edit-text': 'editar como texto',
    'edit-hex': 'editar como hex',
    split: 'dividir em tamanhos (1 3, ou *; @500 ms entre)',
  },
  editHelp: (mend) =>
    `Enter envia · Tab texto/hex · Ctrl-K tamanho e checksum: ${mend ? 'corrigidos' : 'como estão'}`,
  splitHelp: (pieces, ms, seconds) =>
    pieces === 1
      ? '1 pedaço: nada é dividido'
      : `${pieces} pedaços, ${ms} ms entre eles, ${seconds} s ao todo: o echo-server.ts espera 10 s pelo resto de um quadro`,
  splitSingles: (n) => `byte a byte os primeiros ${n}, depois o resto`,
  promptHelp: 'Enter confirma · Esc cancela',
  stillShowing: (filter) => `ainda mostrando: ${filter}`,
  helpTitle: 'Teclas',
  helpLegend:
    'C ──▶ do cliente ao servidor   ◀── S do servidor ao cliente   C ─┃ retido   C ─┆ espera atrás dele   ≠ alterado   × descartado ou perdido   ! inválido   !! importa ou chama   * marcado   [ ] campo selecionado   │ aqui terminou uma leitura, ou uma escrita',
  totalsTitle: 'Conexões: quadros e bytes em cada direção',
  totals: {
    connection: 'N.º',
    client: 'cliente',
    state: 'estado',
    speaks: 'fala',
    up: 'C→S',
    upBytes: 'bytes',
    down: 'S→C',
    downBytes: 'bytes',
    rate: 'bytes/s',
  },
  overlays: {
    help: 'O mouse também funciona: um clique seleciona, a roda move.',
    totals: 'bytes/s: as duas direções juntas, desde que a conexão abriu',
  },
  states: { open: 'aberta', refused: 'recusada', reset: 'rompida', closed: 'fechada' },
};
