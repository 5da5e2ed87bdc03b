/** Asks a server of this lesson many questions on one connection, and shows nothing of it. */

import { connect } from 'node:net';
import { encodeMessage, MessageDecoder } from './framing.ts';

/** Sends the messages in order; resolves to as many answers. Rejects when the connection ends before. */
export async function ask(port: number, messages: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const decoder = new MessageDecoder();
  const answers: string[] = [];
  for (const message of messages) socket.write(encodeMessage(Buffer.from(message)));
  for await (const bytes of socket) {
    for (const answer of decoder.push(bytes as Buffer)) answers.push(String(answer));
    if (answers.length === messages.length) return answers;
  }
  throw new Error(`${answers.length} answers to ${messages.length} messages`);
}
