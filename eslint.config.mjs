import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { configs as regexp } from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What n8n's scanner looks at: sources of the package and its manifest (see its SOURCE_FILE_PATTERNS). */
const PUBLISHED = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];

export default defineConfig(
	globalIgnores([
		'dist/',
		'playground/data/',
		'playground/node_modules/',
		'coverage/',
		'test-results/',
		'.cache/',
		'package-lock.json',
		'simulator/openapi.yaml',
	]),
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

	// n8n's own configuration, taken from the scanner, so that it cannot drift from what will be judged,
	// and the rules of the plugin's newer version beside it.
	{ files: PUBLISHED, extends: await buildScanConfig() },
	{
		files: PUBLISHED,
		plugins: { newer: n8nCommunityNodesPlugin },
		rules: Object.fromEntries(
			Object.keys(n8nCommunityNodesPlugin.configs.recommended.rules).map((name) => [
				name.replace('@n8n/community-nodes/', 'newer/'),
				'error',
			]),
		),
	},

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/consistent-type-imports': 'error',
			// Interfaces of n8n ask for promises where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/return-await': ['error', 'in-try-catch'],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
			],
		},
	},
	// A pattern that takes quadratic time lets one text from outside block all of n8n.
	{
		files: ['**/*.{ts,js,mjs}'],
		extends: [regexp['flat/recommended']],
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
		},
	},
	{
		files: ['**/*.{ts,js,mjs}'],
		rules: {
			'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
		},
	},
	{
		files: ['test/**/*.ts', 'demo/**/*.ts'],
		rules: {
			// Jest's matchers are `any`, items are JSON, and n8n's HTTP Request node uses the older helper.
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/no-deprecated': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/unbound-method': 'off',
		},
	},
	{ files: ['test/**', 'nodes/Talkover/resources/**'], rules: { 'max-lines-per-function': 'off' } },
);
