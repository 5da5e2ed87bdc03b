/** What the client says to the person who uses it. Answers of the server are printed as they are. */

import { ERRORS } from '../protocol/error.ts';
import type { FileNameFault } from '../protocol/file-name.ts';
import type { Language } from '../terminal/language.ts';
import type { Fault } from './answers.ts';
import type { Loss } from './conversation.ts';
import type { Mistake } from './line.ts';

type ByKind<T, Key extends keyof T> = T[Key] & string;

export interface ClientSentences {
  readonly connected: (address: string) => string;
  readonly throughInspector: (address: string) => string;
  /** `command` starts one there. */
  readonly noServer: (address: string, code: string, command: string) => string;
  readonly noHost: (host: string) => string;
  readonly waiting: string;
  readonly serverStopped: string;
  readonly outputLost: (code: string) => string;
  readonly inspectorAlone: (address: string) => string;
  readonly menu: string;
  readonly help: string;
  readonly prompt: string;
  readonly noFiles: string;
  /** Through the inspector, a frame may stand still there. */
  readonly stillWaiting: (seconds: number, throughInspector: boolean) => string;
  /** `type` as in `2 (REPLY)`. */
  readonly unasked: (type: string, id: number) => string;
  readonly interrupted: (unfinished: boolean) => string;
  readonly saved: (bytes: number, replaced: boolean) => string;
  readonly error: (reason: string) => string;
  /** By the code of an ERROR frame. */
  readonly errorCodes: Readonly<Record<string, string>>;
  /** By the system's code, for a file that cannot be saved. */
  readonly systemErrors: Readonly<Record<string, string>>;
  readonly mistakes: Readonly<Record<ByKind<Mistake, 'what'>, string>>;
  readonly nameFaults: Readonly<Record<FileNameFault, string>>;
  readonly faults: Readonly<Record<ByKind<Fault, 'what'>, string>>;
  readonly losses: Readonly<Record<ByKind<Loss, 'why'>, (address: string) => string>>;
}

const ERROR_CODES_EN: Readonly<Record<string, string>> = {
  'bad-request': 'it could not read the request',
  'unknown-command': 'it does not know the command',
  'bad-argument': 'the argument does not fit the command',
  'not-found': 'it has no such file',
  'file-failed': 'it could not read the file',
  'unexpected-type': 'it did not expect a frame of that type',
  'bad-magic': 'it did not get EC/1',
  'bad-version': 'it does not speak this version',
  'too-long': 'the frame was too long',
  'bad-checksum': 'the frame was damaged on its way',
  truncated: 'the frame was cut off',
  timeout: 'the rest of the frame came too late',
  'too-many-connections': 'it has too many clients; try again later',
};

const EN: ClientSentences = {
  connected: (address) => `connected to ${address}`,
  throughInspector: (address) => `connected through the inspector on ${address} (--direct goes around it)`,
  noServer: (address, code, command) =>
    `No server on ${address} (${code}): start it with ${command} in another terminal.`,
  noHost: (host) => `There is no computer named ${host}, or its name cannot be looked up now.`,
  waiting: 'waiting for it (Ctrl-C leaves)',
  serverStopped: 'the server has ended the conversation',
  outputLost: (code) => `standard output cannot be written (${code})`,
  inspectorAlone: (address) =>
    `The connection through the inspector on ${address} ended before anything came. Is there a server behind it (npx tsx echo-server.ts), and is the inspector still there? --direct goes around it.`,
  menu: [
    ' 1. CONSULTA        is it there?',
    ' 2. HORA            what time is it?',
    ' 3. ARQUIVO <name>  fetch a file',
    ' 4. LISTAR          list the files',
    ' 5. SAIR            say goodbye',
  ].join('\n'),
  help: [
    'A command is its number, its name or the name of its function, in any case:',
    '  3 file1.txt   arquivo file1.txt   enviar_arquivo "my file.txt"',
    'PING <text> sends the text to the server and back, and shows the time that took.',
    'Tab completes. Ctrl-D ends your direction and waits for the goodbye.',
    'Ctrl-C leaves at once.',
  ].join('\n'),
  prompt: 'command> ',
  noFiles: '(no files)',
  stillWaiting: (seconds, throughInspector) =>
    `still waiting for the answer (${seconds} s)${throughInspector ? ', which the inspector may hold or have dropped' : ''}; Ctrl-C leaves`,
  unasked: (type, id) => `ignored a frame that nobody waits for: type ${type}, id ${id}`,
  interrupted: (unfinished) => `interrupted${unfinished ? '; nothing of the unfinished file was kept' : ''}`,
  saved: (bytes, replaced) =>
    `${bytes} bytes, SHA-256 agrees${replaced ? '; an older file of that name was replaced' : ''}`,
  error: (reason) => `the server answered an error: ${reason}`,
  errorCodes: ERROR_CODES_EN,
  systemErrors: {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EFBIG: 'the file is larger than this system allows',
    EROFS: 'the disk is read-only',
    EACCES: 'this folder may not be written',
    EPERM: 'this folder may not be written',
    EISDIR: 'a folder has that name',
    EEXIST: 'a file stands where the folder should be',
    ENOTDIR: 'a file stands where the folder should be',
  },
  mistakes: {
    unknown: 'no such command; type 1 to 5, or AJUDA for help',
    'no-name': 'ARQUIVO needs the name of a file: 3 file1.txt (4 lists them)',
    'open-quote': 'the quote is not closed',
    'bad-name': 'not a file name that EC/1 allows',
    'too-many-words': 'takes nothing after it',
    'too-long': 'PING takes at most 65,536 bytes',
  },
  nameFaults: {
    empty: 'it is empty',
    'dot-name': '. and .. are folders',
    'reserved-character': 'it has one of / \\ : * ? " < > |',
    'control-character': 'it has a control character',
    'lone-surrogate': 'it is not valid Unicode',
    'trailing-dot-or-space': 'it ends in a dot or a space',
    'device-name': 'Windows keeps it for a device',
    'too-long': 'it is longer than 255 bytes',
  },
  faults: {
    'unexpected-frame': 'the answer is not what EC/1 prescribes',
    'wrong-name': 'refused: the server sent a file of another name',
    'wrong-content': 'discarded: what arrived is not what was announced',
    'cannot-save': 'the file cannot be saved',
  },
  losses: {
    closed: (address) =>
      `The connection to ${address} was closed without a goodbye; what was unfinished is lost.`,
    'said-goodbye': (address) => `The server on ${address} said goodbye before it had answered.`,
    timeout: (address) => `Nothing came from ${address} in the time that --timeout allows; gave up.`,
    broken: (address) => `The connection to ${address} was lost.`,
    refused: (address) => `The server on ${address} ended the connection`,
    'not-ec1': (address) => `What came from ${address} is not EC/1; is another program listening there?`,
  },
};

const PT: ClientSentences = {
  connected: (address) => `conectado a ${address}`,
  throughInspector: (address) => `conectado pelo inspetor em ${address} (--direct não passa por ele)`,
  noServer: (address, code, command) =>
    `Nenhum servidor em ${address} (${code}): inicie-o com ${command} em outro terminal.`,
  noHost: (host) => `Não há um computador chamado ${host}, ou o nome não pode ser consultado agora.`,
  waiting: 'esperando pelo servidor (Ctrl-C sai)',
  serverStopped: 'o servidor encerrou a conversa',
  outputLost: (code) => `a saída padrão não pode ser escrita (${code})`,
  inspectorAlone: (address) =>
    `A conexão pelo inspetor em ${address} terminou antes de chegar qualquer coisa. Há um servidor por trás dele (npx tsx echo-server.ts), e o inspetor ainda está lá? --direct não passa por ele.`,
  menu: [
    ' 1. CONSULTA        está no ar?',
    ' 2. HORA            que horas são?',
    ' 3. ARQUIVO <nome>  baixa um arquivo',
    ' 4. LISTAR          lista os arquivos',
    ' 5. SAIR            despede-se',
  ].join('\n'),
  help: [
    'Um comando é o número, o nome ou o nome da função, em maiúsculas ou não:',
    '  3 file1.txt   arquivo file1.txt   enviar_arquivo "meu arquivo.txt"',
    'PING <texto> manda o texto ao servidor e de volta, e mostra o tempo que levou.',
    'Tab completa. Ctrl-D encerra o seu lado da conexão e espera a despedida.',
    'Ctrl-C sai na hora.',
  ].join('\n'),
  prompt: 'comando> ',
  noFiles: '(nenhum arquivo)',
  stillWaiting: (seconds, throughInspector) =>
    `ainda esperando a resposta (${seconds} s)${throughInspector ? ', que o inspetor pode ter retido ou descartado' : ''}; Ctrl-C sai`,
  unasked: (type, id) => `ignorado um quadro que ninguém espera: tipo ${type}, id ${id}`,
  interrupted: (unfinished) => `interrompido${unfinished ? '; nada do arquivo incompleto foi guardado' : ''}`,
  saved: (bytes, replaced) =>
    `${bytes} bytes, SHA-256 confere${replaced ? '; um arquivo antigo com esse nome foi substituído' : ''}`,
  error: (reason) => `o servidor respondeu com erro: ${reason}`,
  errorCodes: Object.fromEntries(Object.entries(ERRORS).map(([code, { message }]) => [code, message])),
  systemErrors: {
    ENOSPC: 'o disco está cheio',
    EDQUOT: 'a cota de disco acabou',
    EFBIG: 'o arquivo é maior do que este sistema permite',
    EROFS: 'o disco é só para leitura',
    EACCES: 'não há permissão para escrever nesta pasta',
    EPERM: 'não há permissão para escrever nesta pasta',
    EISDIR: 'uma pasta tem esse nome',
    EEXIST: 'há um arquivo no lugar da pasta',
    ENOTDIR: 'há um arquivo no lugar da pasta',
  },
  mistakes: {
    unknown: 'esse comando não existe; digite 1 a 5, ou AJUDA',
    'no-name': 'ARQUIVO precisa do nome de um arquivo: 3 file1.txt (4 mostra os nomes)',
    'open-quote': 'faltam as aspas do fim',
    'bad-name': 'não é um nome de arquivo que o EC/1 permita',
    'too-many-words': 'não recebe argumento',
    'too-long': 'PING recebe no máximo 65.536 bytes',
  },
  nameFaults: {
    empty: 'está vazio',
    'dot-name': '. e .. são pastas',
    'reserved-character': 'contém um destes caracteres: / \\ : * ? " < > |',
    'control-character': 'tem um caractere de controle',
    'lone-surrogate': 'não é Unicode válido',
    'trailing-dot-or-space': 'termina em ponto ou espaço',
    'device-name': 'o Windows o reserva para um dispositivo',
    'too-long': 'tem mais de 255 bytes',
  },
  faults: {
    'unexpected-frame': 'a resposta não é o que o EC/1 prescreve',
    'wrong-name': 'recusado: o servidor mandou um arquivo com outro nome',
    'wrong-content': 'descartado: o que chegou não é o que foi anunciado',
    'cannot-save': 'o arquivo não pode ser gravado',
  },
  losses: {
    closed: (address) =>
      `A conexão com ${address} foi fechada sem despedida; o que estava incompleto se perdeu.`,
    'said-goodbye': (address) => `O servidor em ${address} se despediu antes de responder.`,
    timeout: (address) => `Nenhum byte recebido de ${address} no tempo que --timeout permite; desistindo.`,
    broken: (address) => `A conexão com ${address} foi perdida.`,
    refused: (address) => `O servidor em ${address} encerrou a conexão`,
    'not-ec1': (address) => `O que veio de ${address} não é EC/1; há outro programa ouvindo ali?`,
  },
};

export const CLIENT_SENTENCES: Readonly<Record<Language, ClientSentences>> = { en: EN, pt: PT };
