/** Public holidays as data; a new year's notice is a new block. To be checked by the bureau. */
export interface ShippedHoliday {
  day: string;
  name: string;
  kind: 'holiday' | 'working_weekend';
  source: string;
}

const source = '国务院办公厅关于2026年部分节假日安排的通知（待核对）';

export const shippedHolidays: readonly ShippedHoliday[] = [
  ...days('元旦', '2026-01-01', '2026-01-03'),
  ...days('春节', '2026-02-15', '2026-02-23'),
  ...days('清明节', '2026-04-04', '2026-04-06'),
  ...days('劳动节', '2026-05-01', '2026-05-05'),
  ...days('端午节', '2026-06-19', '2026-06-21'),
  ...days('中秋节', '2026-09-25', '2026-09-27'),
  ...days('国庆节', '2026-10-01', '2026-10-07'),
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].map(
    (day) => ({ day, name: '调休上班', kind: 'working_weekend' as const, source }),
  ),
];

function days(name: string, first: string, last: string): ShippedHoliday[] {
  const found: ShippedHoliday[] = [];
  const at = new Date(`${first}T00:00:00Z`);
  for (let day = first; day <= last;) {
    found.push({ day, name, kind: 'holiday', source });
    at.setUTCDate(at.getUTCDate() + 1);
    day = at.toISOString().slice(0, 10);
  }
  return found;
}
