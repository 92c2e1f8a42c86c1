/** Which pages stand in the navigation of which post. */
import type { Role } from '@xincheng/api/contract';
import type { Messages } from './messages/index.ts';

type NavKey = {
  [Key in keyof Messages['nav']]: Messages['nav'][Key] extends string ? Key : never;
}[keyof Messages['nav']];

export interface NavEntry {
  href: string;
  /** Key of its words in `messages.nav`. */
  words: NavKey;
}

const publicEntries: readonly NavEntry[] = [
  { href: '/', words: 'home' },
  { href: '/positions', words: 'positions' },
  { href: '/ranking', words: 'ranking' },
];

const seekerEntries: readonly NavEntry[] = [
  { href: '/me', words: 'matches' },
  { href: '/positions', words: 'positions' },
  { href: '/me/profile', words: 'profile' },
  { href: '/me/consents', words: 'consents' },
];

/** The rail of the staff pages: at most seven entries for any post. */
const railEntries: readonly (NavEntry & { roles: readonly Role[] })[] = [
  {
    href: '/dashboard',
    words: 'dashboard',
    roles: ['station_clerk', 'station_head', 'bureau_staff', 'administrator', 'auditor'],
  },
  {
    href: '/people',
    words: 'people',
    roles: ['station_clerk', 'station_head', 'bureau_staff', 'administrator'],
  },
  {
    href: '/imports',
    words: 'imports',
    roles: ['station_clerk', 'station_head', 'bureau_staff', 'administrator'],
  },
  // An administrator's rail is full: the imports lead there, the rules to the searches and the index.
  {
    href: '/duplicates',
    words: 'duplicates',
    roles: ['station_clerk', 'station_head', 'bureau_staff'],
  },
  {
    href: '/searches',
    words: 'searches',
    roles: ['station_clerk', 'station_head', 'bureau_staff'],
  },
  { href: '/search-index', words: 'searchIndex', roles: ['bureau_staff', 'auditor'] },
  { href: '/employer', words: 'ownPositions', roles: ['employer_user'] },
  { href: '/employer/imports', words: 'ownImports', roles: ['employer_user'] },
  { href: '/accounts', words: 'accounts', roles: ['administrator'] },
  { href: '/stations', words: 'stations', roles: ['administrator'] },
  { href: '/audit', words: 'audit', roles: ['administrator', 'auditor'] },
  {
    href: '/reference',
    words: 'reference',
    roles: ['station_clerk', 'station_head', 'bureau_staff', 'administrator', 'auditor'],
  },
];

export const isSeeker = (role: Role): boolean => role === 'veteran' || role === 'family_member';

/** The header's entries for visitors and job seekers. */
export const headerEntries = (role: Role | null): readonly NavEntry[] =>
  role && isSeeker(role) ? seekerEntries : publicEntries;

export const railEntriesFor = (role: Role): readonly NavEntry[] =>
  railEntries.filter(({ roles }) => roles.includes(role));

/** The page a post starts its day on. */
export const homeOf = (role: Role): string => {
  if (isSeeker(role)) return '/me';
  return role === 'employer_user' ? '/employer' : '/dashboard';
};

/** The entry of the page one is on: the longest that its path begins with. */
export const currentEntry = (entries: readonly NavEntry[], path: string): string | null =>
  entries
    .map(({ href }) => href)
    .filter((href) => (href === '/' ? path === '/' : `${path}/`.startsWith(`${href}/`)))
    .toSorted((one, other) => other.length - one.length)[0] ?? null;
