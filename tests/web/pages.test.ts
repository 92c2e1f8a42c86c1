import type { Role } from '@xincheng/api/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspection.ts';
import { demoAccount, signIn, visit } from '../support/visitor.ts';

// Every page at phone and desktop width: it answers, no script fails, nothing scrolls sideways, and
// axe finds nothing. The pictures are kept for people to look at.
const app = inject('app');
const widths = [360, 1280] as const;

const pages: Record<Role | 'visitor', string[]> = {
  visitor: [
    '/',
    '/positions',
    '/positions?q=电工&township=459921101',
    '/positions?q=深海潜水 电工&panel=filters',
    '/sign-in',
    '/ranking',
    '/design',
  ],
  veteran: ['/me', '/me/profile', '/me/consents', '/account'],
  family_member: ['/me'],
  employer_user: ['/employer', '/employer/imports'],
  station_clerk: [
    '/dashboard',
    '/people',
    '/imports',
    '/duplicates',
    '/searches',
    '/reference',
    '/reference/skill',
    '/reference/speciality',
  ],
  station_head: ['/dashboard'],
  bureau_staff: [
    '/dashboard',
    '/people?lack=speciality',
    '/imports',
    '/reference/occupation',
    '/reference/certificate/健康证',
    '/reference/speciality/mil.drive.wheeled',
    '/reference/speciality/mil.drive.wheeled/edit',
    '/reference/speciality/new',
    '/reference/weights/weights',
    '/reference/weights/weights/edit',
    '/reference/changes',
    '/search-index',
  ],
  administrator: ['/accounts', '/accounts/new', '/stations', '/audit'],
  auditor: ['/dashboard', '/audit', '/search-index'],
};
/** Pages behind links of another one: opened by following them. */
const linked: { role: Role | 'visitor'; from: string; links: string[]; name: string }[] = [
  { role: 'visitor', from: '/positions', links: ['main a[href^="/positions/"]'], name: 'position' },
  { role: 'veteran', from: '/me', links: ['a[href^="/me/positions/"]'], name: 'me-position' },
  { role: 'station_clerk', from: '/people', links: ['main table a'], name: 'person-drawer' },
  {
    role: 'station_clerk',
    from: '/people',
    links: ['main table a', 'a:has-text("打开档案")'],
    name: 'person',
  },
  {
    role: 'station_clerk',
    from: '/people',
    links: ['main table a', 'a:has-text("更正档案")'],
    name: 'person-correct',
  },
  {
    role: 'station_clerk',
    from: '/imports',
    links: ['main a:has-text("roster-2023-autumn")', 'main a[href*="status=wrong"]'],
    name: 'import',
  },
  {
    role: 'employer_user',
    from: '/employer',
    links: ['a:has-text("去改正")'],
    name: 'employer-position',
  },
  {
    role: 'employer_user',
    from: '/employer',
    links: ['a[href$="/candidates"]'],
    name: 'candidates',
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(widths)('at %i px', (width) => {
  const viewport = { width, height: width === 360 ? 740 : 900 };

  it.each(Object.keys(pages) as (keyof typeof pages)[])('%s', async (role) => {
    const { page, faults, close } = await visit(browser, { viewport });
    if (role !== 'visitor') await signIn(page, app.url, demoAccount(app.dataDir, role));
    for (const path of pages[role]) {
      const reply = await page.goto(app.url + path, { waitUntil: 'networkidle' });
      expect([path, reply?.status()]).toEqual([path, 200]);
      await inspect(page, `${role}${path}`, width);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it.each(linked)('$name', async ({ role, from, links, name }) => {
    const { page, faults, close } = await visit(browser, { viewport });
    if (role !== 'visitor') await signIn(page, app.url, demoAccount(app.dataDir, role));
    let at = from;
    for (const link of ['', ...links]) {
      if (link !== '') at = (await page.locator(link).first().getAttribute('href')) ?? '';
      const reply = await page.goto(new URL(at, link === '' ? app.url : page.url()).href, {
        waitUntil: 'networkidle',
      });
      expect([at, reply?.status()]).toEqual([at, 200]);
    }
    await inspect(page, name, width);
    expect(faults).toEqual([]);
    await close();
  });
});
