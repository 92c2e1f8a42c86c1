/**
 * The worked example of the page "how the ranking works": made of the weights in force, so that it
 * stays right when they change. It follows the score's own arithmetic: percentages, rounded down.
 */
import type { WeightsValue } from '@xincheng/api/contract';

const portion = (max: number, percent: number): number => Math.floor((max * percent) / 100);

/** Somebody skilled at the main thing asked, with a touch of the second, in their own trade. */
export const workedExample = ({ skills, occupation, distance, terms }: WeightsValue) => {
  const second = Math.round((skills.units * 2) / 7);
  const first = skills.units - second;
  const each = skills.pointsPerUnit[1]?.[3] ?? 0;
  const less = skills.pointsPerUnit[0]?.[1] ?? 0;
  const sure = occupation.source.speciality;
  const [km, near] = distance.decay.find(([from]) => from >= 10) ?? distance.decay.at(-1) ?? [0, 0];
  const [share, paid] = terms.payShare[1] ?? terms.payShare[0] ?? [0, 0];
  const pay = portion(terms.pay, paid);
  const shift = portion(terms.shift, terms.shiftAccepted.day);
  const lodging = portion(terms.lodging, terms.noBed);
  const parts = {
    skills: first * each + second * less,
    occupation: portion(occupation.max, sure),
    distance: portion(distance.max, near),
    terms: pay + shift + lodging + terms.papers,
  };
  return {
    ...{ first, second, each, less, sure, km, near, share, pay, shift, lodging, parts },
    score: Object.values(parts).reduce((sum, points) => sum + points, 0),
  };
};
