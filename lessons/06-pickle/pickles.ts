/**
 * Pickles byte for byte as Python writes them, each with the line of Python that made it. The messages are those of the
 * Python original; protocol 4 is what Python 3.8 to 3.13 write when they are not told, 3.14 writes protocol 5.
 *
 * An attack is no message of the original's: it is what anybody could send to it. Making its bytes runs nothing, loading
 * them would. Nothing here loads a pickle.
 */

export interface Pickle {
  readonly python: string;
  readonly hex: string;
}

/** What has to be said before those lines. On Windows Python writes `nt` in place of `posix`. */
export const PREPARATION = `import os, pickle

class Attack:
    def __reduce__(self):
        return os.system, ("echo oi",)
`;

/** The number in a name is the pickle's protocol. */
export const PICKLES = {
  hora0: {
    python: 'pickle.dumps(["HORA", None], protocol=0)',
    hex: '28 6c 70 30 0a 56 48 4f 52 41 0a 70 31 0a 61 4e 61 2e',
  },
  hora2: {
    python: 'pickle.dumps(["HORA", None], protocol=2)',
    hex: '80 02 5d 71 00 28 58 04 00 00 00 48 4f 52 41 71 01 4e 65 2e',
  },
  hora4: {
    python: 'pickle.dumps(["HORA", None], protocol=4)',
    hex: '80 04 95 0d 00 00 00 00 00 00 00 5d 94 28 8c 04 48 4f 52 41 94 4e 65 2e',
  },
  hora5: {
    python: 'pickle.dumps(["HORA", None], protocol=5)',
    hex: '80 05 95 0d 00 00 00 00 00 00 00 5d 94 28 8c 04 48 4f 52 41 94 4e 65 2e',
  },
  arquivo0: {
    python: 'pickle.dumps(["ARQUIVO", "file1.txt"], protocol=0)',
    hex: '28 6c 70 30 0a 56 41 52 51 55 49 56 4f 0a 70 31 0a 61 56 66 69 6c 65 31 2e 74 78 74 0a 70 32 0a 61 2e',
  },
  arquivo4: {
    python: 'pickle.dumps(["ARQUIVO", "file1.txt"], protocol=4)',
    hex: '80 04 95 1b 00 00 00 00 00 00 00 5d 94 28 8c 07 41 52 51 55 49 56 4f 94 8c 09 66 69 6c 65 31 2e 74 78 74 94 65 2e',
  },
  reply4: {
    python: 'pickle.dumps("Servidor online 24 horas", protocol=4)',
    hex: '80 04 95 1c 00 00 00 00 00 00 00 8c 18 53 65 72 76 69 64 6f 72 20 6f 6e 6c 69 6e 65 20 32 34 20 68 6f 72 61 73 94 2e',
  },
  names4: {
    python: 'pickle.dumps(["file1.txt", "file2.txt"], protocol=4)',
    hex: '80 04 95 1d 00 00 00 00 00 00 00 5d 94 28 8c 09 66 69 6c 65 31 2e 74 78 74 94 8c 09 66 69 6c 65 32 2e 74 78 74 94 65 2e',
  },
  file2: {
    python: 'pickle.dumps(b"oi", protocol=2)',
    hex: '80 02 63 5f 63 6f 64 65 63 73 0a 65 6e 63 6f 64 65 0a 71 00 58 02 00 00 00 6f 69 71 01 58 06 00 00 00 6c 61 74 69 6e 31 71 02 86 71 03 52 71 04 2e',
  },
  file4: {
    python: 'pickle.dumps(b"oi", protocol=4)',
    hex: '80 04 95 06 00 00 00 00 00 00 00 43 02 6f 69 94 2e',
  },
  attack0: {
    python: 'pickle.dumps(Attack(), protocol=0)',
    hex: '63 70 6f 73 69 78 0a 73 79 73 74 65 6d 0a 70 30 0a 28 56 65 63 68 6f 20 6f 69 0a 70 31 0a 74 70 32 0a 52 70 33 0a 2e',
  },
  attack2: {
    python: 'pickle.dumps(Attack(), protocol=2)',
    hex: '80 02 63 70 6f 73 69 78 0a 73 79 73 74 65 6d 0a 71 00 58 07 00 00 00 65 63 68 6f 20 6f 69 71 01 85 71 02 52 71 03 2e',
  },
  attack4: {
    python: 'pickle.dumps(Attack(), protocol=4)',
    hex: '80 04 95 22 00 00 00 00 00 00 00 8c 05 70 6f 73 69 78 94 8c 06 73 79 73 74 65 6d 94 93 94 8c 07 65 63 68 6f 20 6f 69 94 85 94 52 94 2e',
  },
} as const satisfies Record<string, Pickle>;

export function bytesOf({ hex }: Pickle): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}
