import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspection.ts';
import { demoAccount, signIn, visit, type Visit } from '../support/visitor.ts';

// What a job seeker is told of their matches: what suits, what would open more, why not, and how to
// correct or refuse it. Every change is taken back, because all browser tests share one county.
const app = inject('app');
const phone = { viewport: { width: 360, height: 740 } };
const withoutScripts = { ...phone, javaScriptEnabled: false };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const asVeteran = async (options: object, nth = 0): Promise<Visit> => {
  const visitor = await visit(browser, options);
  await signIn(visitor.page, app.url, demoAccount(app.dataDir, 'veteran', nth));
  return visitor;
};
const text = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();

/** Points of the four parts and the sum, as they stand in a text. */
const pointsIn = (shown: string): { parts: number[]; sum: number } => ({
  parts: [...shown.replace(/\d+ \/ 1000 分/g, '').matchAll(/(\d+) 分(?!钟)/g)].map(([, points]) =>
    Number(points),
  ),
  sum: Number(/(\d+) \/ 1000 分/.exec(shown)?.[1]),
});
const total = (points: readonly number[]) => points.reduce((sum, one) => sum + one, 0);

describe('the matches of a veteran', () => {
  it('come in sections: what suits, what a certificate would open, what is within reach', async () => {
    const { page, faults, close } = await asVeteran(phone);
    await page.goto(`${app.url}/me`);
    const sections = await page.locator('main h2').allInnerTexts();
    expect(sections.join('\n')).toMatch(/对口的岗位，\d+ 个[\s\S]*再办一个证[\s\S]*补上就能去/);
    const steps = page.locator('section[aria-labelledby=steps] li');
    const gains = (await steps.allInnerTexts()).map((step) => /多 (\d+) 个岗位/.exec(step)?.[1]);
    expect(gains.length).toBeGreaterThan(0);
    expect(gains.map(Number)).toEqual(gains.map(Number).toSorted((one, other) => other - one));
    expect(await steps.first().innerText()).toMatch(/约 \d+–\d+ (天|个月)/);
    expect(faults).toEqual([]);
    await close();
  });

  it('say why one is not recommended: failing conditions first, each with its source', async () => {
    const { page, faults, close } = await asVeteran(phone);
    await page.goto(`${app.url}/me`);
    const near = page.locator('section[aria-labelledby=near-misses] article a').first();
    // From the public page of the position, as somebody who found it there would ask.
    const id = (await near.getAttribute('href'))?.split('/').at(-1) ?? '';
    await page.goto(`${app.url}/positions/${id}`);
    await page.getByRole('link', { name: '我合适吗' }).click();
    await page.waitForURL(`**/me/positions/${id}`);
    const why = page.locator('section').filter({ has: page.getByText('为什么没有推荐') });
    const gates = await why.locator('li').allInnerTexts();
    expect(gates[0]).toContain('不符合');
    expect(gates.filter((gate) => !/依据：\s*\S/.test(gate))).toEqual([]);
    const { parts, sum } = pointsIn(await page.locator('dl:has-text("合计")').innerText());
    expect(parts).toHaveLength(4);
    expect(total(parts)).toBe(sum);
    expect(await text(page)).toMatch(/第 \d+ 版规则算出/);
    await inspect(page, 'me-position-why-not', 360);
    expect(faults).toEqual([]);
    await close();
  });

  it('become a plain list for who refuses to be ranked, until they want it again', async () => {
    const { page, close } = await asVeteran(withoutScripts);
    await page.goto(`${app.url}/me/profile`);
    await press(page, '不要自动排序');
    expect(new URL(page.url()).pathname).toBe('/me');
    const plain = await text(page);
    expect(plain).toContain('自动排序已经关掉');
    expect(plain).not.toMatch(/\d 分(?!钟)|很合适|补上就能去/);
    const km = [...plain.matchAll(/([\d.]+) km/g)].map(([, far]) => Number(far));
    expect(km.length).toBeGreaterThan(3);
    expect(km).toEqual(km.toSorted((one, other) => one - other));
    await press(page, '恢复自动排序');
    expect(await text(page)).toMatch(/对口的岗位，\d+ 个/);
    await close();
  });
});

describe('the profile', () => {
  it('shows where each skill was read, and takes out what is wrong', async () => {
    const { page, close } = await asVeteran(withoutScripts);
    await page.goto(`${app.url}/me/profile`);
    const skills = page.locator('#skills li');
    const before = await skills.count();
    expect(await skills.locator('mark').count()).toBeGreaterThanOrEqual(before);
    const name = (await skills.first().locator('p').first().innerText()).split(/\s/)[0] ?? '';
    await press(page, `${name}不对，去掉`);
    expect(await page.locator('#skills').innerText()).toMatch(
      new RegExp(`您去掉的[\\s\\S]*${name}`),
    );
    await press(page, `恢复${name}`);
    expect(await page.locator('#skills').innerText()).not.toContain('您去掉的');
    expect(await skills.count()).toBe(before);
    await close();
  });

  it('keeps what was typed beside a fault, and takes a firm pay and work that is out', async () => {
    const { page, close } = await asVeteran(withoutScripts, 2);
    const pay = page.locator('input[name=salaryMin]');
    const firm = page.locator('input[name=payFirm]');
    const heights = page.locator('input[name=restrictions][value=heights]');
    await page.goto(`${app.url}/me/profile`);
    const was = await pay.inputValue();
    await pay.fill('四千');
    await firm.check();
    await heights.check();
    await press(page, /保存/);
    expect(await text(page)).toContain('请填数字，单位元/月');
    expect([await pay.inputValue(), await firm.isChecked(), await heights.isChecked()]).toEqual([
      '四千',
      true,
      true,
    ]);
    await pay.fill('4000');
    await press(page, /保存/);
    expect(new URL(page.url()).pathname).toBe('/me');
    await page.goto(`${app.url}/me/profile`);
    expect([await pay.inputValue(), await firm.isChecked(), await heights.isChecked()]).toEqual([
      '4000',
      true,
      true,
    ]);
    await pay.fill(was);
    await firm.uncheck();
    await heights.uncheck();
    await press(page, /保存/);
    await close();
  });
});

describe('how the ranking works', () => {
  it('is told to everybody, with parts of 1000 points and an example that adds up', async () => {
    const { page, faults, close } = await visit(browser, phone);
    await page.goto(`${app.url}/ranking`);
    const maxima = pointsIn(await page.locator('table').first().innerText()).parts;
    expect(total(maxima.slice(0, 4))).toBe(1000);
    expect(maxima[4]).toBe(1000);
    const example = page.locator('dl:has-text("1000 分")');
    const { sum } = pointsIn(await example.innerText());
    const points = (await example.locator('dt + dd').allInnerTexts()).slice(0, 4);
    expect(total(points.map((one) => Number(/^\d+/.exec(one)?.[0])))).toBe(sum);
    for (const summary of await page.locator('article summary').all()) await summary.click();
    expect(await page.locator('article details[open] table').count()).toBeGreaterThanOrEqual(4);
    await inspect(page, 'ranking-open', 360);
    expect(faults).toEqual([]);
    await close();
  });
});
