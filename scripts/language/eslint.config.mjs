import json from '@eslint/json';
import markdown from '@eslint/markdown';
import tseslint from 'typescript-eslint';

import { phrases } from './phrases.mjs';

const plugins = { language: { rules: { phrases } } };
const rules = { 'language/phrases': 'error' };

/** Checks the wording of all texts: part of the project's configuration, and usable without the rest. */
export default [
	{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
	{
		files: ['**/*.{ts,js,cjs,mjs}'],
		// These contain the phrases themselves.
		ignores: ['scripts/language/phrases.mjs', 'test/language/phrases.test.ts'],
		plugins,
		rules,
	},
	{
		files: ['examples/**/*.json'],
		plugins: { ...plugins, json },
		language: 'json/json',
		rules,
	},
	{
		files: ['**/*.md'],
		plugins: { ...plugins, markdown },
		language: 'markdown/gfm',
		rules,
	},
];
