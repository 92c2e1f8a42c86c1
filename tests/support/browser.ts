import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { testEnv } from './env.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Tests show only our own pages, so the sandbox (which root and many containers cannot have) is off. */
const FLAGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  // Pages may reach this machine and nothing else; the browser itself reaches nothing.
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
];

/**
 * The package's own file names folders of its makers' machines. Without a single system font the
 * browser takes every web font for broken, so it has to find the one that comes along.
 */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;

interface BrowserProgram {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Starts a headless Chromium: `BROWSER_PATH`, else one on PATH, else the bundled one, which is
 * unpacked once together with the libraries a bare machine lacks.
 */
export function launchBrowser(program: BrowserProgram = findBrowser()): Promise<Browser> {
  return chromium.launch({ ...program, args: FLAGS });
}

function findBrowser(): BrowserProgram {
  const executablePath = testEnv.BROWSER_PATH ?? findOnPath();
  return executablePath === undefined ? bundledBrowser() : { executablePath, env: {} };
}

function findOnPath(): string | undefined {
  const folders = testEnv.PATH.split(delimiter);
  const candidates = folders.flatMap((folder) => SYSTEM_BROWSERS.map((name) => join(folder, name)));
  return candidates.find((candidate) => existsSync(candidate));
}

/** The Chromium of the package @sparticuz/chromium with its libraries and fonts. */
export function bundledBrowser(): BrowserProgram {
  const home = unpackBrowser();
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      HOME: tmpdir(),
    },
  };
}

/** The package unpacks into the temporary folder, shared and guessable: it is pointed to one of ours. */
function unpackBrowser(): string {
  const home = join(unpackFolder(), 'unpacked');
  if (existsSync(home)) return home;
  const unfinished = `${home}.${randomBytes(4).toString('hex')}`;
  mkdirSync(unfinished);
  try {
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import chromium from '${import.meta.resolve('@sparticuz/chromium')}';
        await chromium.executablePath();`,
      ],
      // The second variable makes the package unpack the libraries too.
      { env: { TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' } },
    );
    // Unpacked for its own user only; another user of this checkout may run it too. The browser
    // would make the folder `locales` itself, closed likewise.
    chmodSync(join(unfinished, 'chromium'), 0o755);
    mkdirSync(join(unfinished, 'locales'));
    writeFileSync(join(unfinished, 'fonts', 'fonts.conf'), FONTS_CONF);
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another process may have been first: then its copy serves.
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** Beside the package, so that it goes with that version; elsewhere where that is another user's. */
function unpackFolder(): string {
  const home = realpathSync(join(ROOT, 'node_modules', '@sparticuz', 'chromium'));
  if (existsSync(join(home, 'unpacked'))) return home;
  try {
    accessSync(home, constants.W_OK);
    return home;
  } catch {
    return mkdtempSync(join(tmpdir(), 'xincheng-browser-'));
  }
}
