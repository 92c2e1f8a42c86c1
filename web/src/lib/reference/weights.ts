/** The weights as fields of a form and back; every number is a field named by its path. */
import type { WeightsValue } from '@xincheng/api/contract';
import { numberOrNull, splitWords } from '#lib/form.ts';
import type { Names, Values } from './types.ts';

const shifts = ['day', 'early', 'away', 'rotating'] as const;

/** Single numbers by path, in the order of the form. The tables and lists stand apart. */
export const weightNumbers = {
  skills: [
    'skills-units',
    'skills-nothingAsked',
    'skills-preferredCertificate',
    'skills-practisedYears',
  ],
  mention: ['title', 'duties', 'requirements', 'occupation'].map(
    (name) => `skills-mention-${name}`,
  ),
  occupation: ['occupation-max', 'occupation-titleUnsupported', 'occupation-titleNotLast'],
  source: [
    'intent',
    'intentLater',
    'speciality',
    'specialityStep',
    'certificate',
    'experience',
  ].map((name) => `occupation-source-${name}`),
  entry: ['none', 'open', 'light', 'veteran'].map((name) => `occupation-entry-${name}`),
  close: ['sameSmallClass', 'sameTrade', 'sameMiddleClass'].map((name) => `occupation-${name}`),
  distance: ['distance-max', 'distance-roadPercent'],
  terms: ['pay', 'shift', 'lodging', 'papers', 'payUnknown', 'payNoWish', 'noBed'].map(
    (name) => `terms-${name}`,
  ),
  shifts: (['shiftAccepted', 'shiftRefused'] as const).flatMap((side) =>
    shifts.map((shift) => `terms-${side}-${shift}`),
  ),
};

const allNumbers = Object.values(weightNumbers).flat();

export const weightsFields = (value: WeightsValue, names: Names): Values => {
  const tradeName = (key: string) => names.trades.find((one) => one.key === key)?.name ?? key;
  const fields: Values = {
    'skills-practisedRanks': value.skills.practisedRanks.join('、'),
    'occupation-relatedTrades': value.occupation.relatedTrades
      .map(([one, other, percent]) => [tradeName(one), tradeName(other), percent].join('、'))
      .join('\n'),
  };
  for (const path of allNumbers) fields[path] = String(numberAt(value, path));
  for (const [row, cells] of value.skills.pointsPerUnit.entries())
    for (const [have, points] of cells.entries())
      fields[`skills-pointsPerUnit-${String(row)}-${String(have)}`] = String(points);
  for (const [group, steps] of [
    ['distance-decay', value.distance.decay],
    ['terms-payShare', value.terms.payShare],
  ] as const)
    for (const [row, [from, percent]] of steps.entries()) {
      fields[`${group}-${String(row)}-from`] = String(from);
      fields[`${group}-${String(row)}-percent`] = String(percent);
    }
  return fields;
};

const numberAt = (value: unknown, path: string): unknown =>
  path
    .split('-')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);

export const weightsValueOf = (typed: Values, names: Names): Record<string, unknown> => {
  const tradeKey = (name = '') =>
    names.trades.find((one) => one.name === name.trim())?.key ?? name.trim();
  const value: Record<string, unknown> = {};
  for (const path of allNumbers) put(value, path, numberOrNull(typed[path]));
  put(value, 'skills-pointsPerUnit', pointsIn(typed));
  put(value, 'skills-practisedRanks', splitWords(typed['skills-practisedRanks']));
  put(
    value,
    'occupation-relatedTrades',
    (typed['occupation-relatedTrades'] ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [one, other, percent] = line.split(/[、，,;；\t]/);
        return [tradeKey(one), tradeKey(other), numberOrNull(percent)];
      }),
  );
  put(value, 'distance-decay', stepsIn(typed, 'distance-decay'));
  put(value, 'terms-payShare', stepsIn(typed, 'terms-payShare'));
  return value;
};

const put = (value: Record<string, unknown>, path: string, what: unknown): void => {
  const names = path.split('-');
  const last = names.pop() ?? '';
  let at = value;
  for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
  at[last] = what;
};

const pointsIn = (typed: Values): (number | null)[][] =>
  [0, 1, 2].map((row) =>
    [0, 1, 2, 3].map((have) =>
      numberOrNull(typed[`skills-pointsPerUnit-${String(row)}-${String(have)}`]),
    ),
  );

const stepsIn = (typed: Values, group: string): (number | null)[][] => {
  const steps: (number | null)[][] = [];
  for (let row = 0; typed[`${group}-${String(row)}-from`] !== undefined; row += 1) {
    const [from, percent] = ['from', 'percent'].map(
      (cell) => typed[`${group}-${String(row)}-${cell}`],
    );
    steps.push([numberOrNull(from), numberOrNull(percent)]);
  }
  return steps;
};

/** Highest points of each part as typed; NaN where a field is no number. */
export const partMaxesIn = (typed: Values): { part: string; max: number }[] => {
  const number = (path: string) => Number(typed[path] ?? NaN);
  const perUnit = Math.max(
    ...pointsIn(typed)
      .flat()
      .map((points) => points ?? NaN),
  );
  return [
    { part: 'skills', max: number('skills-units') * perUnit },
    { part: 'occupation', max: number('occupation-max') },
    { part: 'distance', max: number('distance-max') },
    {
      part: 'terms',
      max: ['pay', 'shift', 'lodging', 'papers'].reduce(
        (sum, name) => sum + number(`terms-${name}`),
        0,
      ),
    },
  ];
};
