import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { removeApp, type RunningApp, startApp } from '../support/running-app.ts';
import { visit } from '../support/visitor.ts';

// `npm start -- --empty`: from the code on the console to a county with a station and a colleague.
let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchBrowser(), startApp({ args: ['--empty'] })]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  removeApp(app);
});

it('its first administrator is made with the code from the console', async () => {
  const code = /([A-Z2-9]{4}-){2}[A-Z2-9]{4}/.exec(app.output())?.[0] ?? 'no code printed';
  const { page, faults, close } = await visit(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(app.url);
  await page.goto(`${app.url}/setup`);
  const fill = async (given: string) => {
    await page.fill('input[name=code]', given);
    await page.fill('input[name=countyCode]', '459921');
    await page.fill('input[name=countyName]', '云岭县');
    await page.fill('input[name=account]', 'first-admin');
    await page.fill('input[name=displayName]', '韦管理');
    for (const field of await page.locator('input[type=password]').all())
      await field.fill('paper-pine-seal');
    await page.click('main button[type=submit]');
  };
  await fill('AAAA-BBBB-CCCC');
  await page
    .getByText(/口令不对/)
    .first()
    .waitFor();
  expect(await page.inputValue('input[name=countyName]')).toBe('云岭县');
  await fill(code);
  await page.waitForURL((at) => !at.pathname.startsWith('/setup'));

  await page.goto(`${app.url}/sign-in`);
  await page.fill('input[name=account]', 'first-admin');
  await page.fill('input[name=password]', 'paper-pine-seal');
  await page.click('main button[type=submit]');
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));

  await page.goto(`${app.url}/stations`);
  await page.fill(
    'textarea',
    '459921101000\t青石镇退役军人服务站\t23.736399\t107.802008\t罗世昌\t0780-3688068\n' +
      '459921101202\t青石镇弄岩村退役军人服务站\t23.712065\t107.760354\t李建国\t13495688862',
  );
  await page.getByRole('button', { name: '登记站点' }).click();
  await page
    .getByText(/已登记 2 个服务站/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);

  // The code has done its work.
  const again = await page.goto(`${app.url}/setup`);
  expect(again?.status()).toBe(200);
  expect(new URL(page.url()).pathname).not.toBe('/setup');
  await close();
});
