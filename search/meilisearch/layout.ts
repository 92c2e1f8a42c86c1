import { createHash } from 'node:crypto';

import type { SearchEntry } from '../engine.ts';
import type { MatchTraits } from '../matching/traits.ts';
import { SHIFT_KINDS, type Place, type ShiftKind } from '../matching/types.ts';
import { shippedReference } from '../reference/shipped.ts';

/**
 * A score is a sum over categories of the position: points of the category for this person, times how
 * often it counts. A position's vector has one dimension per category, a person's query the points of
 * each category on the same dimensions, so their product is the score.
 *
 * Which category has which dimension is settled by the release, so that every process agrees without
 * asking. Skills and occupations of the shipped reference data and places by their official numbering
 * have their own; what else there may be shares some by a hash. There the query holds the highest
 * points of all categories known, and the product is a bound on the score, never less than it.
 */
export type Category = { key: string; dimension: number } & (
  | { kind: 'role'; role: MatchTraits['role'] }
  | { kind: 'asked'; asked: MatchTraits['asked'][number] }
  | { kind: 'nothing' }
  | { kind: 'place'; place: Place }
  | { kind: 'pay'; offer: number | null }
  | { kind: 'work'; shift: ShiftKind; offersBed: boolean }
  | { kind: 'checkup'; groups: MatchTraits['papers'] }
);

/** A category of a position, and how often it counts. */
export type Addend = { category: Category; units: number };

/** Units that a position has in all; weights may not give out more. */
const MOST_UNITS = 64;
/** Each of role, place, pay, work and papers, or of asking nothing, counts as if it had so many units. */
const WHOLE = 10;
const MOST_WHOLES = 6;
/** Length of every vector before it is brought to 1: what is short of it goes into the pad. */
const LENGTH = Math.hypot(MOST_UNITS, ...Array<number>(MOST_WHOLES).fill(WHOLE));

const TOWNSHIPS = 32;
const VILLAGES = 24;
const PAY_STEP = 100;

const { skills, occupations } = shippedReference();
const skillKeys = skills
  .map(({ key }) => key)
  .filter((key) => key.includes('.'))
  .sort();
const roleNames = occupations.map(({ name }) => name).sort();
const skillAt = new Map(skillKeys.map((key, at) => [key, at]));
const roleAt = new Map(roleNames.map((name, at) => [name, at]));

const sizes = {
  pad: 1,
  nothing: 1,
  checkup: 8,
  work: SHIFT_KINDS.length * 2,
  pay: 96,
  place: TOWNSHIPS * VILLAGES,
  role: roleNames.length,
  otherRole: 256,
  skill: skillKeys.length * 3,
  otherSkill: 48,
  certificate: 64,
} as const;

type Family = keyof typeof sizes;

const starts = new Map<Family, number>();
let end = 0;
for (const [family, size] of Object.entries(sizes) as [Family, number][]) {
  starts.set(family, end);
  end += size;
}

export const DIMENSIONS = end;

/** Stands for the meaning of every dimension: vectors of two layouts are not to be compared. */
export const LAYOUT = createHash('sha256')
  .update(JSON.stringify([sizes, WHOLE, MOST_UNITS, PAY_STEP, skillKeys, roleNames]))
  .digest('hex')
  .slice(0, 12);

/** The dimension of `family` that `number` has; numbers beyond its size start over. */
function dimension(family: Family, number: number): number {
  return (starts.get(family) ?? 0) + (number % sizes[family]);
}

/** What a position's score is made of. What scores nothing for anybody is left out. */
export function addendsOf({ traits, offer, shift, lat, lng }: SearchEntry): Addend[] {
  const { role, asked, place, offersBed, papers } = traits;
  const checkups = papers.filter(({ checkup }) => checkup);
  const categories: Category[] = [
    payCategory(offer),
    workCategory(shift, offersBed),
    checkupCategory(checkups),
  ];
  if (role.length > 0) categories.push(roleCategory(role));
  if (place !== null && lat !== null && lng !== null) {
    categories.push(placeCategory({ code: place, lat, lng }));
  }
  if (asked.length === 0) {
    categories.push({ kind: 'nothing', key: 'nothing', dimension: dimension('nothing', 0) });
  }
  return [
    ...categories.map((category) => ({ category, units: 1 })),
    ...asked.map((one) => ({ category: askedCategory(one), units: one.units })),
  ];
}

/**
 * A position's vector, of length 1. Throws RangeError when it asks for more units than there is room.
 */
export function vectorOf(addends: readonly Addend[]): number[] {
  const vector = Array<number>(DIMENSIONS).fill(0);
  for (const { category, units } of addends) {
    const scale = category.kind === 'asked' ? units : WHOLE;
    vector[category.dimension] = (vector[category.dimension] ?? 0) + scale / LENGTH;
  }
  const rest = 1 - vector.reduce((sum, value) => sum + value * value, 0);
  if (rest < 0) throw new RangeError('more units than the vector has room for');
  vector[0] = Math.sqrt(rest);
  return vector.map(rounded);
}

/** Points by dimension as a query of length 1, and how many points a cosine of 1 is worth. */
export function queryOf(points: ReadonlyMap<Category, number>): {
  vector: number[];
  worth: number;
} {
  const vector = Array<number>(DIMENSIONS).fill(0);
  for (const [category, value] of points) {
    const scaled = category.kind === 'asked' ? value : value / WHOLE;
    vector[category.dimension] = Math.max(vector[category.dimension] ?? 0, scaled);
  }
  const length = Math.hypot(...vector);
  if (length === 0) return { vector: vector.with(0, 1), worth: 0 };
  return { vector: vector.map((value) => rounded(value / length)), worth: length * LENGTH };
}

/** Digits beyond those of a 32-bit float only make the request longer. */
function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

function payCategory(offer: number | null): Category {
  const at = offer === null ? 0 : Math.min(1 + Math.floor(offer / PAY_STEP), sizes.pay - 1);
  return { kind: 'pay', key: `pay ${String(offer)}`, dimension: dimension('pay', at), offer };
}

function workCategory(shift: ShiftKind, offersBed: boolean): Category {
  const at = SHIFT_KINDS.indexOf(shift) * 2 + Number(offersBed);
  return {
    ...{ kind: 'work', key: `work ${shift} ${String(offersBed)}` },
    ...{ dimension: dimension('work', at), shift, offersBed },
  };
}

function checkupCategory(groups: MatchTraits['papers']): Category {
  const key = `checkup ${groups.map(({ anyOf }) => certificatesKey(anyOf)).join('&')}`;
  const at = groups.length === 0 ? 0 : 1 + (numberOf(key) % (sizes.checkup - 1));
  return { kind: 'checkup', key, dimension: dimension('checkup', at), groups };
}

function roleCategory(role: MatchTraits['role']): Category {
  const key = `role ${role.map(({ occupation, sure }) => `${occupation}:${String(sure)}`).join()}`;
  const [first, ...others] = role;
  const at = first?.sure === 100 && others.length === 0 ? roleAt.get(first.occupation) : undefined;
  return {
    ...{ kind: 'role', key, role },
    dimension: at === undefined ? dimension('otherRole', numberOf(key)) : dimension('role', at),
  };
}

/** By the digits of township and village in the official code; villages of one township lie near. */
function placeCategory(place: Place): Category {
  const { code } = place;
  const [, township, village = ''] = /^\d{6}(\d{3})(\d{3})?$/.exec(code) ?? [];
  const at =
    township === undefined
      ? numberOf(code)
      : (Number(township) % TOWNSHIPS) * VILLAGES + (Number(village) % VILLAGES);
  return { kind: 'place', key: `place ${code}`, dimension: dimension('place', at), place };
}

function askedCategory(asked: MatchTraits['asked'][number]): Category {
  const { key: name, required, anyOf } = asked;
  const key = `asked ${name} ${String(required)}`;
  const at = skillAt.get(name);
  if (anyOf !== null) {
    return { kind: 'asked', key, dimension: dimension('certificate', numberOf(key)), asked };
  }
  if (at === undefined) {
    return { kind: 'asked', key, dimension: dimension('otherSkill', numberOf(key)), asked };
  }
  return { kind: 'asked', key, dimension: dimension('skill', at * 3 + required - 1), asked };
}

/** Equal for groups that the same certificates satisfy. */
export function certificatesKey(anyOf: MatchTraits['papers'][number]['anyOf']): string {
  return anyOf.map(({ base, level }) => `${base}:${String(level)}`).join('|');
}

/** Any number for a text, always the same. */
function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
