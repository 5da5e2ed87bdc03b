/** The inspector's own words on the screen, in English. */

import type { Side } from '../../relay/events.ts';
import type { Intervention, NoteRow } from '../../rows.ts';
import type { PromptKind } from '../../state.ts';

const SIDES: Readonly<Record<Side, string>> = { client: 'client', server: 'server' };

export const EN = {
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
  connection: 'conn',
  bytes: (n: number) => `${n} ${n === 1 ? 'byte' : 'bytes'}`,
  begun: (bytes: number, needed: number | undefined) =>
    `${bytes}${needed === undefined ? '' : ` of ${needed}`} bytes of a frame so far`,
  ordered: (how: string, sent: number, writes: number) => `${how} ${sent}/${writes}`,
  joinsNext: 'goes with the next',
  lost: (bytes: number) => `${bytes} ${bytes === 1 ? 'byte' : 'bytes'} lost: their receiver was gone`,
  heldFor: (seconds: string) => `held ${seconds} s`,
  waiting: 'Waiting for a client.',
  waitingForRecording: 'Nothing has happened yet in this recording.',
  waitingForStep: 'Space plays the first event.',
  waitingForDemo: 'The demonstration begins in a moment.',
  startServer: (command: string) => `Server:   ${command}`,
  startClient: (command: string) => `Client:   ${command}`,
  findsItself: 'The client finds this inspector by itself.',
  tellClient: 'Any programs: tell the client to connect here, not to the server.',
  cleared: 'Cleared. The next row is number 1.',
  emptyFiltered: ['Nothing passes this filter. Esc takes it away.'],
  noFrame: 'no frame is selected',
  keptHead: (kept: number, size: number) => `only the first ${kept} of ${size} bytes were kept`,
  frame: (number: number) => `frame ${number}`,
  readCarriedAlone: (read: number, frame: number) => `read #${read} carried frame ${frame} alone`,
  readCarried: (read: number, from: number, to: number) => `read #${read} carried frames ${from} to ${to}`,
  arrivedIn: (frame: number, reads: number, sizes: string, gaps: string) =>
    `frame ${frame} arrived in ${reads} reads of ${sizes} bytes (${gaps} ms)`,
  asSent: 'as its sender wrote it',
  asReceived: 'as its receiver got it',
  notReceived: '(nothing)',
  joinedOnward: '(in one write with the next)',
  tooSmall: (columns: number, rows: number) => `needs ${columns}x${rows} at least`,
  hiddenPanes: (names: string) => `Tab: ${names}`,
  linesOf: (first: number, last: number, all: number) => `lines ${first}–${last} of ${all}`,
  how: {
    released: 'let go',
    dropped: 'dropped',
    doubled: 'sent twice',
    edited: 'edited',
    split: 'split',
    joined: 'joined',
    lost: 'lost',
  } satisfies Record<Intervention['how'], string>,
  isHeld: 'held',
  inWrites: (bytes: number, writes: number) =>
    `${bytes} ${bytes === 1 ? 'byte' : 'bytes'} in ${writes} ${writes === 1 ? 'write' : 'writes'}`,
  notPrinted: (n: number) => `… ${n.toLocaleString('en')} rows not printed`,
  notes: {
    finished: (side: Side) => `${SIDES[side]} has finished sending`,
    brokeOff: (side: Side) => `${SIDES[side]} broke the connection off`,
    nobodyListens: (target: string) => `nobody listens on ${target}`,
    unreachable: (target: string) => `${target} cannot be reached`,
    gone: (seconds: string) => `after ${seconds} s`,
    isItself: (target: string) => `${target} is this inspector itself`,
    start: 'start the server:',
    opened:
      'The client connected to the inspector, the inspector to the server: two connections, two handshakes.',
    refused: (command: string) => `Start the server (${command}): without it, the client was let go.`,
    refusedElsewhere: 'The inspector could not connect to the server, so it let the client go.',
    refusedItself:
      'The inspector would be its own client, again and again: --target is where the server listens, --listen where clients come.',
    fin: (side: Side, other: Side) =>
      `FIN: the ${SIDES[side]} will send nothing more. The ${SIDES[other]} may go on until its own FIN: that is a half-close.`,
    lastFin: (side: Side, other: Side) =>
      `FIN: the ${SIDES[side]} will send nothing more either. The ${SIDES[other]} had finished before, so this ends the connection.`,
    reset: (side: Side) =>
      `RST: the ${SIDES[side]} broke the connection off. What was on its way is lost, in both directions.`,
    closed: 'Both directions have ended; the connection is gone.',
    noBytes: {
      opened:
        'No bytes: the handshake (SYN, SYN-ACK, ACK) carries no data. Who connects is the client; who was listening, the server.',
      refused: 'No bytes: there never was a connection to send them on.',
      fin: 'No bytes: FIN is a bit in the header of TCP, behind the last byte of the stream.',
      reset: 'No bytes: RST is a bit in the header of TCP.',
      closed: 'No bytes: nothing crosses the wire here.',
    } satisfies Record<NoteRow['kind'], string>,
    frames: 'frames',
    bytes: 'bytes',
    reads: 'reads',
    lasted: (state: string, seconds: string) => `${state}, ${seconds} s`,
    client: 'client',
    server: 'server',
    speaks: 'speaks',
  },
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
    split: 'split into sizes (1 3, or *; @500 ms between)',
  } satisfies Record<PromptKind, string>,
  editHelp: (mend: boolean) =>
    `Enter sends · Tab text/hex · Ctrl-K length and checksum: ${mend ? 'made right' : 'left as they are'}`,
  splitHelp: (pieces: number, ms: number, seconds: string) =>
    pieces === 1
      ? '1 piece: nothing is split'
      : `${pieces} pieces, ${ms} ms between, ${seconds} s in all: echo-server.ts waits 10 s for the rest of a frame`,
  splitSingles: (n: number) => `byte by byte the first ${n}, then the rest`,
  promptHelp: 'Enter does it · Esc forgets it',
  stillShowing: (filter: string) => `still showing: ${filter}`,
  helpTitle: 'Keys',
  helpLegend:
    'C ──▶ client to server   ◀── S server to client   C ─┃ held   C ─┆ waits behind it   ≠ changed   × dropped or lost   ! broken   !! imports or calls   * marked   [ ] selected field   │ a read ended here, or a write',
  totalsTitle: 'Connections: frames and bytes in each direction',
  totals: {
    connection: 'No.',
    client: 'client',
    state: 'state',
    speaks: 'speaks',
    up: 'C→S',
    upBytes: 'bytes',
    down: 'S→C',
    downBytes: 'bytes',
    rate: 'bytes/s',
  },
  overlays: {
    help: 'The mouse works too: a click selects, the wheel moves.',
    totals: 'bytes/s: both directions together, since the connection opened',
  },
  states: { open: 'open', refused: 'refused', reset: 'reset', closed: 'closed' },
};

export type Words = typeof EN;
