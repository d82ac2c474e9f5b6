import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { configs as regexp } from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

import { noModuleState } from './tools/scripts/moduleState.mjs';

/** The files that n8n's scanner checks: sources and the manifest (see its SOURCE_FILE_PATTERNS). */
const PUBLISHED = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];

/** The folders of the nodes, from top to bottom: each may import only from those below it. */
const LAYERS = [
	'resources',
	'trigger',
	'calls',
	'shared',
	'pickers',
	'run',
	'report',
	'once',
	'operation',
	'account',
	'api',
	'parameters',
	'base',
];

const NODES = './nodes/Talkover';

/** Talkover's messages are translated and change, so behavior must depend on statuses, codes and fields. */
const SENTENCE = '/^(messages?|texts?|sentences?|title)$/';
const COMPARES = '/^(test|exec|match|matchAll|includes|startsWith|endsWith|search|indexOf)$/';
const WORDS = [
	`CallExpression[callee.property.name=${COMPARES}] > Identifier.arguments[name=${SENTENCE}]`,
	`CallExpression[callee.property.name=${COMPARES}] > MemberExpression.arguments[property.name=${SENTENCE}]`,
	`CallExpression[callee.property.name=${COMPARES}][callee.object.name=${SENTENCE}]`,
	`CallExpression[callee.property.name=${COMPARES}][callee.object.property.name=${SENTENCE}]`,
	`BinaryExpression[operator=/^[!=]==$/] > MemberExpression[property.name=/^(message|text)$/]`,
].map((selector) => ({
	selector,
	message: 'Do not depend on the wording of a response: use its status, codes or fields.',
}));

/** n8n shows errors and hints as HTML, so only `report`, which makes their texts plain, creates them. */
const EXITS = [
	'NewExpression[callee.name=/^Node(Api|Operation)Error$/]',
	'MemberExpression[property.name="addExecutionHints"]',
].map((selector) => ({
	selector,
	message: 'Create errors and hints with the functions of `report`, which make their texts plain.',
}));

/**
 * A call with more than about 100,000 arguments ends in a RangeError. Constants are short, and a
 * function may pass on its own `args`, or `more` of them.
 */
const SPREADS = [
	'CallExpression > SpreadElement.arguments:not([argument.name=/^(args|more|[A-Z_]+)$/])',
	'NewExpression > SpreadElement.arguments:not([argument.name=/^(args|more|[A-Z_]+)$/])',
].map((selector) => ({
	selector,
	message: 'Do not spread a list into arguments: it may be long. Use a loop or reduce.',
}));

/** What only `api` reads: it makes replies of statuses and envelopes, and calls of raw fields. */
const RAW_FIELD =
	'/^(success|errors|pagination|existing_call|created_at|added_at|requested_at|started_at|ended_at|updated_at|duration_seconds|call_id|sid|to_formatted|from_formatted)$/';
const RAW = [
	`MemberExpression[property.name=${RAW_FIELD}]`,
	`ObjectPattern > Property[key.name=${RAW_FIELD}]`,
	'MemberExpression[object.name=/^(body|answer|reply)$/][property.name="data"]',
	'BinaryExpression[left.name="status"] > Literal[raw=/^[0-9]/]',
	'BinaryExpression[left.property.name="status"] > Literal[raw=/^[0-9]/]',
].map((selector) => ({
	selector,
	message: 'Read a response with the functions of `api`: a reply, its thing and list, and a call.',
}));

/** The rules of `import-x/no-restricted-paths`: no imports upwards, and none of unpublished files. */
const zones = [
	...LAYERS.slice(1).map((layer, index) => ({
		target: `${NODES}/${layer}`,
		from: LAYERS.slice(0, index + 1).map((above) => `${NODES}/${above}`),
		message: 'Imports run downwards: see "Layout" in CONTRIBUTING.md.',
	})),
	{
		target: ['./nodes', './credentials'],
		from: '.',
		except: ['./nodes', './credentials', './node_modules'],
		message: 'Published code imports only published code.',
	},
	{
		target: './tools/simulator',
		from: './nodes',
		message: 'The simulator must not use code of the package, or it would repeat its errors.',
	},
	{
		target: './tools',
		from: './test',
		message: 'Only tests import tests.',
	},
];

/**
 * The most modules that a file may import. Types aren't counted: they say what is passed, and who reads the file need not know
 * what their modules do. Too many show that a file has two subjects: move one to where it belongs.
 */
const MOST_IMPORTS = 15;
/** An operation names each kind of parameter that it has, and the list of resources has one module for each. */
const MOST_IMPORTS_OF_OPERATIONS = 18;

const maxImports = (max) => ({
	'import-x/max-dependencies': ['error', { max, ignoreTypeImports: true }],
});

export default defineConfig(
	globalIgnores([
		'dist/',
		'tools/playground/data/',
		'tools/playground/node_modules/',
		'coverage/',
		'test-results/',
		'.cache/',
		'package-lock.json',
		'tools/simulator/openapi.yaml',
		'nodes/Talkover/api/contract/contract.d.ts',
	]),
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

	// n8n's own configuration, taken from the scanner so that the two can't diverge, and the rules of the
	// plugin's newer version.
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
		plugins: { 'import-x': importX },
		settings: {
			'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
		},
		rules: {
			'import-x/no-restricted-paths': ['error', { zones }],
			'import-x/no-cycle': 'error',
		},
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
			// Interfaces of n8n require promises even for synchronous code.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/return-await': ['error', 'in-try-catch'],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
			],
		},
	},
	// A pattern that takes quadratic time lets a single text from outside block n8n.
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
		files: ['{nodes,credentials}/**/*.ts'],
		ignores: ['nodes/Talkover/report/**'],
		rules: { 'no-restricted-syntax': ['error', ...EXITS, ...SPREADS] },
	},
	{
		files: ['nodes/Talkover/report/**/*.ts'],
		rules: { 'no-restricted-syntax': ['error', ...SPREADS] },
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		ignores: ['nodes/Talkover/account/moduleState.ts'],
		plugins: { talkover: { rules: { 'no-module-state': noModuleState } } },
		rules: { 'talkover/no-module-state': 'error' },
	},
	{ files: ['nodes/**/*.ts', 'tools/simulator/**/*.ts'], rules: { complexity: ['error', 14] } },
	{ files: ['{nodes,credentials}/**/*.ts'], rules: maxImports(MOST_IMPORTS) },
	{ files: ['nodes/Talkover/resources/**/*.ts'], rules: maxImports(MOST_IMPORTS_OF_OPERATIONS) },
	{
		files: ['nodes/Talkover/{resources,trigger,shared,pickers,run,operation}/**/*.ts'],
		// Deliveries have a reader of their own, and lists of the editor show what Talkover wrote.
		ignores: ['nodes/Talkover/trigger/{deliveries/**,payloadSections.ts}', '**/pickers.ts'],
		rules: { 'no-restricted-syntax': ['error', ...EXITS, ...SPREADS, ...WORDS, ...RAW] },
	},
	{
		files: ['nodes/Talkover/trigger/{deliveries/**/*,payloadSections}.ts', 'nodes/**/pickers.ts'],
		rules: { 'no-restricted-syntax': ['error', ...EXITS, ...SPREADS, ...WORDS] },
	},
	{
		files: ['{test,tools/{harness,demo,operations}}/**/*.ts'],
		rules: {
			// Jest's matchers are `any`, items are JSON, and n8n's HTTP Request node uses the deprecated helper.
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/no-deprecated': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/unbound-method': 'off',
		},
	},
	{ files: ['test/**', 'nodes/Talkover/resources/**'], rules: { 'max-lines-per-function': 'off' } },
);
