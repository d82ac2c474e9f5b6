import fc from 'fast-check';

import { parseErrorBody } from '../../nodes/Talkover/api/errorBody';
import { failureFromAnswer } from '../../nodes/Talkover/api/failure';
import { encodePath } from '../../nodes/Talkover/api/request';
import { details, headline, problemOfFailure } from '../../nodes/Talkover/report/problem';
import { agentLocator } from '../../nodes/Talkover/shared/agent';
import { phone } from '../../nodes/Talkover/shared/phone';
import { resources } from '../../nodes/Talkover/resources';
import { update } from '../../nodes/Talkover/resources/flow/update';
import { runTalkover } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string(),
	fc.constantFrom('.', '..', '/', '%2e'),
);

test('an identifier never leaves its path segment', () => {
	fc.assert(
		fc.property(text, (id) => {
			const parsed = agentLocator.parse(id);
			if ('faults' in parsed) return;
			const url = new URL(
				`https://example.com/api/v1${encodePath(['agents', parsed.value, 'flow'])}`,
			);
			const segments = url.pathname.split('/');
			expect(segments).toHaveLength(6);
			expect(decodeURIComponent(segments[4] ?? '')).toBe(id.trim());
			expect([url.search, url.hash, url.host]).toEqual(['', '', 'example.com']);
		}),
		{ numRuns: 2000 },
	);
});

const phoneLike = fc
	.array(
		fc.constantFrom('+', '1', '5', '0', ' ', '-', '(', ')', '.', '/', '..', '?', '\u00a0', 'x'),
	)
	.map((parts) => parts.join(''));

const country = fc.constantFrom(undefined, 'DE', 'US', 'BR', 'IT', 'SG');

test('a phone number is E.164 or rejected', () => {
	fc.assert(
		fc.property(fc.oneof(phoneLike, text, fc.anything()), country, (entered, code) => {
			const parsed = phone.parse(entered, { timezone: 'UTC', country: code });
			if ('value' in parsed) expect(parsed.value).toMatch(/^\+[1-9]\d{6,14}$/);
			else expect(parsed.faults[0]?.text).toMatch(/\w/);
		}),
		{ numRuns: 5000 },
	);
});

/** JSON that often looks like a flow. */
const flowLike = fc.letrec<{ value: unknown }>((tie) => {
	const id = fc.oneof(fc.constantFrom('a', 'b', 'c', ''), fc.jsonValue({ maxDepth: 1 }));
	const branch = fc.record({ match: id, next: id }, { requiredKeys: [] });
	const node = fc.record(
		{
			id,
			type: fc.oneof(
				fc.constantFrom('say', 'ask', 'decision', 'end'),
				fc.jsonValue({ maxDepth: 0 }),
			),
			next: id,
			content: id,
			branches: fc.oneof(fc.array(branch), fc.jsonValue({ maxDepth: 1 })),
			extra: tie('value'),
		},
		{ requiredKeys: [] },
	);
	const flow = fc.record(
		{
			initial_node_id: id,
			nodes: fc.oneof(fc.array(node), fc.jsonValue({ maxDepth: 1 })),
			meta: fc.oneof(fc.record({ name: id, version: id }), fc.jsonValue({ maxDepth: 1 })),
			global_functions: fc.array(fc.record({ name: id, description: id }, { requiredKeys: [] })),
		},
		{ requiredKeys: [] },
	);
	return { value: fc.oneof({ weight: 5, arbitrary: flow }, fc.jsonValue()) };
}).value;

test('any JSON as a flow is sent unchanged or rejected with a clear message', () => {
	const options = { checkFlow: 'local' };
	let valid = 0;
	fc.assert(
		fc.property(flowLike, (json) => {
			const field = update.fields.find(({ name }) => name === 'flowConfig');
			const flowConfig = field?.parse(JSON.stringify(json));
			if (!flowConfig || 'faults' in flowConfig) return;
			const values = {
				agentId: 'a',
				conversationMode: 'flow_driven',
				flowConfig: flowConfig.value,
			};
			const job = update.prepare(values, options);
			if ('faults' in job) {
				for (const { text: fault } of job.faults) expect(fault).toMatch(/\w/);
				return;
			}
			valid += 1;
			const body = { conversation_mode: 'flow_driven', flow_config: json };
			expect(job.value.request.body).toStrictEqual(JSON.parse(JSON.stringify(body)));
		}),
		{ numRuns: 5000, examples: [[{ initial_node_id: 'a', nodes: [{ id: 'a', type: 'end' }] }]] },
	);
	expect(valid).toBeGreaterThan(0);
});

test('any error body results in a readable message', () => {
	const fields = resources.flatMap(({ operations }) => operations.flatMap((one) => one.fields));
	fc.assert(
		fc.property(fc.anything(), fc.integer({ min: 300, max: 599 }), (body, status) => {
			for (const message of parseErrorBody(body).messages) {
				expect(message.text.trim()).not.toBe('');
			}
			const creation = {
				key: ['agent'] as const,
				label: 'the agent',
				where: 'the list of agents',
			};
			const problem = problemOfFailure(failureFromAnswer(status, body, creation), fields);
			// The message of a 403 begins with Talkover's own words.
			if (status === 403) expect(headline(problem)).toContain('(HTTP 403)');
			else expect(headline(problem)).toMatch(/^(Talkover|The) \w/);
			expect(headline(problem).length).toBeLessThan(1500);
			for (const line of details(problem)) expect(line.trim()).not.toBe('');
		}),
		{ numRuns: 5000 },
	);
});

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});
afterEach(() => {
	jest.restoreAllMocks();
});

test('the token never appears in the output, whatever Talkover returns', async () => {
	const { token } = talkover();
	const leaking = fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 3 },
			fc.constant(token),
			fc.string().map((around) => `${around}${token}${around}`),
			fc.array(tie('value'), { maxLength: 3 }),
			fc.dictionary(
				fc.constantFrom('message', 'errors', 'error', 'code', 'field', 'details', token),
				tie('value'),
				{ maxKeys: 4 },
			),
		),
	})).value;

	await fc.assert(
		fc.asyncProperty(leaking, fc.constantFrom(400, 401, 422, 500), async (body, status) => {
			talkover().reset();
			talkover().fail({ fault: { kind: 'answer', status, body } });
			const { error } = await runTalkover(talkover(), {
				resource: 'agent',
				operation: 'create',
				name: 'A',
			});
			expect(error?.message).toBeTruthy();
			expect(JSON.stringify(error)).not.toContain(token);
		}),
		{ numRuns: 150 },
	);
});
