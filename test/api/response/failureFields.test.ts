import {
	failureFromAnswer,
	failureFromRejection,
	localFailure,
	unreadableAnswer,
} from '../../../nodes/Talkover/api/response/failure';
import { maybeCreated } from '../../../nodes/Talkover/api/response/reply';

const CALL = {
	key: ['call', '+15550100'],
	label: 'the call to +15550100',
	where: 'the calls of the agent',
} as const;
const OUTCOME_UNKNOWN = 'Check the calls of the agent in Talkover before you run it again';

test.each([
	[301, 'refused', 'other'],
	[400, 'refused', 'badRequest'],
	[401, 'refused', 'unauthorized'],
	[402, 'refused', 'noCredits'],
	[403, 'refused', 'forbidden'],
	[404, 'refused', 'missing'],
	[408, 'unknown', 'server'],
	[409, 'refused', 'conflict'],
	[410, 'refused', 'gone'],
	[416, 'refused', 'gone'],
	[422, 'refused', 'invalid'],
	[425, 'unknown', 'server'],
	[429, 'nothing', 'rateLimited'],
	[498, 'refused', 'other'],
	[499, 'unknown', 'server'],
	[500, 'unknown', 'server'],
])('HTTP %i means %s: %s', (status, did, why) => {
	expect(failureFromAnswer(status, {})).toMatchObject({ ok: false, did, why, status });
	const isUncertain = did === 'unknown' || status < 400;
	expect(maybeCreated(failureFromAnswer(status, {}, CALL))).toBe(isUncertain ? CALL : undefined);
	expect(maybeCreated(failureFromAnswer(status, {}))).toBeUndefined();
});

test('a redirect names the Base URL, and for a call also where to look', () => {
	const advice = 'Enter the new address as the Base URL of the Talkover API credential';

	expect(failureFromAnswer(302, {})).toMatchObject({
		title: 'The Base URL redirects to another address (HTTP 302)',
		advice,
	});
	expect(failureFromAnswer(302, {}, CALL).advice).toBe(`${advice}. ${OUTCOME_UNKNOWN}`);
});

test('after a server error, a request that creates nothing can be repeated later', () => {
	expect(failureFromAnswer(500, {})).toMatchObject({
		title: "Talkover couldn't complete the request (HTTP 500)",
		advice: 'Run it again in a few minutes',
	});
});

test('a failure has the machine code and the body of the response, if there are any', () => {
	const body = { code: 'AGENT_BUSY', message: 'Busy', call: { id: 'c' } };

	expect(failureFromAnswer(409, body)).toMatchObject({ code: 'AGENT_BUSY', body });
	expect(failureFromRejection(200, body)).toMatchObject({ code: 'AGENT_BUSY', body });
	for (const failure of [failureFromAnswer(409, 'Busy'), failureFromRejection(200, 'Busy')]) {
		expect(failure).not.toHaveProperty('code');
		expect(failure).not.toHaveProperty('body');
	}
});

test('only a 403 with the code of a plan limit is about the plan', () => {
	const about = (status: number, code?: string) =>
		failureFromAnswer(status, { message: 'No', ...(code === undefined ? {} : { code }) }).advice;
	const ofPlan = 'Delete what you no longer need in Talkover, or upgrade your plan';

	expect(about(403, 'AGENT_LIMIT_REACHED')).toBe(ofPlan);
	expect(about(403, 'LIMIT_REACHED_YESTERDAY')).not.toBe(ofPlan);
	expect(about(422, 'AGENT_LIMIT_REACHED')).not.toBe(ofPlan);
	expect(about(403)).not.toBe(ofPlan);
});

test('a success status with an error is a rejection, and for a call its outcome is unknown', () => {
	expect(failureFromRejection(200, { success: false })).toMatchObject({
		did: 'refused',
		why: 'denied',
		title: 'Talkover rejected the request (HTTP 200)',
	});
	expect(failureFromRejection(200, { success: false }, CALL)).toMatchObject({
		did: 'unknown',
		why: 'contradiction',
		title: 'Outcome unknown: the call to +15550100 may have been made (HTTP 200)',
		advice: OUTCOME_UNKNOWN,
		creation: CALL,
	});
});

test("a failure of the node's own has a title, and advice if there is any", () => {
	expect(localFailure('No contact')).toEqual({
		ok: false,
		did: 'nothing',
		why: 'declined',
		title: 'No contact',
		messages: [],
	});
	expect(localFailure('No contact', 'Add one').advice).toBe('Add one');
});

test.each([
	['', 'The response is empty'],
	[{}, 'The response is empty'],
	['OK', 'The response begins with: OK'],
	[{ a: 1 }, 'The response begins with: {"a":1}'],
])('a response that begins with %j cannot be read', (body, text) => {
	expect(unreadableAnswer(200, body)).toEqual({
		ok: false,
		did: 'unknown',
		why: 'unreadable',
		status: 200,
		title: "This node can't read Talkover's response (HTTP 200)",
		messages: [{ text }],
		advice: 'Check the Base URL of the Talkover API credential',
	});
	expect(unreadableAnswer(200, body, CALL)).toMatchObject({
		title: 'Outcome unknown: the call to +15550100 may have been made (HTTP 200)',
		advice: OUTCOME_UNKNOWN,
		creation: CALL,
	});
});

test.each([400, 409, 422, 429])(
	'a %i that shows what it should reject leaves the outcome unknown',
	(status) => {
		const body = { success: true, data: { id: 'call-1' } };

		expect(failureFromAnswer(status, body, CALL)).toMatchObject({
			did: 'unknown',
			why: 'contradiction',
			creation: CALL,
		});
		expect(failureFromAnswer(status, body).did).not.toBe('unknown');
		expect(failureFromAnswer(status, { call_id: 'c', to: '+12125000' }, CALL).did).toBe('unknown');
		expect(failureFromAnswer(status, { id: 'e', message: 'No' }, CALL).did).not.toBe('unknown');
	},
);
