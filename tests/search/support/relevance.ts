/** Judged grades by position id: 3 phone both today, 2 sensible, 1 acceptable fallback. */
export type Grades = Readonly<Record<string, number>>;

/**
 * nDCG at `depth` with gain 2^grade − 1 and discount log2(rank + 1), 0–1. Throws RangeError when no
 * grade is positive, because the measure then means nothing.
 */
export function ndcg(ranked: readonly string[], grades: Grades, depth: number): number {
  const ideal = dcg(
    Object.values(grades).sort((a, b) => b - a),
    depth,
  );
  if (ideal === 0) throw new RangeError('no relevant document');
  return (
    dcg(
      ranked.map((id) => grades[id] ?? 0),
      depth,
    ) / ideal
  );
}

function dcg(grades: readonly number[], depth: number): number {
  return grades
    .slice(0, depth)
    .reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}
