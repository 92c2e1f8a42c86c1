import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const systemTime = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from a Clock (db/clock.ts) or a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from a Clock (db/clock.ts) or a parameter.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Take the time from a Clock (db/clock.ts) or a parameter.',
  },
];
const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only env.ts files read the environment.',
  },
  {
    selector: "VariableDeclarator[init.name='process'] Property[key.name='env']",
    message: 'Only env.ts files read the environment.',
  },
];

export default tseslint.config(
  {
    ignores: ['**/node_modules', 'web/build', '**/.svelte-kit', '.data', 'coverage', 'web/static'],
  },
  // A rule that is wrong somewhere is changed here, in the open, not switched off by a comment.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Rosters are full of full-width spaces; naming them in a pattern is no slip.
      'no-irregular-whitespace': ['error', { skipRegExps: true, skipTemplates: true }],
      'no-restricted-syntax': ['error', ...systemTime, ...environment],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Objects here are made of closures; nothing loses a `this` by being taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // Taking a Chinese name apart by code points is what spreading a string is for.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // The site lives at the root of its origin, so a link is a plain path.
      'svelte/no-navigation-without-resolve': 'off',
      // Numbers print the same everywhere; what must not slip into a text is an object or undefined.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser },
    },
  },
  {
    // Kit types the props of these by their place; svelte-check sees that, eslint takes them for any.
    files: ['web/src/routes/**/+*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['db/clock.ts'], rules: { 'no-restricted-syntax': ['error', ...environment] } },
  { files: ['**/env.ts'], rules: { 'no-restricted-syntax': ['error', ...systemTime] } },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-restricted-syntax': ['error', ...systemTime],
    },
  },
);
