/** What an answer is finally written to: the part of a response of `node:http` that core touches. */
export interface AnswerSink {
  statusCode: number;
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  readonly writableEnded: boolean;
  readonly writableNeedDrain: boolean;
  readonly socket: { destroy(): unknown } | null;
  getHeaderNames(): string[];
  getHeader(name: string): unknown;
  setHeader(name: string, value: string | string[]): unknown;
  removeHeader(name: string): void;
  once(event: 'drain' | 'close' | 'finish', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
  emit(event: 'drain'): unknown;
  destroy(): unknown;
}

/** What is about a person is kept by no shared cache, also where a helper of the framework has said `public`. */
export function keepFromCaches(sink: AnswerSink): void {
  if (sink.headersSent) return;
  const said = sink.getHeader('cache-control');
  if (said === 'no-store') return;
  if (said !== undefined && /\b(?:no-store|private)\b/i.test(String(said))) return;
  sink.setHeader('Cache-Control', 'no-store');
}

/** Ends the connection, so that no part is taken for the whole; an answer that was handed over whole leaves first. */
export function endConnection(sink: AnswerSink): void {
  const { socket } = sink;
  if (sink.writableEnded) sink.once('finish', () => socket?.destroy());
  else sink.destroy();
}

/** Lets a writer go on that was told to wait. */
export function letGoOn(sink: AnswerSink): void {
  if (!sink.writableNeedDrain) sink.emit('drain');
}
