import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

const SOURCES = ['**/*.ts', '**/*.tsx'];

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.next/**',
      '.formulary/**',
      '.train/**',
      'lib/db/generated/**',
      'models/training/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  // A rule that does not fit is changed here, where everybody sees it, and never silenced in a file.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...next,
  {
    rules: {
      'import/no-anonymous-default-export': 'off',
      // Meant for CommonJS; nothing here is.
      '@next/next/no-assign-module-variable': 'off',
      // Sign-in and sign-out load the page anew on purpose: nothing of the other person stays in memory.
      '@next/next/no-location-assign-relative-destination': 'off',
    },
  },
  { files: SOURCES, extends: [tseslint.configs.strict] },
  {
    files: SOURCES,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Arithmetic over typed arrays knows its bounds; `!` says so where the compiler cannot.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `void expression` says on purpose that a value is not used.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: [...SOURCES, '**/*.mjs', '**/*.js', '**/*.cjs'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      eqeqeq: ['error', 'smart'],
      'prefer-const': 'error',
    },
  },
  // What people write to is a log, a screen or what a command prints; never the console of the server.
  {
    files: ['app/**', 'components/**', 'lib/**/*.ts', 'models/**/*.ts'],
    ignores: ['lib/cli/**', 'lib/launch/**'],
    rules: { 'no-console': 'error' },
  },
);
