import type { Role } from '@xincheng/api/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspection.ts';
import { demoAccount, signIn, visit, type Visit } from '../support/visitor.ts';

// Finding positions as people do it: typing, choosing, narrowing, finding nothing, saving. What a test
// saves it removes, because all browser tests share one county.
const app = inject('app');
const phone = { viewport: { width: 360, height: 740 } };
const desk = { viewport: { width: 1280, height: 900 } };
const withoutScripts = { ...phone, javaScriptEnabled: false };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = async (role: Role, options: object, nth = 0): Promise<Visit> => {
  const visitor = await visit(browser, options);
  await signIn(visitor.page, app.url, demoAccount(app.dataDir, role, nth));
  return visitor;
};
const text = (page: Page) => page.locator('main').innerText();
const field = (page: Page) => page.locator('input[name=q]');
const options = (page: Page) => page.locator('#q-options [role=option]');
const results = (page: Page) => page.locator('main li h3 a');
/** "共 12 个" above the list. */
const total = async (page: Page): Promise<number> =>
  Number(/共 (\d+) 个/.exec(await page.locator('main p[role=status]').innerText())?.[1]);
const parameters = (page: Page) => new URL(page.url()).searchParams;
const ready = async (page: Page, path: string) => {
  await page.goto(app.url + path, { waitUntil: 'networkidle' });
  await page.locator('input[role=combobox]').first().waitFor();
};

describe('typing', () => {
  it('proposes names for pinyin, with the official one, and searches for what is picked', async () => {
    const { page, faults, close } = await visit(browser, phone);
    await ready(page, '/positions');
    await field(page).pressSequentially('chushi', { delay: 30 });
    await options(page).first().waitFor();
    expect(await options(page).first().innerText()).toMatch(/厨师[\s\S]*正式名称：中式烹调师/);
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    await inspect(page, 'search-typing', 360);
    await field(page).press('ArrowDown');
    const active = await field(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active ?? ''}"]`).getAttribute('aria-selected')).toBe('true');
    await field(page).press('Enter');
    await page.waitForURL(/q=/);
    expect(parameters(page).get('q')).toBe('厨师');
    expect(await page.locator('h1').innerText()).toContain('“厨师”');
    expect(await total(page)).toBeGreaterThan(0);
    expect(await results(page).first().locator('mark').innerText()).toBe('厨师');
    expect(await page.locator('#q-options').isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });

  it('completes the last of several words and leaves the others', async () => {
    const { page, faults, close } = await visit(browser, desk);
    await ready(page, '/positions');
    await field(page).pressSequentially('青石镇 dg', { delay: 30 });
    await options(page).filter({ hasText: '电工' }).first().click();
    await page.waitForURL(/q=/);
    expect(parameters(page).get('q')).toBe('青石镇 电工');
    expect(await total(page)).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('takes what was typed when nothing is picked; Escape closes the list', async () => {
    const { page, close } = await visit(browser, desk);
    await ready(page, '/positions');
    await field(page).pressSequentially('保安', { delay: 30 });
    await options(page).first().waitFor();
    await field(page).press('ArrowDown');
    await field(page).press('Escape');
    expect(await page.locator('#q-options').isVisible()).toBe(false);
    await field(page).press('Enter');
    await page.waitForURL(/q=/);
    expect(parameters(page).get('q')).toBe('保安');
    await close();
  });

  it('works as a plain form without scripts', async () => {
    const { page, close } = await visit(browser, withoutScripts);
    await page.goto(`${app.url}/positions`);
    await field(page).fill('电工');
    await field(page).press('Enter');
    expect(parameters(page).get('q')).toBe('电工');
    expect(await total(page)).toBeGreaterThan(0);
    await page.getByRole('link', { name: /筛选/ }).click();
    const township = page.locator('input[name=township]').first();
    const value = (await township.getAttribute('value')) ?? '';
    await township.check();
    await page.getByRole('button', { name: '按这些条件查找' }).last().click();
    expect(parameters(page).getAll('township')).toEqual([value]);
    expect(await page.locator('input[name=township]').first().isChecked()).toBe(true);
    await close();
  });

  it('shows what was typed as text, whatever it is', async () => {
    const { page, faults, close } = await visit(browser, desk);
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    const typed = '<img src=x onerror=alert(1)>电工';
    await page.goto(`${app.url}/positions?q=${encodeURIComponent(typed)}`);
    expect(await page.locator('h1').innerText()).toContain('<img src=x');
    expect(await page.locator('main img').count()).toBe(0);
    expect(dialogs).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('facets', () => {
  const townships = (page: Page) => page.locator('aside input[name=township]');
  /** Number behind each value of a facet. */
  const counts = async (page: Page, name: string): Promise<Map<string, number>> => {
    const found = new Map<string, number>();
    for (const label of await page.locator(`aside label:has(input[name=${name}])`).all()) {
      const value = (await label.locator('input').getAttribute('value')) ?? '';
      found.set(value, Number(await label.locator('[aria-hidden]').textContent()));
    }
    return found;
  };

  it('give as many hits as they say, and take Back along', async () => {
    const { page, faults, close } = await visit(browser, desk);
    await ready(page, '/positions?q=电工');
    const before = await total(page);
    const said = await counts(page, 'township');
    const [code, count] = [...said].find(([, hits]) => hits > 0 && hits < before) ?? ['', 0];
    const box = page.locator(`aside input[name=township][value="${code}"]`);
    await box.check();
    await page.waitForURL(/township=/);
    await expect.poll(() => total(page)).toBe(count);
    // The choice is made again and again with the keys: the focus stays.
    expect(await page.locator('aside input:focus').getAttribute('value')).toBe(code);
    expect(await counts(page, 'township')).toEqual(said);
    await inspect(page, 'search-facets', 1280);
    await page.goBack();
    await expect.poll(() => total(page)).toBe(before);
    expect(await box.isChecked()).toBe(false);
    await page.goForward();
    await expect.poll(() => box.isChecked()).toBe(true);
    await page.getByRole('link', { name: /^去掉/ }).first().click();
    await expect.poll(() => total(page)).toBe(before);
    expect(await box.isChecked()).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });

  it('never vanish, not even where nothing is found', async () => {
    const { page, close } = await visit(browser, desk);
    await ready(page, '/positions');
    const all = [...(await counts(page, 'township')).keys()];
    const trades = (await counts(page, 'trade')).size;
    await ready(page, '/positions?q=深海潜水');
    const none = await counts(page, 'township');
    expect([...none.keys()]).toEqual(all);
    expect([...none.values()].every((count) => count === 0)).toBe(true);
    expect((await counts(page, 'trade')).size).toBe(trades);
    await close();
  });

  it('lie in a sheet on the phone that says how many are left', async () => {
    const { page, faults, close } = await visit(browser, phone);
    await ready(page, '/positions');
    expect(await townships(page).first().isVisible()).toBe(false);
    await page.getByRole('link', { name: '筛选', exact: true }).click();
    await townships(page).first().waitFor();
    const said = [...(await counts(page, 'township')).values()][0] ?? 0;
    await townships(page).first().check();
    const see = page.getByRole('button', { name: `看 ${String(said)} 个岗位` });
    await see.waitFor();
    await inspect(page, 'search-filters', 360);
    await see.click();
    await expect.poll(() => townships(page).first().isVisible()).toBe(false);
    expect(parameters(page).has('panel')).toBe(false);
    expect(await total(page)).toBe(said);
    await page.getByRole('link', { name: '筛选（1）' }).click();
    await townships(page).first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => townships(page).first().isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('finding nothing', () => {
  it('says which word, and what is left without one, with true numbers', async () => {
    const { page, faults, close } = await visit(browser, phone);
    await ready(page, '/positions?q=深海潜水 电工&pay=3000');
    expect(await page.locator('h1').innerText()).toContain('没有岗位符合');
    const section = page.locator('section[aria-labelledby=nothing]');
    expect(await section.innerText()).toMatch(/在招的岗位里没有/);
    await inspect(page, 'search-nothing', 360);
    const ways = section.locator('li a');
    const [first] = await ways.allInnerTexts();
    const promised = Number(/有 (\d+) 个岗位/.exec(first ?? '')?.[1]);
    expect(promised).toBeGreaterThan(0);
    await ways.first().click();
    await expect.poll(() => total(page)).toBe(promised);
    expect(faults).toEqual([]);
    await close();
  });

  it('is listed for the staff, but no names', async () => {
    const visitor = await visit(browser, desk);
    for (const q of ['极地科考', '韦国强', '13800005678'])
      await visitor.page.goto(`${app.url}/positions?q=${q}`);
    await visitor.close();
    for (const role of ['bureau_staff', 'station_clerk'] as const) {
      const { page, faults, close } = await as(role, role === 'bureau_staff' ? desk : phone);
      await page.goto(`${app.url}/searches`);
      const shown = await text(page);
      expect(shown).toContain('极地科考');
      expect(shown).not.toMatch(/韦国强|13800005678/);
      await inspect(page, 'searches', role === 'bureau_staff' ? 1280 : 360);
      expect(faults).toEqual([]);
      await close();
    }
  });
});

describe('the order and the distance', () => {
  it('asks somebody signed out where to count from', async () => {
    const { page, close } = await visit(browser, phone);
    await ready(page, '/positions?sort=distance');
    await page.getByText('先选从哪里出发').waitFor();
    await inspect(page, 'search-asks-place', 360);
    await page.locator('main').getByRole('link', { name: '青石镇', exact: true }).click();
    await page.waitForURL(/from=/);
    expect(await text(page)).toContain('路程从青石镇算起');
    const shown = [...(await text(page)).matchAll(/([\d.]+) km/g)].map(([, km]) => Number(km));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown).toEqual(shown.toSorted((one, another) => one - another));
    await close();
  });

  it('counts from home for a veteran; a wider circle never has fewer', async () => {
    const { page, faults, close } = await as('veteran', desk);
    let before = 0;
    for (const km of [5, 10, 20, 50]) {
      await page.goto(`${app.url}/positions?km=${String(km)}`);
      expect(await text(page)).toContain('路程从您家');
      const now = await total(page);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(before).toBeGreaterThan(0);
    await page.selectOption('select[name=sort]', 'match');
    await page.waitForURL(/sort=match/);
    await page.getByText('按您的档案和意向').waitFor();
    const rings = page.locator('main li [role=img]');
    expect(await rings.count()).toBeGreaterThan(0);
    const labels = await Promise.all(
      (await rings.all()).map((ring) => ring.getAttribute('aria-label')),
    );
    const scores = labels.map((label) => Number(/(\d+) 分，/.exec(label ?? '')?.[1]));
    expect(scores).toEqual(scores.toSorted((one, another) => another - one));
    await inspect(page, 'search-by-match', 1280);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a saved search', () => {
  it('is saved under a proposed name, looked at and removed, without scripts too', async () => {
    const { page, close } = await as('veteran', withoutScripts, 1);
    await page.goto(`${app.url}/positions?q=电工&township=459921100`);
    await page.locator('summary:has-text("存下这次查找")').click();
    expect(await page.inputValue('input[name=name]')).toBe('电工 城关镇');
    await page.getByRole('button', { name: '存下', exact: true }).click();
    expect(await text(page)).toContain('电工');
    expect(await page.locator('body').innerText()).toContain('已存下');
    // The same name once more is refused beside the field, and what was typed stays.
    await page.locator('summary:has-text("存下这次查找")').click();
    await page.getByRole('button', { name: '存下', exact: true }).click();
    expect(await text(page)).toContain('您已经存过这个名字');

    await page.goto(`${app.url}/me`);
    expect(await text(page)).toMatch(/存下的查找[\s\S]*电工 城关镇/);
    const scripted = await as('veteran', phone, 1);
    await scripted.page.goto(`${app.url}/me`);
    await inspect(scripted.page, 'me-searches', 360);
    await scripted.close();
    await page.getByRole('button', { name: '查看电工 城关镇' }).click();
    expect(parameters(page).get('q')).toBe('电工');
    expect(parameters(page).get('sort')).toBe('newest');
    await page.goto(`${app.url}/me`);
    await page.getByRole('button', { name: '删掉电工 城关镇' }).click();
    expect(await text(page)).not.toContain('电工 城关镇');
    await close();
  });

  it('is offered to somebody signed out with the way to sign in and back', async () => {
    const { page, close } = await visit(browser, phone);
    await page.goto(`${app.url}/positions?q=电工`);
    await page.getByRole('link', { name: /登录后可以存下/ }).click();
    await page.waitForURL(/sign-in/);
    expect(parameters(page).get('next')).toBe(`/positions?q=${encodeURIComponent('电工')}`);
    await close();
  });
});

describe('the same field elsewhere', () => {
  it('completes the jobs one wishes for, one after the other', async () => {
    const { page, faults, close } = await as('veteran', phone, 2);
    await page.goto(`${app.url}/me/profile`, { waitUntil: 'networkidle' });
    const jobs = page.locator('input[name=jobs]');
    await jobs.fill('保安员、');
    await jobs.pressSequentially('hcsj', { delay: 30 });
    await page.locator('#jobs-options [role=option]').first().waitFor();
    await jobs.press('ArrowDown');
    await jobs.press('Enter');
    expect(await jobs.inputValue()).toMatch(/^保安员、.*司机|^保安员、.*驾驶/);
    expect(new URL(page.url()).pathname).toBe('/me/profile');
    expect(faults).toEqual([]);
    await close();
  });

  it('matches a speciality by its initials; one that nobody knows is told beside the field', async () => {
    const { page, faults, close } = await as('station_clerk', phone);
    await page.goto(`${app.url}/people`);
    await page.locator('main table a').first().click();
    await page.getByRole('link', { name: '打开档案' }).click();
    await page.getByRole('link', { name: '更正档案' }).click();
    const speciality = page.locator('input[role=combobox][name=specialityKey]');
    const was = await speciality.inputValue();
    await speciality.fill('星际通信');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByText('对照表里没有“星际通信”').first().waitFor();
    expect(await speciality.inputValue()).toBe('星际通信');
    await speciality.fill('');
    await speciality.pressSequentially('cs', { delay: 30 });
    await page.locator('#specialityKey-options [role=option]').first().click();
    expect(await speciality.inputValue()).toMatch(/\p{Script=Han}/u);
    expect(was).not.toBe('星际通信');
    await inspect(page, 'person-correct-speciality', 360);
    expect(faults).toEqual([]);
    await close();
  });

  it('finds skills and occupations by pinyin in the reference tables', async () => {
    const { page, faults, close } = await as('bureau_staff', desk);
    await page.goto(`${app.url}/reference/speciality/new`, { waitUntil: 'networkidle' });
    const occupation = page.locator('input[name="occupations-0"]');
    await occupation.pressSequentially('chushi', { delay: 30 });
    await page.locator('[id="occupations-0-options"] [role=option]').first().click();
    expect(await occupation.inputValue()).toBe('中式烹调师');
    expect(faults).toEqual([]);
    await close();
  });
});
