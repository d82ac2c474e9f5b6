import fc from 'fast-check';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Send } from '../../nodes/Talkover/api/client';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import { headline, problemOfFailure } from '../../nodes/Talkover/report/problem';
import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { transportOf } from '../../tools/harness/transport';
import { CASES } from '../../tools/operations/documented';
import { jobOf } from '../../tools/operations/jobOf';
import { fuzz, jsonTexts, jsonValues } from '../support/fuzz';
import { readResponse } from '../support/readResponse';
import { loadList, searchList } from '../support/n8n/lists';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const NAMES = [
	...['success', 'data', 'message', 'errors', 'error', 'code', 'meta', 'last_page', 'total'],
	...['id', 'call_id', 'name', 'label', 'title', 'status', 'current_status', 'type', 'to', 'from'],
	...['calls', 'phone_numbers', 'campaign_call', 'webhooks', 'attendees', 'active', 'valid'],
	...['days_of_week', 'date', 'available', 'start_time', 'end_time', 'timezone', 'direction'],
	...[
		'created_at',
		'started_at',
		'ended_at',
		'duration',
		'duration_seconds',
		'mp3_url',
		'demo_url',
	],
	...['flow_config', 'nodes', 'conversation_mode', 'available_events', 'enabled', 'voice', 'stats'],
];
const LEAVES = fc.constantFrom(
	...['"published"', '"draft"', '"completed"', '"in-progress"', '"exception"', '"inbound"'],
	...['"+12125550123"', '"https://files.example.com/a.mp3"', '"2026-03-29 14:30:00"', '7'],
);

beforeEach(() => {
	skipWaits();
});

/** Answers requests in turns, as the client does with these statuses and bodies. */
function answering(answers: readonly (readonly [status: number, json: string])[]): Send {
	let requests = 0;
	return async () => {
		const [status, json] = answers[requests % answers.length] ?? [200, '{}'];
		requests += 1;
		if (requests > 100) throw new Error('It never ends');
		return readResponse(status, JSON.parse(json));
	};
}

const JOBS = CASES.map((one) => ({ fields: fieldsOf(one.operation), job: jobOf(one) }));

fuzz(
	'any responses to any operation give items or a failure with a message',
	fc.tuple(
		fc.nat({ max: JOBS.length - 1 }),
		fc.array(
			fc.tuple(fc.constantFrom(200, 200, 200, 404, 409, 422, 500), jsonTexts(NAMES, LEAVES)),
			{ minLength: 1, maxLength: 3 },
		),
	),
	async ([index, answers]) => {
		const { job, fields = [] } = JOBS[index] ?? {};
		const result = await job?.run(transportOf(answering(answers)), undefined);
		if (result?.ok) {
			for (const item of result.value.items) expect(typeof item).toBe('object');
			expect(() => JSON.stringify(result.value.items)).not.toThrow();
		} else if (result) {
			expect(headline(problemOfFailure(result, fields))).toMatch(/\w/);
		}
	},
);

const talkover = useSimulator();

const { listSearch = {}, loadOptions = {} } = new Talkover().methods;
const LISTS = [
	...Object.keys(listSearch).map((method) => ({ method, open: searchList })),
	...Object.keys(loadOptions).map((method) => ({ method, open: loadList })),
];
/** What the lists depend on. */
const CHOSEN = {
	...{ resource: 'webhook', operation: 'get', source: 'agent', agentId: 'a', campaignId: 'b' },
	...{ calendarId: 'c', eventId: 'd', webhookId: 'e' },
};

fuzz(
	'any response to any list in the editor is shown, or results in an error with a message',
	fc.tuple(fc.constantFrom(...LISTS), jsonValues(NAMES, LEAVES), fc.constantFrom(200, 404, 422)),
	async ([{ method, open }, body, status]) => {
		talkover().reset();
		talkover().answer(status, body);
		const outcome: unknown = await open(talkover(), method, CHOSEN).catch(
			(error: unknown) => error,
		);
		if (!(outcome instanceof Error)) return;
		expect(outcome instanceof NodeApiError || outcome instanceof NodeOperationError).toBe(true);
		expect(outcome.message).toMatch(/\w/);
	},
	{ share: 0.03 },
);
