import tseslint from 'typescript-eslint';

const only = (patterns, message) => ['error', { patterns: [{ group: patterns, message }] }];
const parser = ['ts-morph', 'typescript', '@ts-morph/*'];
const faces = ['**/server/**', '**/cli/**', '**/extension/**', '**/webview/**'];

export default tseslint.config(
  {
    ignores: [
      'dist/**', 'out/**', 'coverage/**', '.host/**', 'lessons/**', 'test/fixtures/**', 'test/sample/**',
      '**/*.fixture.{ts,tsx,js}', '**/*.fixture/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs', 'test/*/*.mjs'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-imports': only(['vscode', ...parser], 'vscode belongs to src/extension, the parser to src/analysis/syntax.'),
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['src/analysis/**/*.ts'], rules: { 'no-restricted-imports': only(['vscode', ...parser, '**/skills/**', '**/curriculum/**', '**/challenges/**', ...faces], 'The analysis knows no skills and no faces.') } },
  { files: ['src/analysis/syntax/**/*.ts'], rules: { 'no-restricted-imports': only(['vscode', '**/skills/**', ...faces], 'The analysis knows no skills and no faces.') } },
  { files: ['src/skills/**/*.ts'], rules: { 'no-restricted-imports': only(['vscode', ...parser, '**/curriculum/**', '**/challenges/**', ...faces], 'Skills know facts, not faces or content.') } },
  { files: ['src/curriculum/**/*.ts', 'src/progress/**/*.ts', 'src/challenges/**/*.ts'], rules: { 'no-restricted-imports': only(['vscode', ...parser, '**/analysis/**', ...faces], 'The core imports no UI and no parser.') } },
  { files: ['src/extension/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [{ group: [...parser, '**/analysis/**', '**/cli/**'], message: 'The extension host never parses: talk to the server.', allowTypeImports: true }] }] } },
  { files: ['src/webview/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['vscode', ...parser, 'node:*', '**/analysis/**', '**/skills/**', '**/server/**', '**/cli/**', '**/challenges/**', '**/progress/**'], message: 'Browser code knows messages only.', allowTypeImports: true }] }] } },
  { files: ['test/**/*.ts'], rules: { 'no-restricted-imports': 'off', '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
);
