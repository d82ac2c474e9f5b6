import { readFileSync } from 'node:fs';
import path from 'node:path';

import { loadOutputSchema } from 'n8n-core';
import type { INodeProperties } from 'n8n-workflow';

import { OUTCOMES, REASONS } from '../../nodes/Talkover/calls/result';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import { noticesOf } from '../../nodes/Talkover/operation/panel/notice';
import { resources } from '../../nodes/Talkover/resources';
import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node';
import { OPERATIONS } from '../../tools/operations/documented';

const NODE_DIR = path.join(__dirname, '../../nodes/Talkover');

/** What n8n finds for the output of a node: the record of an operation's example, or of the trigger. */
function schemaFor(version: number, resource?: string, operation?: string) {
	const chosen = { ...(resource ? { resource } : {}), ...(operation ? { operation } : {}) };
	return loadOutputSchema({ nodeDir: NODE_DIR, version, ...chosen, versionFallback: true });
}

function fieldsIn(...about: Parameters<typeof schemaFor>): readonly string[] {
	return Object.keys(schemaFor(...about)?.properties ?? {});
}

const OF_TRIGGER = fieldsIn(2);

test.each(OPERATIONS)('n8n finds fields in the output of $key', ({ resource, operation }) => {
	expect(fieldsIn(1, resource, operation.value)).not.toEqual([]);
});

test("n8n's assistant takes the output of the default operation for a node that it saved without one", () => {
	expect(fieldsIn(1)).toEqual(fieldsIn(1, 'call', 'makeAndWait'));
});

/** What a pattern lists as the output, without the explanations in parentheses. */
function listedIn(pattern = ''): readonly string[] {
	const [, list = ''] =
		/^Output, one item per [^:]+: ([^.]+)\./m.exec(withoutParentheses(pattern)) ?? [];
	return list.split(', ');
}

function withoutParentheses(text: string): string {
	return text.replaceAll(/ \([^)]*\)/g, '');
}

const ofTrigger =
	new TalkoverTrigger().description.properties.find(({ name }) => name === 'source')?.builderHint
		?.propertyHint ?? '';

const PATTERNS = [
	{ key: 'the trigger', pattern: ofTrigger, fields: OF_TRIGGER },
	...OPERATIONS.flatMap(({ key, resource, operation: { value, pattern } }) =>
		pattern === undefined ? [] : [{ key, pattern, fields: fieldsIn(1, resource, value) }],
	),
];

test.each(PATTERNS)(
	'AI builders read only fields that the output has, in the pattern of $key',
	({ pattern, fields }) => {
		const listed = listedIn(pattern);

		expect(listed.length).toBeGreaterThan(5);
		expect(listed.filter((name) => !fields.includes(name))).toEqual([]);
	},
);

test.each(PATTERNS.slice(1))(
	'the outcomes and reasons in the pattern of $key are those of the output',
	({ pattern }) => {
		const quoted = (text = '') => [...text.matchAll(/'(\w+)'/g)].map(([, value]) => value ?? '');
		const outcomes = quoted(/outcome is ([^.:]+)/.exec(pattern)?.[1]);
		const reasons = quoted(/reason \(([^)]+)\)/.exec(pattern)?.[1]);

		expect(reasons.length).toBeGreaterThan(3);
		expect(reasons.filter((reason) => !(reason in REASONS))).toEqual([]);
		expect(outcomes.filter((each) => !(each in { ...OUTCOMES, skipped: 1 }))).toEqual([]);
	},
);

test.each(['check', 'make', 'makeAndWait', 'makeForCampaign'])(
	'the reason in the output of %s is a text or null',
	(operation) => {
		expect(schemaFor(1, 'call', operation)?.properties).toHaveProperty('reason', {
			type: ['string', 'null'],
		});
	},
);

/** The texts of a parameter, of its choices and of what is inside it. */
function textsOf(property: object): readonly string[] {
	return Object.entries(property).flatMap(([name, value]: [string, unknown]) => {
		if (typeof value === 'object' && value !== null) return textsOf(value);
		return typeof value === 'string' && TEXTS.has(name) ? [value] : [];
	});
}

const TEXTS = new Set(['description', 'displayName', 'hint', 'placeholder', 'propertyHint']);

const PANELS = OPERATIONS.map(({ key, resource, operation }) => ({
	...{ key, fields: fieldsIn(1, resource, operation.value) },
	properties: [...noticesOf(operation), ...fieldsOf(operation).map(({ property }) => property)],
}));

/** `'placed' set to false` */
const HAS_VALUE = /'([\w.]+)'(?: is)?(?: set to)? (?:false|true)\b/g;

const PROMISED = PANELS.flatMap(({ key, fields, properties }) =>
	textsOf(properties)
		.flatMap((text) => [...text.matchAll(HAS_VALUE)].map(([, name = '']) => ({ text, name })))
		.map((each) => ({ key, fields, ...each })),
);

test('texts of parameters say which value of the output means something', () => {
	expect(new Set(PROMISED.map(({ name }) => name))).toEqual(new Set(['active', 'ended', 'placed']));
});

test.each(PROMISED)("the output of $key has '$name', as its panel says", ({ name, fields }) => {
	expect(fields).toContain(name);
});

/** `from the output of Make or Get Active` */
const FROM_OUTPUT = /from the output of (.+)$/;

const READ = OPERATIONS.flatMap(({ key, resource, operation }) =>
	fieldsOf(operation).flatMap(({ name, property }: { name: string; property: INodeProperties }) => {
		const [, sources] = FROM_OUTPUT.exec(property.description ?? '') ?? [];
		return sources?.split(/, | or /).map((source) => ({ key, resource, name, source })) ?? [];
	}),
);

test('descriptions of IDs name the operations whose output has them', () => {
	expect(READ.map(({ key, source }) => `${key}: ${source}`)).toEqual(
		expect.arrayContaining(['call.end: Make', 'call.end: Get Active', 'call.get: Make']),
	);
});

test.each(READ)('the $name of $key is in the output of $source', ({ resource, name, source }) => {
	if (source === 'an event of the trigger') {
		expect(OF_TRIGGER).toContain(name);
		return;
	}
	const from = resources
		.find(({ value }) => value === resource)
		?.operations.find((each) => each.name === source);
	expect(fieldsIn(1, resource, from?.value ?? source)).toContain('id');
});

test('the page on the trigger explains every field of its output', () => {
	const page = readFileSync(path.join(__dirname, '../../docs/trigger.md'), 'utf8');
	const [, section = ''] = /## Output\n([^#]+)/.exec(page) ?? [];
	const named = new Set([...section.matchAll(/`(\w+)`/g)].map(([, name]) => name));

	expect(named).toEqual(new Set(OF_TRIGGER));
});
