import type { Messages } from '../zh/index.ts';

const ago = (count: number, unit: string): string =>
  `${String(count)} ${count === 1 ? unit : `${unit}s`} ago`;

export const searchIndex: Messages['searchIndex'] = {
  lead: 'What answers when people look for positions, and whether it is up to date. Whatever fails, positions can still be found.',
  own: 'The built-in search answers',
  ownWhy:
    'No search server is set up: the system searches by itself. The built-in search follows every change, so there is no index to rebuild.',
  server: 'The search server answers',
  serverWhy: 'The search server responds as it should.',
  standIn: 'The built-in search stands in',
  states: {
    answers:
      'The search server failed a moment ago and is tried again in a few seconds. No position is missing; searching goes on.',
    no_index:
      'The search server has no index yet; it is used as soon as it is built. No position is missing; searching goes on.',
    silent:
      'The search server does not respond. No position is missing and searching goes on; please tell whoever runs the server to see whether it is up and can be reached.',
    refused:
      'The search server does not accept our key. No position is missing and searching goes on; please tell whoever runs the server to check MEILI_KEY.',
  },
  now: 'At this moment',
  positions: 'Open positions',
  positionCount: (count) => count,
  waiting: 'Changes that wait',
  nothingWaits: 'None; all are written',
  waits: (count, since) => `${count}, the oldest ${since}`,
  seconds: (count) => ago(count, 'second'),
  minutes: (count) => ago(count, 'minute'),
  hours: (count) => ago(count, 'hour'),
  days: (count) => ago(count, 'day'),
  rebuilt: 'Last rebuild',
  rebuiltAt: (when, count) => `${when}, positions written: ${count}`,
  rebuiltNever: 'Never built so far',
  compared: 'Last check',
  comparedSame: (when) => `${when}, exactly as the database has it`,
  comparedMended: (when, count) => `${when}, differences found and mended: ${count}`,
  comparedNever: 'Not checked so far; it is done every night',
  building: 'The index is being built',
  rebuilding: 'The index is being rebuilt',
  asked: 'A rebuild is arranged and begins at once',
  workNote:
    'This page refreshes itself; you may leave it. Searching goes on as usual until the new index is there.',
  refresh: 'Reload to see progress',
  faultTitle: (when) => `Something failed on ${when}`,
  faultOver: 'It has recovered since; nothing needs to be done.',
  faults: {
    unreachable:
      'The search server could not be reached. The system tries again by itself; if it stays so, please tell whoever runs the server.',
    key: 'The search server does not accept our key. Please have whoever runs the server check MEILI_KEY, then restart the system.',
    space:
      "The search server's disk is full. Please have whoever runs the server make room; the system tries again by itself.",
    positions:
      'The search server refused some positions; all others are written. The system tries again by itself; if it stays so, please rebuild once.',
    other:
      'The search server did not manage. The system tries again by itself; if it stays so, please rebuild once, or tell whoever runs the server.',
  },
  rebuildTitle: 'Rebuild the index',
  rebuildWhy:
    'Usually not needed. Rebuild when what is found differs from what there is, or after a change of the search server. Searching goes on as usual until it is done.',
  rebuild: 'Rebuild',
  askTitle: 'Rebuild the search index now?',
  ask: (count) =>
    `Open positions to be written anew: ${count}. That takes seconds to a few minutes; until then the present index stays in use.`,
  yes: 'Rebuild',
  no: 'Not now',
  done: 'A rebuild is arranged.',
};
