import type { Ranked } from '@xincheng/search/engine';
import type { PositionDocument } from '@xincheng/search/matching';
import { z } from 'zod';

import type { Contender } from '../measure.ts';
import type { Sql } from '../sql/scratch.ts';

/**
 * What a team has with PostgreSQL alone. It does not part Chinese into words, so texts go in as characters
 * and pairs of them, which the configuration `simple` takes as they are; a typed word asks for all its
 * pairs, or for any. pg_trgm adds what has the text inside or resembles it, after what has all the words.
 */
const WORDS = `select id, 1 + ts_rank(words, to_tsquery('simple', $1)) as score
from advertised
where words @@ to_tsquery('simple', $1)
order by score desc, id
limit 10`;

const ALIKE = `select id, word_similarity($2, text) as score
from advertised
where text ilike '%' || $2 || '%' or $2 <% text
order by score desc, id
limit 20`;

export const STATEMENTS = {
  tsvector: WORDS,
  'tsvector + pg_trgm': `with words as (${WORDS}), alike as (${ALIKE})
select id, max(score)::float8 as score
from (select * from words union all select * from alike) found
group by id
order by score desc, id
limit 10`,
} as const;

const hitsSchema = z.array(z.object({ id: z.string(), score: z.number() }));

/** Fills the table `advertised`: title before employer, skills and township before the rest, with both indexes. */
export async function createAdvertised(
  sql: Sql,
  documents: readonly PositionDocument[],
  townships: readonly { code: string; name: string }[],
): Promise<void> {
  const names = new Map(townships.map(({ code, name }) => [code, name]));
  await sql.unsafe('create extension if not exists pg_trgm');
  await sql.unsafe('drop table if exists advertised');
  await sql.unsafe(
    'create unlogged table advertised (id text primary key, words tsvector, text text)',
  );
  for (const one of documents.filter(({ state }) => state === 'open')) {
    const township = names.get(one.townshipCode ?? '') ?? '';
    const middle = `${one.employerName} ${one.skillsText} ${township}`;
    const texts = [one.title, middle, one.description, one.lodging ?? '', one.shift ?? ''];
    await sql.unsafe(
      `insert into advertised values ($1,
         setweight(to_tsvector('simple', $2), 'A') || setweight(to_tsvector('simple', $3), 'B') ||
         setweight(to_tsvector('simple', $4), 'C'), $5)`,
      [
        one.id,
        gramsOf(one.title).join(' '),
        gramsOf(middle).join(' '),
        gramsOf(texts.slice(2).join(' ')).join(' '),
        texts.join(' ').toLowerCase(),
      ],
    );
  }
  await sql.unsafe('create index on advertised using gin (words)');
  await sql.unsafe('create index on advertised using gin (text gin_trgm_ops)');
  await sql.unsafe('vacuum analyze advertised');
}

const WAYS = [
  { name: 'tsvector（全部）', statement: STATEMENTS.tsvector, between: ' & ' },
  { name: 'tsvector（任一）', statement: STATEMENTS.tsvector, between: ' | ' },
  {
    name: 'tsvector + pg_trgm',
    statement: STATEMENTS['tsvector + pg_trgm'],
    between: ' & ',
  },
] as const;

/** Each way as a contender; what was typed is made ready inside the time, as a server would. */
export function plainContenders(sql: Sql, textAt: (at: number) => string): Contender[] {
  return WAYS.map(({ name, statement, between }) => ({
    name: `PostgreSQL ${name}`,
    isExact: false,
    rank: (at) => {
      const typed = textAt(at);
      const query = lexemesOf(typed).join(between);
      const parameters = statement === WORDS ? [query] : [query, typed.toLowerCase()];
      return rankBy(sql, statement, parameters);
    },
  }));
}

async function rankBy(sql: Sql, statement: string, parameters: string[]): Promise<Ranked[]> {
  return hitsSchema.parse([...(await sql.unsafe(statement, parameters, { prepare: true }))]);
}

/** Pairs of all words; of a word of one character that, of one in Latin letters its beginning. */
function lexemesOf(typed: string): string[] {
  return runsOf(typed).flatMap((run) => {
    if (isLatin(run)) return [`'${run}':*`];
    return ([...run].length > 1 ? pairsOf(run) : [run]).map((gram) => `'${gram}'`);
  });
}

function gramsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (isLatin(run) ? [run] : [...run, ...pairsOf(run)]));
}

/** Stretches of Chinese, and of Latin letters and digits. */
function runsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+|\p{Script=Han}+/gu) ?? [];
}

function isLatin(run: string): boolean {
  return /^[a-z0-9]/.test(run);
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((one, at) => `${characters[at] ?? ''}${one}`);
}
