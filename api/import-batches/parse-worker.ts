import { parentPort, workerData } from 'node:worker_threads';
import { parseFile, type ParseJob } from './parse-file.ts';

/** One file, one thread: a large or hostile file neither stops other requests nor keeps its memory. */
parentPort?.postMessage(parseFile(workerData as ParseJob));
