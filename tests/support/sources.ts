import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../..');
const topFolders = ['api', 'db', 'scripts', 'search', 'tests', 'web'] as const;
export type TopFolder = (typeof topFolders)[number];

/** A source file of ours. `path` is relative to the root, with forward slashes. */
export interface Source {
  path: string;
  folder: TopFolder;
  text: string;
  /** What it imports, as written; types and `import()` too. */
  imports: string[];
  /** Reads of `process.env`, calls of the system's time: what, and on which line. */
  uses: { what: 'process.env' | 'system time'; line: number }[];
}

const extensions = new Set(['.ts', '.mts', '.js', '.mjs', '.svelte', '.css']);
const generated = new Set(['node_modules', 'build', '.svelte-kit', '.data', 'coverage', 'static']);

/** Every source file below the top folders. */
export function readSources(): Source[] {
  return topFolders.flatMap((folder) =>
    filesBelow(join(root, folder)).map((file) =>
      parseSource(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')),
    ),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return extensions.has(extname(entry.name)) ? [path] : [];
  });
}

/** Reads a file's text as the guards see it; `path` need not exist. */
export function parseSource(path: string, text: string): Source {
  const source: Source = {
    ...{ path, text, imports: [], uses: [] },
    folder: topFolders.find((folder) => path.startsWith(`${folder}/`)) ?? 'scripts',
  };
  if (path.endsWith('.css')) return source;
  for (const { code, line } of path.endsWith('.svelte')
    ? scriptsOf(text)
    : [{ code: text, line: 0 }])
    scan(source, code, line);
  return source;
}

/** The script blocks of a component, and the expressions of its markup, where time could be read too. */
function scriptsOf(text: string): { code: string; line: number }[] {
  const blocks = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
  const markup = blocks.reduce((rest, [whole]) => rest.replace(whole, ''), text);
  const expressions = [...markup.matchAll(/\{([^{}]*)\}/g)].map(([, inside = '']) => `(${inside})`);
  return [
    ...blocks.map(({ 1: code = '', index }) => ({
      code,
      line: text.slice(0, index).split('\n').length - 1,
    })),
    { code: expressions.join(';\n'), line: 0 },
  ];
}

function scan(source: Source, code: string, firstLine: number): void {
  const file = ts.createSourceFile(source.path, code, ts.ScriptTarget.ESNext, true);
  const note = (what: Source['uses'][number]['what'], node: ts.Node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    source.uses.push({ what, line: firstLine + line + 1 });
  };
  const visit = (node: ts.Node): void => {
    const target = importedBy(node);
    if (target !== undefined) source.imports.push(target);
    if (isProcessEnv(node)) note('process.env', node);
    if (readsSystemTime(node)) note('system time', node);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function importedBy(node: ts.Node): string | undefined {
  const specifier =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
        ? node.argument.literal
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}

const isNamed = (node: ts.Node, name: string) => ts.isIdentifier(node) && node.text === name;

function isProcessEnv(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return isNamed(node.expression, 'process') && node.name.text === 'env';
  if (ts.isElementAccessExpression(node))
    return (
      isNamed(node.expression, 'process') &&
      ts.isStringLiteralLike(node.argumentExpression) &&
      node.argumentExpression.text === 'env'
    );
  return (
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    isNamed(node.initializer, 'process') &&
    ts.isObjectBindingPattern(node.name) &&
    node.name.elements.some((element) => isNamed(element.propertyName ?? element.name, 'env'))
  );
}

function readsSystemTime(node: ts.Node): boolean {
  if (ts.isNewExpression(node))
    return isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0;
  if (ts.isPropertyAccessExpression(node))
    return isNamed(node.expression, 'Date') && node.name.text === 'now';
  return ts.isCallExpression(node) && isNamed(node.expression, 'Date');
}

/**
 * The file of ours that an import inside a top folder leads to, relative to the root; null for
 * packages, generated modules and assets.
 */
export function resolveWithin(source: Source, target: string): string | null {
  const from = posix.dirname(source.path);
  const wanted = target.startsWith('.')
    ? posix.join(from, target)
    : target === '#lib' || target.startsWith('#lib/')
      ? posix.join('web/src/lib', target.slice('#lib'.length))
      : null;
  if (wanted === null) return null;
  const candidates = [wanted, `${wanted}.ts`, `${wanted}/index.ts`, `${wanted}.svelte.ts`];
  return (
    candidates.find((path) => extname(path) !== '' && existsSync(join(root, path))) ??
    (extname(wanted) === '' ? null : wanted)
  );
}

/** Circles among files, each as the paths along it; one per knot of files. */
export function findCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[][] = [];
  const path: string[] = [];
  const visit = (file: string): void => {
    state.set(file, 'open');
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === 'open') circles.push([...path.slice(path.indexOf(next)), next]);
      else if (!state.has(next)) visit(next);
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return circles;
}
