import { Fault } from '../../lib/console.ts';
import { fromCaller } from './env.ts';
import { readDay } from './options.ts';

/** The day on which ages count in the judged sets. */
export const SET_DAY = '2024-09-01';

/** How a set is to be ranked. */
export interface Ranking {
  /** Folder of the set. */
  set: string;
  kind: string;
  engine: string;
  /** Most positions of a person. */
  k: number;
  /** Ages count on it. */
  day: string;
}

/** Options that say how to rank, for every command that ranks. */
export const RANKING_OPTIONS = ['set', 'kind', 'engine', 'day'] as const;

/** Engines by kind of set; `bm25` is the plain measure that keyword search is compared with. */
const ENGINES = new Map([
  ['match', ['embedded']],
  ['keyword', ['embedded', 'meilisearch', 'bm25']],
]);

/** The ranking that the options ask for. Throws a Fault for a kind or an engine that there is not. */
export function readRanking(
  values: Partial<Record<(typeof RANKING_OPTIONS)[number], string>>,
  k: number,
): Ranking {
  const { set, kind = 'match', engine = 'embedded', day = SET_DAY } = values;
  if (set === undefined) throw new Fault('请用 --set 写明评测集的文件夹。');
  const engines = ENGINES.get(kind);
  if (engines === undefined)
    throw new Fault(`不认识的类型 ${kind}，可以写 ${[...ENGINES.keys()].join('、')}。`);
  if (!engines.includes(engine))
    throw new Fault(`${kind} 没有引擎 ${engine}，可以写 ${engines.join('、')}。`);
  return { set: fromCaller(set), kind, engine, k, day: readDay(day) };
}
