/** The search in an address, with what nobody could mean left out: an old link still opens. */
import { searchRadii, searchSorts, shiftKinds, type SearchState } from '@xincheng/api/contract';

/** Yuan a month that are offered as a choice. */
export const payChoices = [3000, 4000, 5000, 6000, 8000] as const;

const values = {
  township: /^\d{9}$/,
  trade: /^[a-z][\w-]{0,31}$/,
  shift: new RegExp(`^(${shiftKinds.join('|')})$`),
  wish: /^[\p{L}\d._-]{1,32}$/u,
} as const;

export const readSearch = (params: URLSearchParams): SearchState => {
  const q = (params.get('q') ?? '')
    .replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ')
    .trim()
    .slice(0, 80);
  const pay = Number(params.get('pay') ?? '');
  const km = searchRadii.find((radius) => String(radius) === params.get('km'));
  const from = params.get('from') ?? '';
  const sort = searchSorts.find((one) => one === params.get('sort'));
  const state: SearchState = q === '' ? {} : { q };
  for (const [name, shape] of Object.entries(values) as [keyof typeof values, RegExp][]) {
    const chosen = [...new Set(params.getAll(name).flatMap((list) => list.split(',')))]
      .filter((value) => shape.test(value))
      .slice(0, 30);
    if (chosen.length > 0) state[name] = chosen.join(',');
  }
  if (Number.isInteger(pay) && pay > 0 && pay <= 100_000) state.pay = pay;
  if (km !== undefined) state.km = km;
  if (/^\d{9}$/.test(from)) state.from = from;
  if (sort !== undefined) state.sort = sort;
  return state;
};
