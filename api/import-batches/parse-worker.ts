import { parentPort } from 'node:worker_threads';
import { parseFile, type ParseJob } from './parse-file.ts';

/** Parses one file after the other; a large or hostile one does not stop the server's other work. */
parentPort?.on('message', (job: ParseJob) => {
  parentPort?.postMessage(parseFile(job));
});
