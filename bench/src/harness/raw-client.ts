import { connect, type Socket } from 'node:net';

/** Keep-alive connections that send one prepared request over and over. */
export interface RawClient {
  /** Resolves when that many answers, all of status 200, have arrived. */
  drive(requests: number): Promise<void>;
  close(): void;
}

/**
 * A client with next to nothing in it: where it shares the process of the server its cost is in
 * every figure, and where it does not it must never be the bottleneck.
 */
export async function openRawClient(
  port: number,
  request: Buffer,
  connections = 8,
): Promise<RawClient> {
  const lanes = await Promise.all(
    Array.from({ length: connections }, () => openLane(port, request)),
  );
  return {
    async drive(requests) {
      const share = Math.floor(requests / connections);
      const rest = requests % connections;
      await Promise.all(lanes.map((lane, index) => lane.drive(share + (index < rest ? 1 : 0))));
    },
    close() {
      for (const lane of lanes) lane.close();
    },
  };
}

async function openLane(port: number, request: Buffer): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const lane = { left: 0, done: () => {}, failed: (_error: Error) => {} };
  onAnswer(socket, (error) => {
    if (error) return lane.failed(error);
    lane.left -= 1;
    if (lane.left > 0) socket.write(request);
    else lane.done();
  });
  return {
    drive(requests) {
      if (requests === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        lane.left = requests;
        lane.done = resolve;
        lane.failed = reject;
        socket.write(request);
      });
    },
    close: () => socket.destroy(),
  };
}

/** Calls back once per complete answer; an answer needs a length, chunks are not read. */
function onAnswer(socket: Socket, callback: (error?: Error) => void): void {
  let buffered: Buffer = Buffer.alloc(0);
  socket.on('error', callback);
  socket.on('close', () => callback(new Error('the server closed a kept-alive connection')));
  socket.on('data', (chunk) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    const end = answerEnd(buffered);
    if (end instanceof Error) return callback(end);
    if (end === undefined) return;
    buffered = buffered.subarray(end);
    callback();
  });
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: (\d+)/i;

function answerEnd(buffered: Buffer): number | undefined | Error {
  const headEnd = buffered.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const head = buffered.toString('latin1', 0, headEnd);
  if (!head.startsWith('HTTP/1.1 200')) return new Error(`unexpected answer: ${head.slice(0, 60)}`);
  const length = LENGTH.exec(head)?.[1];
  if (length === undefined) return new Error('an answer without content-length');
  const end = headEnd + HEAD_END.length + Number(length);
  return buffered.length < end ? undefined : end;
}
