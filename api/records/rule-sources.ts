import type { Db } from '@xincheng/db/client';
import { rulesOn } from '@xincheng/db/reference';

/**
 * Document and article of the rules in force on a day, by key: "就业促进法第三十条", with 待核对 where
 * nobody has held the rule against the text of the law yet. Null for a key that no rule has.
 */
export async function ruleSources(db: Db, day: string): Promise<(rule: string) => string | null> {
  const sources = new Map(
    (await rulesOn(db, day)).map(({ key, document, article, verified }) => [
      key,
      `${document}${article ?? ''}${verified ? '' : '（待核对）'}`,
    ]),
  );
  return (rule) => sources.get(rule) ?? null;
}
