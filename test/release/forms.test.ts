import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../..');
const FOLDER = path.join(ROOT, '.github/ISSUE_TEMPLATE');

interface Question {
	readonly type: string;
	readonly id?: string;
	readonly attributes: {
		readonly label?: string;
		readonly value?: string;
		readonly options?: readonly unknown[];
	};
}

interface Form {
	readonly name: string;
	readonly description: string;
	readonly body: readonly Question[];
}

const FORMS = readdirSync(FOLDER)
	.filter((name) => name !== 'config.yml')
	.map((name) => {
		const text = readFileSync(path.join(FOLDER, name), 'utf8');
		return { file: name, text, form: parse(text) as Form };
	});

// GitHub shows no form that isn't valid, and says so to nobody.
describe.each(FORMS)('the form $file', ({ form }) => {
	const questions = form.body.filter(({ type }) => type !== 'markdown');

	test('has a name, a description and questions', () => {
		expect(form.name).not.toBe('');
		expect(form.description).not.toBe('');
		expect(questions.length).toBeGreaterThan(2);
	});

	test('asks questions of the kinds that GitHub knows, each with a label and an ID of its own', () => {
		const kinds = ['input', 'textarea', 'dropdown', 'checkboxes'];

		expect(questions.filter(({ type }) => !kinds.includes(type))).toEqual([]);
		expect(questions.filter(({ attributes }) => !attributes.label)).toEqual([]);
		const ids = questions.map(({ id }) => id);
		expect(ids.filter((id) => !/^[\w-]+$/.test(id ?? ''))).toEqual([]);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('has different options wherever one has to be chosen', () => {
		const lists = questions.flatMap(({ type, attributes }) =>
			type === 'dropdown' || type === 'checkboxes' ? [attributes.options ?? []] : [],
		);

		const wrong = lists.filter((options) => {
			const texts = options.map((option) => JSON.stringify(option));
			return options.length === 0 || new Set(texts).size < options.length;
		});
		expect(wrong).toEqual([]);
	});
});

test('the form for bugs asks for the conformance report and for the versions', () => {
	const bug = FORMS.find(({ file }) => file === 'bug.yml');

	expect(bug?.form.body.map(({ id }) => id)).toEqual(
		expect.arrayContaining(['conformance', 'package', 'n8n']),
	);
	expect(bug?.text).toContain('npm run conformance');
});
