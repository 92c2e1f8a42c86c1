import { isSame } from '@xincheng/search/embedded';
import type { Ranked } from '@xincheng/search/engine';

import type { Contender } from '../measure.ts';
import { corpus, meanOf, measured, TRAP_KINDS, type Measured, type TrapKind } from './traps.ts';

/** How the first ten of one contender are judged. Shares, 0–1. */
export interface Quality {
  readonly name: string;
  /** Over all queries to which something is right. */
  readonly mean: Pick<Measured, 'precision' | 'ndcg'>;
  readonly byKind: Partial<Record<TrapKind, Pick<Measured, 'precision' | 'ndcg'>>>;
  /** Of the queries to which nothing is right, those answered by nothing. */
  readonly nothingShown: number;
  /** Of our first ten, over all queries, those that it has among its own. */
  readonly overlap: number;
  /** Queries with the same ids, scores and order as ours. */
  readonly equalLists: number;
}

/** Asks every contender all trap queries; the first one is ours. */
export async function judge(contenders: readonly Contender[]): Promise<Quality[]> {
  const answers = new Map<Contender, Ranked[][]>();
  for (const contender of contenders) {
    const lists: Ranked[][] = [];
    for (const at of corpus.queries.keys()) lists.push(await contender.rank(at));
    answers.set(contender, lists);
  }
  const [ours] = answers.values();
  return [...answers].map(([{ name }, lists]) => ({
    name,
    ...judged(lists),
    ...compared(ours ?? [], lists),
  }));
}

function judged(lists: readonly Ranked[][]): Pick<Quality, 'mean' | 'byKind' | 'nothingShown'> {
  const answered = corpus.queries.map((query, at) => {
    const ids = (lists[at] ?? []).map(({ id }) => id);
    return { query, ids };
  });
  const figures = (some: typeof answered) => {
    const { precision, ndcg } = meanOf(
      some.map(({ query, ids }) => measured(query, { hits: ids, loose: [], total: ids.length })),
    );
    return { precision, ndcg };
  };
  const wanting = answered.filter(({ query }) => query.kind !== 'none');
  const hopeless = answered.filter(({ query }) => query.kind === 'none');
  const kinds = TRAP_KINDS.filter((kind) => kind !== 'none');
  return {
    mean: figures(wanting),
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, figures(wanting.filter(({ query }) => query.kind === kind))]),
    ),
    nothingShown: hopeless.filter(({ ids }) => ids.length === 0).length / hopeless.length,
  };
}

function compared(
  ours: readonly Ranked[][],
  theirs: readonly Ranked[][],
): Pick<Quality, 'overlap' | 'equalLists'> {
  let [all, shared, equal] = [0, 0, 0];
  ours.forEach((list, at) => {
    const other = theirs[at] ?? [];
    const ids = new Set(other.map(({ id }) => id));
    all += list.length;
    shared += list.filter(({ id }) => ids.has(id)).length;
    if (isSame(list, other)) equal++;
  });
  return { overlap: shared / all, equalLists: equal };
}
