import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasServer } from '../search/contract/support/server.ts';
import { meilisearchVersion } from '#bench/scratch-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspection.ts';
import { removeApp, startApp, type RunningApp } from '../support/running-app.ts';
import { demoAccount, signIn, visit, type Visit } from '../support/visitor.ts';

// The search page over a real search server that is killed while somebody types, and the staff's page on it.
const version = meilisearchVersion();
const phone = { viewport: { width: 360, height: 740 } };
const desk = { viewport: { width: 1280, height: 900 } };
const standsIn = '查找服务暂时没有应答';

describe.skipIf(!hasServer || version === null)('with a search server', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
    app = await startApp({ args: ['--search', 'meilisearch'] });
    await vi.waitFor(
      async () => expect(await lag()).toMatchObject({ used: 'meilisearch', waiting: 0 }),
      { timeout: 60_000, interval: 200 },
    );
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await app.stop();
    removeApp(app);
  });

  async function lag(): Promise<unknown> {
    const reply = await fetch(`${app.apiUrl}/ready`);
    expect(reply.status).toBe(200);
    return ((await reply.json()) as { search: unknown }).search;
  }
  /** The server and the process that starts it again when it dies. */
  const processes = () => {
    const file = join(app.dataDir, 'search', version ?? '', 'server.pid');
    const server = Number(readFileSync(file, 'utf8'));
    const keeper = Number(
      /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${String(server)}/status`, 'utf8'))?.[1],
    );
    return { server, keeper };
  };
  const staff = async (options: object): Promise<Visit> => {
    const visitor = await visit(browser, options);
    await signIn(visitor.page, app.url, demoAccount(app.dataDir, 'bureau_staff'));
    return visitor;
  };
  const field = (page: Page) => page.locator('input[name=q]');
  const text = (page: Page) => page.locator('main').innerText();
  const open = async (page: Page, path: string) => {
    await page.goto(app.url + path, { waitUntil: 'networkidle' });
  };
  /** Takes what stands in the field as the search; milliseconds until the page has it. */
  const search = async (page: Page): Promise<number> => {
    const words = await field(page).inputValue();
    const began = performance.now();
    await field(page).press('Enter');
    await page
      .locator('h1')
      .filter({ hasText: `“${words}”` })
      .waitFor();
    return performance.now() - began;
  };

  it('goes on while the server is killed under somebody who types', async () => {
    const { page, faults, close } = await visit(browser, phone);
    await open(page, '/positions');
    await field(page).pressSequentially('电工', { delay: 40 });
    await page.locator('#q-options [role=option]').first().waitFor();
    await search(page);
    expect(await text(page)).not.toContain(standsIn);
    const before = await page.locator('main li h3 a').allInnerTexts();
    expect(before.length).toBeGreaterThan(0);
    await inspect(page, 'search-server', 360);

    const { server, keeper } = processes();
    process.kill(keeper, 'SIGSTOP');
    try {
      await field(page).fill('');
      const typing = field(page).pressSequentially('青石镇 电工', { delay: 60 });
      process.kill(server, 'SIGKILL');
      await typing;
      // What is typed is completed by the process itself.
      await page.locator('#q-options [role=option]').first().waitFor();
      expect(await field(page).inputValue()).toBe('青石镇 电工');
      expect(await search(page)).toBeLessThan(2000);
      expect(await text(page)).toContain(standsIn);
      expect(await field(page).inputValue()).toBe('青石镇 电工');
      expect(await page.evaluate('document.activeElement.name')).toBe('q');
      expect(await page.locator('main li h3 a').count()).toBeGreaterThan(0);
      await inspect(page, 'search-server-killed', 360);

      await field(page).fill('电工');
      expect(await search(page)).toBeLessThan(2000);
      expect(await page.locator('main li h3 a').allInnerTexts()).toEqual(before);

      await field(page).fill('深海潜水');
      expect(await search(page)).toBeLessThan(2000);
      expect(await page.locator('h1').innerText()).toContain('没有岗位符合');
      await page.getByRole('link', { name: '筛选', exact: true }).click();
      await page.locator('aside input[name=township]').first().waitFor();
      expect(await page.locator('aside input[name=township]').count()).toBeGreaterThan(3);

      expect(await lag()).toMatchObject({ used: 'embedded', server: 'silent' });
      const told = await staff(desk);
      await open(told.page, '/search-index');
      expect(await text(told.page)).toMatch(/现在由内置检索代答[\s\S]*没有应答/);
      await inspect(told.page, 'search-index-down', 1280);
      expect(told.faults).toEqual([]);
      await told.close();
    } finally {
      process.kill(keeper, 'SIGCONT');
    }
    await expect.poll(lag, { timeout: 30_000 }).toMatchObject({ used: 'meilisearch' });
    await open(page, '/positions?q=电工');
    expect(await text(page)).not.toContain(standsIn);
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ['with scripts', phone],
    ['without scripts', { ...desk, javaScriptEnabled: false }],
  ])('is built anew when staff ask for it, %s', async (_how, options) => {
    const { page, faults, close } = await staff(options);
    await open(page, '/search-index');
    expect(await text(page)).toMatch(/现在由检索服务器回答[\s\S]*没有，都已写入/);
    const rebuilt = async () => /上次重建\s+(.*)/.exec(await text(page))?.[1];
    expect(await rebuilt()).toMatch(/写入 \d+ 个岗位/);
    if (options === phone) await inspect(page, 'search-index', 360);
    await page.getByRole('link', { name: '重建', exact: true }).click();
    await page.getByRole('heading', { name: '现在重建检索索引？' }).waitFor();
    if (options === phone) await inspect(page, 'search-index-asks', 360);
    await page.getByRole('button', { name: '重建', exact: true }).click();
    await page.getByText('已经安排重建').first().waitFor();
    const output = () => readFileSync(join(app.dataDir, 'logs', 'api.log'), 'utf8');
    const times = options === phone ? 1 : 2;
    await expect
      .poll(() => output().match(/"reason":"form".*search index rebuilt/g)?.length, {
        timeout: 20_000,
      })
      .toBe(times);
    if (options === phone) await page.getByRole('link', { name: '重建', exact: true }).waitFor();
    else await open(page, '/search-index');
    expect(await text(page)).toContain('现在由检索服务器回答');
    expect(faults).toEqual([]);
    await close();
  });

  it('is shown at a desk too', async () => {
    const { page, close } = await staff(desk);
    await open(page, '/search-index');
    await inspect(page, 'search-index', 1280);
    await open(page, '/positions?q=电工');
    await inspect(page, 'search-server', 1280);
    await close();
  });
});
