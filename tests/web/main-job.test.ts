import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from '../support/browser.ts';
import { demoAccount, signIn, visit } from '../support/visitor.ts';

// The main job as its users do it, on the demo county, in a real browser.
const app = inject('app');
const phone = { viewport: { width: 360, height: 740 } };
const desk = { viewport: { width: 1280, height: 900 } };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const heading = (page: Page) => page.locator('h1').innerText();

describe('signing in', () => {
  it('keeps the account, says what is wrong and takes the focus there', async () => {
    const { page, close } = await visit(browser, phone);
    await page.goto(`${app.url}/sign-in`);
    await page.fill('input[name=account]', 'qingshi');
    await page.fill('input[name=password]', 'wrong-password');
    await page.click('main button[type=submit]');
    await page.getByText('账号或密码不对').first().waitFor();
    expect(await page.inputValue('input[name=account]')).toBe('qingshi');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('账号或密码不对');
    await close();
  });

  it('works without scripts and leads to where one wanted to go', async () => {
    const { page, close } = await visit(browser, { ...phone, javaScriptEnabled: false });
    const { account, password } = demoAccount(app.dataDir, 'veteran');
    await page.goto(`${app.url}/me/profile`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.fill('input[name=account]', account);
    await page.fill('input[name=password]', password);
    await page.click('main button[type=submit]');
    expect(new URL(page.url()).pathname).toBe('/me/profile');
    await close();
  });
});

describe('a veteran', () => {
  it('sees ranked positions with reasons that add up, and lets one employer look', async () => {
    const { page, faults, close } = await visit(browser, phone);
    // The demo's cook: the sugar mill, whose clerk looks on below, has positions of every kind.
    await signIn(page, app.url, demoAccount(app.dataDir, 'veteran', 1));
    expect(await heading(page)).toMatch(/\d+ 个岗位/);

    const card = page.locator('main article, main li').filter({ hasText: '分数怎么来的' }).first();
    await card.locator('summary').first().click();
    const open = await card.innerText();
    const total = Number(/(\d+) \/ 1000 分/.exec(open)?.[1]);
    const parts = [...open.replace(/\d+ \/ 1000 分/, '').matchAll(/(\d+) 分(?!钟)/g)];
    expect(parts).toHaveLength(4);
    expect(parts.reduce((sum, [, points]) => sum + Number(points), 0)).toBe(total);

    const list = await page.goto(`${app.url}/positions?q=${encodeURIComponent('桂源糖业')}`);
    expect(list?.status()).toBe(200);
    const href = await page.locator('main a[href^="/positions/"]').first().getAttribute('href');
    await page.goto(`${app.url}/me${href ?? ''}`);
    const withdraw = page.getByRole('button', { name: /撤回/ });
    const give = page.getByRole('button', { name: /同意.*查看/ });
    if (await withdraw.isVisible()) {
      await withdraw.click();
      await give.waitFor();
    }
    await give.click();
    await withdraw.waitFor();
    expect(await page.locator('main').innerText()).toContain('云岭县桂源糖业有限公司');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('an employer', () => {
  it('sees who agreed, masked, and corrects a position that is held', async () => {
    const { page, faults, close } = await visit(browser, desk);
    await signIn(page, app.url, demoAccount(app.dataDir, 'employer_user'));
    expect(await heading(page)).toMatch(/等您改正/);
    await page.locator('a[href^="/employer/positions/"][href$="/candidates"]').first().click();
    await page.waitForURL(/candidates/);
    const seen = await page.locator('main').innerText();
    expect(seen).not.toMatch(/1\d{10}|\d{17}[\dX]/);

    await page.goto(`${app.url}/employer`);
    await page.getByRole('link', { name: '去改正' }).first().click();
    await page.getByText('依据：').first().waitFor();
    const sex = page.locator('input[name=sexText]');
    if (await sex.isVisible()) await sex.fill('不限');
    await page.getByRole('button', { name: '保存并重新检查' }).click();
    await page
      .getByText(/已保存/)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});

describe('somebody with a first password', () => {
  it('chooses one of their own before anything else opens', async () => {
    const call = async (path: string, token: string | null, body?: object): Promise<unknown> => {
      const reply = await fetch(app.apiUrl + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return reply.json();
    };
    const { account, password } = demoAccount(app.dataDir, 'bureau_staff');
    const signedIn = await call('/auth/sign-in', null, { account, password });
    const { accessToken } = z.object({ accessToken: z.string() }).parse(signedIn);
    const list = await call('/people?lack=account&kind=veteran&limit=1', accessToken);
    const people = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(list);
    const slip = z
      .object({ account: z.string(), password: z.string() })
      .parse(await call(`/people/${people.items[0]?.id ?? ''}/account`, accessToken, {}));

    const { page, faults, close } = await visit(browser, phone);
    await signIn(page, app.url, slip);
    await page.goto(`${app.url}/me`);
    expect(new URL(page.url()).pathname).toBe('/account');
    await page.getByText('先换成自己的密码').waitFor();
    const [current, next, again] = await page.locator('input[type=password]').all();
    await current?.fill(slip.password);
    await next?.fill('shan-shui-tian-2026');
    await again?.fill('shan-shui-tian-2026');
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByText('先换成自己的密码').waitFor({ state: 'detached' });
    await page.goto(`${app.url}/me`);
    expect(new URL(page.url()).pathname).toBe('/me');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the bureau', () => {
  it('gets from each figure to exactly the names behind it', async () => {
    const { page, close } = await visit(browser, desk);
    await signIn(page, app.url, demoAccount(app.dataDir, 'bureau_staff'));
    const figures = await page.locator('main a[href^="/people"]:has(strong, b, dd, span)').all();
    const links: { href: string; count: string }[] = [];
    for (const figure of figures) {
      const count = /\d+/.exec(await figure.innerText())?.[0];
      const href = await figure.getAttribute('href');
      if (count !== undefined && href !== null) links.push({ href, count });
    }
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const { href, count } of links.slice(0, 4)) {
      await page.goto(app.url + href);
      expect([href, /\d+/.exec(await heading(page))?.[0]]).toEqual([href, count]);
    }
    await close();
  });
});
