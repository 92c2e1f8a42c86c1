import type { Db } from '@xincheng/db/client';
import {
  findReferenceEntry,
  latestReferenceChange,
  listReferenceChanges,
} from '@xincheng/db/reference';
import { weightsKey } from '@xincheng/db/vocabulary/reference';
import type { GateRule } from '@xincheng/search/matching';
import type { Response } from '../contract/endpoint.ts';
import type { getRanking } from '../contract/reference.ts';
import { found } from '../errors.ts';
import { isShipped } from './present.ts';
import { isTrade, readTables } from './tables.ts';

type Published = Response<typeof getRanking>;

/** What everybody may know about how positions are ranked (个人信息保护法 24). */
export async function publishRanking(db: Db, today: string): Promise<Published> {
  const tables = await readTables(db);
  const [entry] = tables.weights;
  const { value: weights } = found(entry);
  const row = found(await findReferenceEntry(db, 'weights', weightsKey));
  const { items } = await listReferenceChanges(
    db,
    { limit: 20, offset: 0 },
    { kind: 'weights', key: weightsKey },
  );
  const { skills, occupation, distance, terms } = weights;
  return {
    version: `${today}|${String(await latestReferenceChange(db))}`,
    parts: [
      {
        ...{ part: 'skills', name: '技能' },
        max: skills.units * Math.max(...skills.pointsPerUnit.flat()),
      },
      { part: 'occupation', name: '职业相近', max: occupation.max },
      { part: 'distance', name: '路程', max: distance.max },
      {
        ...{ part: 'terms', name: '待遇和条件' },
        max: terms.pay + terms.shift + terms.lodging + terms.papers,
      },
    ],
    weights,
    weightsVersion: row.version,
    trades: tables.skill.filter(isTrade).map(({ key, name }) => ({ key, name })),
    changes: items
      .filter(({ change }) => !isShipped(change))
      .map(({ change: { changedAt, reason } }) => ({ at: changedAt.toISOString(), reason })),
    gates: Object.entries(gates).map(([rule, gate]) => ({ rule, ...gate })),
    counts: {
      skills: tables.skill.filter((one) => !isTrade(one)).length,
      specialities: tables.speciality.length,
      occupations: tables.occupation.length,
      certificates: tables.certificate.length,
    },
  };
}

/** The conditions by name; a new one of matching has to be published here too. */
const gates: Record<GateRule, Omit<Published['gates'][number], 'rule'>> = {
  closed: { name: '岗位已停招或招满', setBy: ['position'] },
  licence: { name: '驾驶证', setBy: ['position', 'law'] },
  certificate: { name: '证书', setBy: ['position', 'law'] },
  age: { name: '年龄', setBy: ['position', 'law'] },
  education: { name: '学历', setBy: ['position'] },
  family: { name: '是否接收军属', setBy: ['position'] },
  distance: { name: '本人能接受的路程', setBy: ['person'] },
  shift: { name: '本人能否倒班', setBy: ['person'] },
  lodging: { name: '本人能否住在单位', setBy: ['person'] },
  pay: { name: '本人的最低工资（只在本人说明不能再低时）', setBy: ['person'] },
  restriction: { name: '本人不能做的工作', setBy: ['person'] },
};
