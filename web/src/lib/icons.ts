/** Strokes on a 20 × 20 grid; drawn here so that no icon font or library is loaded. */
export const icons = {
  tick: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  alert: 'M10 3l8 14H2zM10 8.5v4M10 14.6v.2',
  info: 'M10 2.8a7.2 7.2 0 100 14.4 7.2 7.2 0 000-14.4zM10 9v5M10 6.2v.2',
  clock: 'M10 2.8a7.2 7.2 0 100 14.4 7.2 7.2 0 000-14.4zM10 6v4.4l3 1.8',
  pause: 'M7 5v10M13 5v10',
  right: 'M8 4.5l5.5 5.5L8 15.5',
  left: 'M12 4.5L6.5 10l5.5 5.5',
  down: 'M4.5 7.5L10 13l5.5-5.5',
  place: 'M10 18s6-5.2 6-9.6A6 6 0 004 8.4C4 12.8 10 18 10 18zM10 10.4a2 2 0 100-4 2 2 0 000 4z',
  search: 'M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13.2 13.2L17 17',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  person: 'M10 10a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3.5 17c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5',
  print: 'M6 8V3h8v5M6 14H3V8h14v6h-3M6 11.5h8V17H6z',
  plus: 'M10 4v12M4 10h12',
  download: 'M10 3.5v9M6 9l4 4 4-4M4 16.5h12',
};
export type IconName = keyof typeof icons;
