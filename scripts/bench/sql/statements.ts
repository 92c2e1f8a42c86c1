/**
 * The ranking as SQL. A row holds category numbers; the side that asks comes as arrays of points by
 * category, with a large negative number where a gate keeps the two apart. Both statements are exact.
 *
 * Also tried on 100,000 positions and slower than the flat form below: what is asked as arrays
 * (unnested or by subscript), as packed bytes, as jsonb, and as a table of postings aggregated.
 */
export interface Shape {
  readonly table: string;
  /** Columns of the addends, in the order of their parameters `$1` …; the walk goes by the first two. */
  readonly columns: readonly [string, string, ...string[]];
  /** Whether the second column has so few values that an index looks them up one by one. */
  readonly looksUpSecond: boolean;
  /** Expression of the points for skills. */
  readonly skills: string;
  /** How many parameters the above use. */
  readonly parameters: number;
  readonly limit: number;
}

/** Parameters of one ranking: points by category for each column, and what `skills` uses. */
export interface Arguments {
  readonly columns: readonly (readonly number[])[];
  readonly skills: readonly (readonly number[])[];
  /** No row has more points for skills. */
  readonly mostSkills: number;
}

/** Reads every row: the gates first, then the sum of those that are left. */
export function flatStatement({ table, columns, skills, limit }: Shape): string {
  const gates = columns.slice(1);
  return `select id, ${sumOf(columns)} + ${skills} as score
from ${table}
where ${gates.map((column) => `${points(columns, column)} >= 0`).join(' and ')}
order by score desc, id
limit ${limit}`;
}

/**
 * Reads the rows in tiers of equal points for the first column, highest tier first, each by an index on
 * (first, second), and keeps the best so far. Rows are left out whose first two addends with the most
 * of all others do not reach the last of a full list; so is every tier after the first that cannot.
 */
export function walkStatement({ table, columns, skills, limit, ...shape }: Shape): string {
  const [first, second, ...others] = columns;
  const at = (offset: number) => `$${shape.parameters + offset}`;
  const [order, tierPoints, from, to, mostSecond, most] = [1, 2, 3, 4, 5, 6].map(at);
  const needed = `coalesce(walk.scores[${limit}], 0)`;
  const isNear = shape.looksUpSecond
    ? `${second} = any (array(
            select category from unnest($2::smallint[]) with ordinality near (points, category)
            where points >= 0 and tier.points + points + ${most}::int >= ${needed})::smallint[])`
    : `${points(columns, second)} >= 0 and tier.points + ${points(columns, second)} + ${most}::int >= ${needed}`;
  return `with recursive tier as materialized (
  select number, points, (${order}::smallint[])[since:till] as members
  from unnest(${tierPoints}::int[], ${from}::int[], ${to}::int[]) with ordinality
    tier (points, since, till, number)
), walk (number, ids, scores) as (
  select 0::bigint, array[]::uuid[], array[]::int[]
  union all
  select tier.number, kept.ids, kept.scores
  from walk join tier on tier.number = walk.number + 1
  cross join lateral (
    select array_agg(id order by score desc, id) as ids,
      array_agg(score order by score desc, id) as scores
    from (
      select id, score from unnest(walk.ids, walk.scores) kept (id, score)
      union all
      (select id, (${sumOf(columns)} + ${skills})::int as score
        from ${table}
        where ${first} = any (tier.members)
          and ${isNear}
          and ${others.map((column) => `${points(columns, column)} >= 0`).join(' and ')}
        order by score desc, id
        limit ${limit})
      order by score desc, id
      limit ${limit}
    ) best
  ) kept
  where tier.points + ${mostSecond}::int + ${most}::int >= ${needed}
)
select unnest(ids) as id, unnest(scores) as score
from (select ids, scores from walk order by number desc limit 1) last`;
}

/** The parameters of the flat form. */
export function flatArguments({ columns, skills }: Arguments): string[] {
  return [...columns, ...skills].map(literal);
}

/** The parameters of the walk. */
export function walkArguments(all: Arguments): (string | number)[] {
  const [first = [], second = [], ...others] = all.columns;
  const order = first.map((_, at) => at).sort((a, b) => (first[b] ?? 0) - (first[a] ?? 0));
  const tiers: { points: number; from: number; to: number }[] = [];
  order.forEach((category, at) => {
    const here = first[category] ?? 0;
    const tier = tiers.at(-1);
    if (tier?.points === here) tier.to = at + 1;
    else tiers.push({ points: here, from: at + 1, to: at + 1 });
  });
  const most = others.reduce((sum, values) => sum + Math.max(...values), all.mostSkills);
  return [
    ...flatArguments(all),
    literal(order.map((category) => category + 1)),
    literal(tiers.map((tier) => tier.points)),
    literal(tiers.map(({ from }) => from)),
    literal(tiers.map(({ to }) => to)),
    Math.max(...second),
    most,
  ];
}

function points(columns: readonly string[], column: string): string {
  return `($${columns.indexOf(column) + 1}::smallint[])[${column}]`;
}

function sumOf(columns: readonly string[]): string {
  return columns.map((column) => points(columns, column)).join(' + ');
}

function literal(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}
