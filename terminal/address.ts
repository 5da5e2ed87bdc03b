/** Addresses as people write them. */

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** `127.0.0.1:65432`, `[::1]:65432`. A socket that is already gone has no address: `?`. */
export function socketAddress(host: string | undefined, port: number | undefined): string {
  const shown = host ?? '?';
  return `${shown.includes(':') ? `[${shown}]` : shown}:${port ?? '?'}`;
}

/** True when only programs on this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}
