import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const html = {
  selector:
    ":matches(JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML'], MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/])",
  message: 'Text from a caller is text: nothing in the app makes markup of a string.',
};
const sdk = {
  selector: ":matches(Identifier[name='ZAFClient'], Literal[value='ZAFClient'])",
  message: 'Only zaf says ZAFClient.',
};
const storage = {
  selector:
    ':matches(Identifier, MemberExpression > Identifier.property)[name=/^(localStorage|sessionStorage|indexedDB)$/]',
  message: 'Browser storage is reached in src/effects.ts and handed in.',
};
const reExport = {
  selector: ':matches(ExportAllDeclaration, ExportNamedDeclaration[source])',
  message: 'A door has code in it: import the file that says what you mean.',
};
const clock = [
  {
    selector:
      "CallExpression[callee.object.name='Date'][callee.property.name='now'], CallExpression[callee.object.name='performance'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The time comes from the Clock that is handed in, so that a test can step it.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance is handed in, so that a seeded world replays byte for byte.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval)$/]',
    message: 'Waiting goes through the Clock: the browser slows timers down in a hidden tab.',
  },
];
const screenText = [
  {
    selector: 'JSXText[value=/[A-Za-z]{2}/]',
    message: 'Text on a screen comes from translations/en.json.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(title|alt|placeholder|label|aria-label|aria-description|aria-roledescription|aria-valuetext)$/] > Literal[value=/[A-Za-z]{2}/]',
    message: 'Text on a screen comes from translations/en.json.',
  },
  {
    selector:
      ':matches(Literal[value=/#[0-9a-fA-F]{3,8}\\b/], TemplateElement[value.raw=/#[0-9a-fA-F]{3,8}\\b/])',
    message: "Colours come from Garden's theme, in light and in dark.",
  },
  {
    selector: ':matches(Literal[value=/\\b\\d+px\\b/], TemplateElement[value.raw=/\\b\\d+px\\b/])',
    message: "Lengths come from the theme's space scale or are relative.",
  },
];

const restrict = (...rules) => ['error', ...rules.flat()];
const everywhere = [html, sdk, storage, reExport];

export default defineConfig(
  { ignores: ['dist', 'dist-demo', 'tmp', '.cache', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Event handlers and effects start work on purpose and say so with `void`.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // What changed during an await is not unnecessary to ask again.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Ids are branded by the place they are asked for.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // An abort signal rejects with whatever reason it was given.
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': restrict(everywhere), 'no-console': 'error' },
  },
  {
    files: ['src/{domain,api,inventory,oversight,handover,erasure,requests}/**/*.ts'],
    rules: { 'no-restricted-syntax': restrict(everywhere, clock) },
  },
  {
    files: ['src/ui/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-syntax': restrict(everywhere, screenText),
      // The React compiler is not in use here, so what it would skip does not matter.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['src/zaf/**/*.ts'],
    rules: { 'no-restricted-syntax': restrict(html, storage, reExport) },
  },
  {
    files: ['src/effects.ts', 'src/browserJournal.ts'],
    rules: { 'no-restricted-syntax': restrict(html, sdk, reExport) },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A faked verb answers at once and is a promise all the same.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': restrict(
        reExport,
        {
          selector:
            'MemberExpression[property.name=/^(only|skip|todo)$/][object.name=/^(test|it|describe)$/]',
          message: 'Every test runs.',
        },
        {
          selector:
            "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]",
          message: 'The wire is faked, never a module.',
        },
      ),
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
);
