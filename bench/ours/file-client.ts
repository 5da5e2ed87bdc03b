/**
 * Fetches a file as the client does it. Its words are the port, the name and the folder to save in; asked by its
 * starter, it does so and says how many seconds that took.
 */

import { fileAnswer } from '../../client/answers.ts';
import { connect } from '../../client/connect.ts';
import { Conversation } from '../../client/conversation.ts';
import { encodeRequest } from '../../protocol/message.ts';
import { answering } from '../peers/peer.ts';

const [port = '', name = '', folder = ''] = process.argv.slice(2);

answering(async () => {
  const begin = performance.now();
  const { socket } = await connect({ host: '127.0.0.1', port: Number(port) }, undefined);
  const conversation = new Conversation(socket, 30_000, () => {});
  const request = encodeRequest(conversation.nextId(), { command: 'ARQUIVO', argument: name });
  const outcome = await conversation.ask(
    1,
    request,
    fileAnswer(folder, name, () => {}),
  );
  if (outcome.kind !== 'saved') throw new Error(`not saved: ${outcome.kind}`);
  const seconds = (performance.now() - begin) / 1000;
  await conversation.sayGoodbye();
  return seconds;
});
process.send?.({});
