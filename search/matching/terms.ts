import { covers } from './certificates.ts';
import type { PreparedPerson } from './person.ts';
import type { PreparedPosition } from './position.ts';
import type { PositionDocument, ScorePart } from './types.ts';
import { PAY_NO_WISH_PERCENT, PAY_UNKNOWN_PERCENT, payPercent, termsMax } from './weights.ts';

/** Pay against the wish, shift, lodging, and papers that are had before the first day. */
export function termsPart(person: PreparedPerson, position: PreparedPosition): ScorePart {
  const { profile } = person;
  const { document } = position;
  const points =
    portion(termsMax.pay, payShare(profile.salaryMin, document)) +
    portion(termsMax.shift, shiftShare(profile.acceptShift, position)) +
    portion(termsMax.lodging, position.offersBed && profile.acceptLodging !== false ? 100 : 50) +
    portion(termsMax.papers, lacksCheckup(person, position) ? 0 : 100);
  const wish = profile.salaryMin === null ? '月薪面议' : `期望月薪 ${profile.salaryMin} 元`;
  const shift = profile.acceptShift === null ? '' : profile.acceptShift ? '，可倒班' : '，不倒班';
  return {
    part: 'terms',
    points,
    have: `${wish}${shift}`,
    need: [payText(document), document.shift, document.lodging].filter(Boolean).join('，'),
  };
}

/** Whether a health check (健康证) is asked for and not held: had within days, so never a gate. */
function lacksCheckup(person: PreparedPerson, position: PreparedPosition): boolean {
  return position.certificates.some(
    ({ anyOf }) =>
      anyOf.some(({ known }) => known?.way === 'checkup') &&
      !anyOf.some((needed) => person.certificates.some((held) => covers(held, needed))),
  );
}

function portion(max: number, percent: number): number {
  return Math.floor((max * percent) / 100);
}

/** The upper end of the band counts: it is what the post can pay. */
function payShare(wish: number | null, { salaryMin, salaryMax }: PositionDocument): number {
  const offer = salaryMax ?? salaryMin;
  if (offer === null) return PAY_UNKNOWN_PERCENT;
  if (wish === null || wish <= 0) return PAY_NO_WISH_PERCENT;
  const share = Math.floor((offer * 100) / wish);
  return payPercent.find(([from]) => share >= from)?.[1] ?? 0;
}

function shiftShare(acceptShift: boolean | null, { shift }: PreparedPosition): number {
  if (shift === 'day') return 100;
  if (shift === 'early') return acceptShift === false ? 40 : 80;
  return acceptShift === false ? 0 : 70;
}

function payText({ salaryMin, salaryMax }: PositionDocument): string {
  if (salaryMin === null && salaryMax === null) return '月薪面议';
  if (salaryMin === null || salaryMax === null) {
    return salaryMin === null ? `月薪最高 ${salaryMax} 元` : `月薪 ${salaryMin} 元起`;
  }
  return `月薪 ${salaryMin}–${salaryMax} 元`;
}
