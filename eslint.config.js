import tseslint from 'typescript-eslint';

const serverFiles = [
  'src/**/*.ts',
  'packages/**/*.ts',
  'test/**/*.ts',
  'bench/**/*.ts',
  'scripts/**/*.ts',
  '*.config.ts',
];
const webFiles = ['src/**/web/**/*.ts', 'src/**/web/**/*.tsx', 'src/ui/**/*.ts', 'src/ui/**/*.tsx', 'src/apps/web.tsx'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', '**/*.generated.ts', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
    },
  },
  {
    files: serverFiles,
    ignores: webFiles,
    languageOptions: { parserOptions: { project: './tsconfig.server.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // The desk's terminal, scripts and benchmarks print; the server logs.
    files: ['src/apps/**', 'scripts/**', 'bench/**', 'tools/**', 'bin/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
);
