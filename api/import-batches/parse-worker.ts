import { parentPort } from 'node:worker_threads';
import { parseFile, type ParseJob, type ParseMessage } from './parse-file.ts';

/** A new file, or the next message of the one under way. */
export type ParseRequest = ParseJob | 'next';

let messages: Generator<ParseMessage> | null = null;

/** Answers each request with one message, and null at the end; so rows wait here until they are wanted. */
parentPort?.on('message', (request: ParseRequest) => {
  if (request !== 'next') messages = parseFile(request);
  const step = messages?.next();
  const message: ParseMessage | null = step === undefined || step.done === true ? null : step.value;
  if (message === null) messages = null;
  parentPort?.postMessage(message);
});
