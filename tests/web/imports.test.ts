import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspection.ts';
import { demoAccount, signIn, visit, type Visit } from '../support/visitor.ts';

// A clerk's whole import in a real browser: several files, a wrong row mended in place, a duplicate
// merged, everything taken back. The pictures are kept for people to look at.
const app = inject('app');
const widths = [1280, 360] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** An ID number of the fictional county with its check digit (GB 11643). */
function idNumber(birthday: string, order: number): string {
  const body = `459921${birthday}${String(order).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${'10X98765432'.charAt(sum % 11)}`;
}
const withWrongCheckDigit = (id: string) => `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`;

const head = ['姓名', '性别', '身份证号', '户籍地', '联系电话', '文化程度', '退役时间', '驾驶证'];
interface Line {
  name: string;
  id: string;
  mobile?: string;
  licence?: string;
}
const roster = (name: string, ...lines: Line[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      head,
      ...lines.map(({ name, id, mobile = '13498260117', licence = 'C1' }) => [
        ...[name, '男', id, '青石镇弄岩村', mobile, '高中', '2023年9月', licence],
      ]),
    ]
      .map((cells) => cells.join(','))
      .join('\r\n'),
  ),
});

const heading = (page: Page) => page.locator('h1').innerText();
const visitAt = (width: number, more = {}): Promise<Visit> =>
  visit(browser, { viewport: { width, height: width === 360 ? 740 : 900 }, ...more });

async function peopleNamed(page: Page, name: string): Promise<string> {
  await page.goto(`${app.url}/people?q=${encodeURIComponent(name)}`);
  return heading(page);
}

/** Uploads one file and waits on its page until it has been read. */
async function upload(page: Page, file: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.goto(`${app.url}/imports`);
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('button', { name: '上传，看预览' }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { level: 1, name: /行有错|都读到了|读不了/ }).waitFor();
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: '确认写入' }).click();
  await page.getByText('写好了').waitFor();
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('link', { name: /撤销整批导入|撤销这次合并/ }).click();
  await page.getByRole('button', { name: '是，撤销整批' }).click();
  await page.getByRole('heading', { name: '这一批已经撤销' }).waitFor();
}

const row = (page: Page, name: string) => page.locator('main li[id^=row-]', { hasText: name });
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '按结果筛选' }).getByRole('link', { name });

describe.each(widths)('a roster at %i px', (width) => {
  const [known, fresh, mended, other] =
    width === 360
      ? ['覃远山', '覃近水', '覃新桥', '覃原山']
      : ['卢远山', '卢近水', '卢新桥', '卢原山'];
  const order = width === 360 ? 310 : 410;
  const ids = { known: order + 1, fresh: order + 3, mended: order + 5 };
  const id = (key: keyof typeof ids) => idNumber('19990315', ids[key]);

  it('is uploaded, mended, confirmed, merged and taken back', async () => {
    const { page, faults, close } = await visitAt(width);
    await signIn(page, app.url, demoAccount(app.dataDir, 'station_clerk'));
    await upload(page, roster('上一批.csv', { name: known, id: id('known') }));
    await confirm(page);
    const firstBatch = page.url();

    await upload(
      page,
      roster(
        '青石镇补报名单.csv',
        { name: fresh, id: id('fresh') },
        { name: mended, id: withWrongCheckDigit(id('mended')) },
        { name: other, id: id('known'), mobile: '13498260999' },
      ),
    );
    const batch = page.url();
    expect(await heading(page)).toBe('读到 3 行，其中 1 行有错');
    // The page opens at the wrong row, with the reason at its cell and no whole number on it.
    expect(await tab(page, '有错').getAttribute('aria-current')).toBe('page');
    const wrong = row(page, mended);
    expect(await wrong.innerText()).toMatch(/身份证号[\s\S]*校验/);
    expect(await page.content()).not.toContain(id('fresh'));
    await inspect(page, 'imports-wrong', width);

    // Downloaded, the row comes back the same when it is sent again unmended.
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载这些行' }).click(),
    ]);
    await page.getByText('已下载').waitFor();
    const stored = await download.path();

    // Nothing typed is lost by a mistake; the row keeps its place when it is right.
    const input = wrong.getByRole('textbox', { name: '身份证号，改成' });
    await input.fill('45992119990315');
    await input.press('Enter');
    await wrong.getByText('已保存，现在是“有错”').waitFor();
    await input.fill(id('mended'));
    await page.getByRole('button', { name: '确认写入' }).click();
    await page.getByText('有 1 行改了还没保存').waitFor();
    await wrong.getByRole('button', { name: '保存这一行' }).first().click();
    await wrong.getByText('已保存，现在是“新增”').waitFor();
    expect(await heading(page)).toBe('3 行都读到了，请核对');
    expect(await wrong.and(page.locator(':focus-within')).count()).toBe(1);
    await inspect(page, 'imports-mended', width);

    await tab(page, '重复').click();
    await row(page, other).waitFor();
    await inspect(page, 'imports-duplicate', width);

    // Nothing is written before the confirmation.
    expect(await peopleNamed(page, fresh)).toBe('找到 0 人');
    await page.goto(batch);
    await confirm(page);
    await inspect(page, 'imports-confirmed', width);
    expect(await peopleNamed(page, fresh)).toBe('找到 1 人');
    expect(await peopleNamed(page, mended)).toBe('找到 1 人');

    // The duplicate: the new mobile is taken, the name stays.
    await page.goto(`${app.url}/duplicates`);
    await inspect(page, 'duplicates', width);
    await page.getByRole('link', { name: other }).first().click();
    await page.getByRole('heading', { name: `${known}报了两次，留哪一份` }).waitFor();
    await inspect(page, 'duplicate', width);
    await page.getByRole('group', { name: '手机号' }).getByText('采用表里的').click();
    await page.getByRole('button', { name: '合并到库里的记录' }).click();
    await page.getByText('合并好了').waitFor();
    await page.getByRole('link', { name: '看这次合并，或撤销' }).click();
    await page.getByRole('heading', { name: '重复的已经合并' }).waitFor();
    await inspect(page, 'imports-merge', width);
    await undo(page);

    await page.goto(batch);
    await undo(page);
    await inspect(page, 'imports-undone', width);
    expect(await peopleNamed(page, fresh)).toBe('找到 0 人');
    expect(await peopleNamed(page, known)).toBe('找到 1 人');

    await upload(page, stored);
    expect(await heading(page)).toBe('读到 2 行，其中 1 行有错');
    expect(await row(page, mended).innerText()).toMatch(/身份证号[\s\S]*校验/);

    await page.goto(firstBatch);
    await undo(page);
    expect(faults).toEqual([]);
    await close();
  }, 120_000);

  it('has columns that can be said to mean something else', async () => {
    const { page, faults, close } = await visitAt(width);
    await signIn(page, app.url, demoAccount(app.dataDir, 'station_clerk'));
    const unknown = `会干的活${String(width)}`;
    const line = { name: '韦新田', id: idNumber('19980412', order + 7) };
    const table = roster('名单.csv', line)
      .buffer.toString()
      .split('\r\n')
      .map((cells, at) => `${cells},${at === 0 ? unknown : '电焊'}`)
      .join('\r\n');
    await upload(page, { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.locator('summary', { hasText: '认出 1 张表' }).click();
    await page.getByText('没认出的列').first().waitFor();
    await page.locator('summary', { hasText: '列认得不对' }).click();
    await page.getByLabel(unknown).selectOption({ label: '专业技能' });
    await inspect(page, 'imports-columns', width);
    await page.getByRole('button', { name: '保存，重新读表' }).click();
    await page.getByText('9 列都认得').waitFor();
    await row(page, '韦新田').getByText('看读到的内容').click();
    expect(await row(page, '韦新田').innerText()).toMatch(/技能\s+电焊/);
    await page.getByRole('button', { name: '放弃这次预览' }).click();
    await page.getByText('已放弃，没有写入任何内容').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});

describe('files', () => {
  it('several at once become a batch each; the one that is too large is named and not sent', async () => {
    const { page, faults, close } = await visitAt(1280);
    await signIn(page, app.url, demoAccount(app.dataDir, 'station_clerk'));
    await page.goto(`${app.url}/imports`);
    const large = Buffer.alloc(10 * 1024 * 1024 + 1);
    await page.setInputFiles('input[type=file]', [
      roster('春季.csv', { name: '莫春山', id: idNumber('19970101', 511) }),
      { name: '扫描件.xlsx', mimeType: 'application/octet-stream', buffer: large },
      roster('秋季.csv', { name: '莫秋水', id: idNumber('19970101', 513) }),
    ]);
    await page.getByText('“扫描件.xlsx”有 10.0 MB，超过 10 MB').waitFor();
    await page.getByRole('button', { name: '上传，看预览' }).click();
    await page.getByText('收下 2 个文件，1 个没有收下').waitFor();
    const list = page.locator('main table tbody tr');
    for (const name of ['春季.csv', '秋季.csv'])
      await list.filter({ hasText: name }).filter({ hasText: '待核对' }).waitFor();
    await inspect(page, 'imports-several', 1280);
    expect(faults).toEqual([]);
    await close();
  });

  it('one that is no table is refused on its page, with what to do', async () => {
    const { page, close } = await visitAt(360);
    await signIn(page, app.url, demoAccount(app.dataDir, 'station_clerk'));
    const buffer = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    await upload(page, { name: '照片.xlsx', mimeType: 'application/octet-stream', buffer });
    expect(await heading(page)).toBe('这个文件读不了');
    await inspect(page, 'imports-refused', 360);
    const [template] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '退役军人花名册' }).click(),
    ]);
    expect(template.url()).toMatch(/\/templates\/veterans$/);
    await close();
  });

  it('come in without scripts too, and a row is mended without them', async () => {
    const { page, close } = await visitAt(360, { javaScriptEnabled: false });
    await signIn(page, app.url, demoAccount(app.dataDir, 'station_clerk'));
    await page.goto(`${app.url}/imports`);
    const id = idNumber('19960606', 611);
    const file = roster('手工.csv', { name: '梁手工', id: withWrongCheckDigit(id) });
    await page.setInputFiles('input[type=file]', [file]);
    await page.click('main button[type=submit]');
    await expect
      .poll(
        async () => {
          await page.goto(page.url());
          return heading(page);
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe('读到 1 行，其中 1 行有错');
    await page.getByRole('textbox', { name: '身份证号，改成' }).fill(id);
    await row(page, '梁手工').getByRole('button', { name: '保存这一行' }).first().click();
    expect(await heading(page)).toBe('1 行都读到了，请核对');
    expect(await row(page, '梁手工').innerText()).toContain('新增');
    await close();
  });
});
