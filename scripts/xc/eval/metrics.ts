/** Judged grades of one query by document; what is not listed is 0. */
export type Grades = ReadonlyMap<string, number>;

/** How one query's ranked documents are measured, 0–1. */
export interface Measure {
  readonly key: 'ndcg' | 'mrr' | 'recall' | 'groupMrr';
  /** As printed: `nDCG@10`. */
  readonly label: string;
  of(ranked: readonly string[], grades: Grades): number;
}

/** Depth of the recall that is printed. */
const RECALL_DEPTH = 50;

/**
 * The measures of a set. Where its documents stand in groups, the reciprocal rank of the first
 * document out of a right one's group is measured too.
 */
export function measuresOf(depth: number, groups: ReadonlyMap<string, string>): Measure[] {
  const measures: Measure[] = [
    {
      key: 'ndcg',
      label: `nDCG@${depth}`,
      of: (ranked, grades) => ndcg(ranked, grades, depth),
    },
    { key: 'mrr', label: 'MRR', of: reciprocalRank },
    {
      key: 'recall',
      label: `recall@${RECALL_DEPTH}`,
      of: (ranked, grades) => recall(ranked, grades, RECALL_DEPTH),
    },
  ];
  if (groups.size > 0)
    measures.push({
      key: 'groupMrr',
      label: '同组 MRR',
      of: (ranked, grades) => groupReciprocalRank(ranked, grades, groups),
    });
  return measures;
}

/**
 * nDCG at `depth`, gain 2^grade − 1, discount log2(rank + 1). Throws RangeError when no grade is
 * positive, because the measure then means nothing.
 */
export function ndcg(ranked: readonly string[], grades: Grades, depth: number): number {
  const ideal = dcg(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  );
  if (ideal === 0) throw new RangeError('no relevant document');
  return (
    dcg(
      ranked.map((id) => grades.get(id) ?? 0),
      depth,
    ) / ideal
  );
}

/** 1 / rank of the first document with a positive grade; 0 when there is none. */
function reciprocalRank(ranked: readonly string[], grades: Grades): number {
  const at = ranked.findIndex((id) => (grades.get(id) ?? 0) > 0);
  return at === -1 ? 0 : 1 / (at + 1);
}

/** Share of the documents with a positive grade that stand among the first `depth`. */
function recall(ranked: readonly string[], grades: Grades, depth: number): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0);
  if (relevant.length === 0) throw new RangeError('no relevant document');
  const shown = new Set(ranked.slice(0, depth));
  return relevant.filter(([id]) => shown.has(id)).length / relevant.length;
}

/** As `reciprocalRank`, where a document of a right one's group counts as right. */
function groupReciprocalRank(
  ranked: readonly string[],
  grades: Grades,
  groups: ReadonlyMap<string, string>,
): number {
  const right = new Set(
    [...grades].flatMap(([id, grade]) => (grade > 0 ? (groups.get(id) ?? []) : [])),
  );
  const at = ranked.findIndex((id) => (grades.get(id) ?? 0) > 0 || right.has(groups.get(id) ?? ''));
  return at === -1 ? 0 : 1 / (at + 1);
}

function dcg(grades: readonly number[], depth: number): number {
  return grades
    .slice(0, depth)
    .reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}
