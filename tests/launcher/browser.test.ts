import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledBrowser, launchBrowser } from '../support/browser.ts';

const FONT = join(import.meta.dirname, '../../web/node_modules/@fontsource-variable/noto-sans-sc');
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/wght.css">
  <style>p { font: 40px 'Noto Sans SC Variable'; }</style><p id="text">退役军人就业</p>`;

let browser: Browser;
let site: Server;
let address: string;

beforeAll(async () => {
  site = createServer((request, response) => {
    const path = request.url ?? '/';
    const isPage = path === '/';
    response.setHeader(
      'content-type',
      isPage ? 'text/html' : path.endsWith('css') ? 'text/css' : 'font/woff2',
    );
    response.end(isPage ? PAGE : readFileSync(join(FONT, path)));
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const bound = site.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  browser = await launchBrowser(bundledBrowser());
});

afterAll(async () => {
  await browser.close();
  site.close();
});

/** Runs in the page: loads the font and draws each character; missing ones would be the same box. */
const DRAW = `(async () => {
  const font = "40px 'Noto Sans SC Variable'";
  const faces = await document.fonts.load(font, '退役军人');
  const context = document.createElement('canvas').getContext('2d');
  context.font = font;
  const drawings = [...'退役军人'].map((character) => {
    context.clearRect(0, 0, 300, 150);
    context.fillText(character, 0, 50);
    return context.canvas.toDataURL();
  });
  return { faces: faces.length, drawings };
})()`;

test('the bundled browser draws Chinese in the web font, several pages at a time', async () => {
  const pages = await Promise.all([browser.newPage(), browser.newPage()]);
  for (const page of pages) {
    await page.goto(address);
    const { faces, drawings } = await page.evaluate<{ faces: number; drawings: string[] }>(DRAW);
    expect(faces).toBeGreaterThan(0);
    expect(new Set(drawings).size).toBe(4);
  }
});

test('pages reach this machine only', async () => {
  const page = await browser.newPage();
  await expect(page.goto('http://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
});
