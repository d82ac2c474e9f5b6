import fc from 'fast-check';

import { isRecord } from '../../nodes/Talkover/base/json';
import type { Invalid } from '../../nodes/Talkover/base/invalidInput';
import type { Result } from '../../nodes/Talkover/base/result';
import { flowFaults } from '../../nodes/Talkover/resources/flow/config/rules';
import { update } from '../../nodes/Talkover/resources/flow/update';
import { validate } from '../../nodes/Talkover/resources/flow/validate';
import type { Field } from '../../nodes/Talkover/parameters/field';
import { parseShown } from '../../nodes/Talkover/parameters/field';
import { ANYTHING, fuzz, jsonTexts, jsonValues } from '../support/fuzz';
import { ok } from '../../nodes/Talkover/base/result';

const flowConfigField = update.fields.find(({ name }) => name === 'flowConfig');

/** What Flow: Update makes of a flow's JSON. */
function preparedFrom(text: string) {
	const flowConfig = flowConfigField?.parse(text);
	if (!flowConfig?.ok) return undefined;
	const values = { agentId: 'a', conversationMode: 'flow_driven', flowConfig: flowConfig.value };
	return update.prepare(values, { checkFlow: 'local' });
}

function expectFaults({ faults }: Extract<Result<unknown, Invalid>, { faults: unknown }>): void {
	expect(faults.length).toBeGreaterThan(0);
	for (const { text } of faults) expect(text).toMatch(/\w/);
}

const NAMES = [
	...['initial_node_id', 'nodes', 'meta', 'global_functions', 'flow_config', 'name', 'version'],
	...['id', 'type', 'next', 'content', 'branches', 'match', 'description'],
];
const IDS = fc.constantFrom('"a"', '"b"', '"c"', '1', '"1"', '"step-1"', '"end"', '"say"');

/** Flows of one step, with anything else in them. */
const flows = fc
	.tuple(fc.dictionary(fc.string(), jsonValues(NAMES, IDS)), jsonValues(NAMES, IDS))
	.map(([more, content]) => {
		const nodes = [{ ...more, content, id: 'a', type: 'end' }];
		return JSON.stringify({ ...more, initial_node_id: 'a', nodes });
	});
let sent = 0;

fuzz(
	'any text as a flow is sent unchanged or rejected with a clear message',
	fc.oneof(
		flows,
		jsonTexts(NAMES, IDS),
		fc.string(),
		jsonTexts(NAMES, IDS).map((text) => text.slice(1)),
	),
	(text) => {
		const parsed = flowConfigField?.parse(text);
		if (parsed && !parsed.ok) expectFaults(parsed);
		const job = preparedFrom(text);
		if (job && !job.ok) expectFaults(job);
		if (!job?.ok) return;
		sent += 1;
		const body = { conversation_mode: 'flow_driven', flow_config: JSON.parse(text) as unknown };
		expect(JSON.stringify(job.value.request.body)).toBe(JSON.stringify(body));
	},
);

test('some of these flows are sent, so that not every flow results in a message', () => {
	expect(sent).toBeGreaterThan(20);
});

fuzz(
	'the check of a flow gives no more messages than it has values',
	fc.tuple(jsonValues(NAMES, IDS), fc.boolean()),
	([flow, checksLinks]) => {
		if (!isRecord(flow)) return;
		const faults = flowFaults(flow, { checksLinks });
		const values = JSON.stringify(flow).length;
		expect(faults.length).toBeLessThanOrEqual(2 + values);
		for (const text of faults) expect(text).toMatch(/\w/);
	},
);

const text = fc.oneof(
	fc.constantFrom('', 'a', 'b', 'step-1', 'say', 'ask', 'action', 'transfer', 'end', '__proto__'),
	fc.constantFrom(
		'constructor',
		'id',
		'next',
		'branches',
		'1',
		'true',
		'{"a":1}',
		'{"__proto__":1}',
	),
	ANYTHING,
);
const property = fc.record(
	{ name: text, type: fc.constantFrom('text', 'json', 'number', 'boolean'), value: text },
	{ requiredKeys: [] },
);
const branch = fc.record({ match: text, next: text }, { requiredKeys: [] });
const row = fc.record(
	{
		id: text,
		type: text,
		otherType: text,
		content: text,
		actionId: text,
		transferTo: fc.oneof(text, fc.constant('204')),
		next: text,
		branches: fc.record({ branch: fc.array(branch, { maxLength: 3 }) }),
		properties: fc.record({ property: fc.array(property, { maxLength: 3 }) }),
	},
	{ requiredKeys: [] },
);
const panel = fc.record(
	{
		agentId: fc.constant('agent-1'),
		conversationMode: fc.constant('flow_driven'),
		flowDefinition: fc.constant('fields'),
		initialNodeId: text,
		nodes: fc.record({ node: fc.array(row, { maxLength: 5 }) }),
		globalFunctions: fc.record({ function: fc.array(fc.dictionary(fc.string(), text)) }),
		meta: fc.record({ name: text, version: text }, { requiredKeys: [] }),
	},
	{ requiredKeys: ['agentId', 'conversationMode', 'flowDefinition', 'nodes'] },
);

fuzz(
	'any steps of the panel result in a clear message or in a flow whose JSON can be sent',
	fc.tuple(panel, fc.constantFrom(update, validate), fc.constantFrom('local', 'none')),
	([entered, operation, checkFlow]) => {
		const values: Readonly<Record<string, unknown>> = entered;
		const read = ({ name, property: { default: initial } }: Field) => ok(values[name] ?? initial);
		const parsed = parseShown(operation.fields, read, { timezone: 'UTC' });
		const job = parsed.ok ? operation.prepare(parsed.value, { checkFlow }) : parsed;
		if (!job.ok) {
			expectFaults(job);
			return;
		}
		const body = job.value.request.body ?? {};
		const sent = JSON.stringify(body);
		expect(JSON.stringify(JSON.parse(sent))).toBe(sent);
	},
);
