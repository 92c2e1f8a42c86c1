import type { Role } from '@xincheng/api/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspection.ts';
import { demoAccount, signIn, visit, type Visit } from '../support/visitor.ts';

// The reference data behind every score, edited by the bureau: preview, reason, history, undo. What a
// test changes it takes back, because all browser tests share one county.
const app = inject('app');
const desk = { viewport: { width: 1280, height: 900 } };
const withoutScripts = { ...desk, javaScriptEnabled: false };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = async (role: Role, options: object): Promise<Visit> => {
  const visitor = await visit(browser, options);
  await signIn(visitor.page, app.url, demoAccount(app.dataDir, role));
  return visitor;
};
const text = (page: Page) => page.locator('main').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

/** Through the steps of an edit, from the form to the saved entry. */
const previewAndSave = async (page: Page, reason: string): Promise<void> => {
  await press(page, '看影响');
  await page.getByText('现在什么都还没有保存').waitFor();
  await page.fill('textarea[name=reason]', reason);
  await press(page, '写明理由并保存');
};
const undoLatest = async (page: Page, path: string): Promise<void> => {
  await page.goto(app.url + path);
  await page.locator('summary:has-text("撤销这次改动")').first().click();
  await page.locator('input[name=reason]').first().fill('试过了，改回原来的');
  await press(page, '撤销这次改动');
  await page.getByText('撤销第').first().waitFor();
};

const wheeled = '/reference/speciality/mil.drive.wheeled';

describe('a station clerk', () => {
  it('reads and finds entries, by pinyin too, and changes nothing', async () => {
    const { page, close } = await as('station_clerk', withoutScripts);
    await page.goto(`${app.url}/reference/certificate?q=dydg`);
    expect(await text(page)).toContain('低压电工作业证');
    await page.goto(app.url + wheeled);
    expect(await text(page)).toMatch(/货车驾驶（会做）[\s\S]*道路货运汽车驾驶员/);
    expect(await page.getByRole('link', { name: '修改' }).count()).toBe(0);
    const refused = await page.goto(`${app.url + wheeled}/edit`);
    expect(refused?.status()).toBe(403);
    await close();
  });
});

describe('the bureau', () => {
  it('edits the crosswalk without scripts: faults, effects, reason, history, undo', async () => {
    const { page, close } = await as('bureau_staff', withoutScripts);
    await page.goto(`${app.url + wheeled}/edit`);
    const rows = page.locator('input[name^="skills-"]');
    const free = (await rows.count()) - 1;
    // Behind two empty rows: they are left out, and the fault still stands beside its own row.
    await rows.nth(free).fill('开飞船');
    await press(page, '看影响');
    const faulty = page.locator('input[aria-invalid=true]');
    expect(await faulty.inputValue()).toBe('开飞船');
    expect(await text(page)).toContain('没有“开飞船”这项技能');
    await faulty.fill('烹饪炒菜');
    await press(page, '看影响');
    const effects = await text(page);
    expect(effects).toMatch(/改了什么[\s\S]*烹饪炒菜/);
    expect(Number(/人要重新算\s*(\d+)/.exec(effects)?.[1])).toBeGreaterThan(0);
    await press(page, '写明理由并保存');
    expect(await page.locator('textarea[name=reason][aria-invalid=true]').count()).toBe(1);
    expect(await text(page)).toMatch(/改了什么[\s\S]*烹饪炒菜/);
    await page.fill('textarea[name=reason]', '汽车连的人也轮流下厨');
    await press(page, '写明理由并保存');
    expect(new URL(page.url()).pathname).toBe(wheeled);
    const saved = await text(page);
    expect(saved).toMatch(/烹饪炒菜（会做）[\s\S]*改动记录/);
    expect(saved).toContain('理由：汽车连的人也轮流下厨');
    await close();

    const back = await as('bureau_staff', desk);
    await undoLatest(back.page, wheeled);
    expect(await back.page.locator('dl').first().innerText()).not.toContain('烹饪炒菜');
    expect(back.faults).toEqual([]);
    await back.close();
  });

  it('shows the effects on people with scores before and after', async () => {
    const { page, faults, close } = await as('bureau_staff', desk);
    await page.goto(`${app.url + wheeled}/edit`);
    await page.locator('input[name="occupations-0"]').fill('中式烹调师');
    await press(page, '看影响');
    await page.getByText('变化最大的').first().waitFor();
    const rows = await page.locator('main tbody tr').allInnerTexts();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(20);
    for (const row of rows) {
      const [before, after] =
        row
          .split(/\s+/)
          .join(' ')
          .match(/\d+ 分|条件不符合/g) ?? [];
      expect(before).toBeDefined();
      expect(after).not.toBe(before);
    }
    await inspect(page, 'reference-effects', 1280);
    await page.setViewportSize({ width: 360, height: 740 });
    await inspect(page, 'reference-effects', 360);
    // Back to the form, nothing is lost and nothing saved.
    await press(page, '返回再改');
    await page.locator('input[name="occupations-0"]').waitFor();
    expect(await page.inputValue('input[name="occupations-0"]')).toBe('中式烹调师');
    await page.goto(app.url + wheeled);
    expect(await text(page)).not.toContain('中式烹调师');
    expect(faults).toEqual([]);
    await close();
  });

  it('is told when a colleague was faster, and keeps what was typed', async () => {
    const path = '/reference/certificate/' + encodeURIComponent('保安员证');
    const [slow, fast] = [await as('bureau_staff', desk), await as('administrator', desk)];
    await slow.page.goto(`${app.url + path}/edit`);
    await fast.page.goto(`${app.url + path}/edit`);
    await fast.page.fill('input[name="days-to"]', '45');
    await previewAndSave(fast.page, '培训班改为一个半月');
    await fast.page.waitForURL(app.url + path);
    await slow.page.fill('input[name="days-to"]', '20');
    await previewAndSave(slow.page, '县职校压缩了课时');
    await slow.page.getByText('别人改了这一条').waitFor();
    expect(await slow.page.inputValue('input[name="days-to"]')).toBe('20');
    expect(await text(slow.page)).toContain('45');
    await undoLatest(fast.page, path);
    expect([...slow.faults, ...fast.faults]).toEqual([]);
    await slow.close();
    await fast.close();
  });

  it('cannot save weights that do not sum to 1000, and sees the sum as it types', async () => {
    const { page, faults, close } = await as('bureau_staff', desk);
    await page.goto(`${app.url}/reference/weights/weights/edit`);
    expect(await page.locator('#sum').innerText()).toContain('1000 分，正好');
    await page.fill('input[name=terms-pay]', '90');
    await page.getByText('加起来 1020 分').waitFor();
    await press(page, '看影响');
    await page.getByText('要是 1000').first().waitFor();
    expect(await page.inputValue('input[name=terms-pay]')).toBe('90');
    expect(faults).toEqual([]);
    await close();
  });
});
