import { PlaceTable, straightHm } from '@xincheng/search/matching';
import { describe, expect, it } from 'vitest';

import { at } from './support/pairs.ts';

describe('the table of places', () => {
  const home = at(23.593, 107.891);
  const away = at(23.693, 107.891);

  it('holds straight distances in whole hectometres, both ways alike', () => {
    const table = new PlaceTable([home, away]);
    expect(table.between(home, away)).toBe(111);
    expect(table.between(away, home)).toBe(111);
    expect(table.between(home, home)).toBe(0);
    expect(straightHm(home, away)).toBe(111);
  });

  it('knows no distance to an unknown place', () => {
    const table = new PlaceTable([home]);
    expect(table.between(home, null)).toBeNull();
    expect(table.between(null, null)).toBeNull();
    expect(table.row(0).every((hm) => hm === 0xffff)).toBe(true);
  });

  it('takes what is persisted before what it would compute', () => {
    const way = { fromCode: away.code, toCode: home.code, straightHm: 140 };
    expect(new PlaceTable([home, away], [way]).between(home, away)).toBe(140);
  });

  it('takes in new places as they come, and keeps the rows of old ones right', () => {
    const table = new PlaceTable();
    const many = Array.from({ length: 200 }, (_, step) => at(23 + step / 100, 108));
    for (const place of many) table.indexOf(place);
    for (const one of [0, 63, 64, 199]) {
      for (const other of [1, 64, 128, 199]) {
        const [from, to] = [many[one], many[other]];
        if (from === undefined || to === undefined) throw new Error('no place');
        expect(table.between(from, to)).toBe(straightHm(from, to));
      }
    }
    expect(table.size).toBe(201);
  });

  it('has no row for an index that it never gave', () => {
    const table = new PlaceTable([home]);
    expect(() => table.row(7)).toThrow(RangeError);
  });
});
