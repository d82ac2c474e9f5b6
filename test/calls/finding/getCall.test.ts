import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { answerOnce } from '../../support/servers/pagedServer';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const get = (callId: string, more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'call', operation: 'get', callId, ...more });

const urls = () => talkover().requests.map(({ url }) => url.replace('/api/v1', ''));

beforeEach(() => {
	const { calls } = talkover().state;
	calls.splice(0);
	for (let index = 0; index < 250; index++) {
		calls.push({
			id: `call-${index}`,
			agent_id: SEED.salesAgentId,
			to: `+1212500${1000 + index}`,
			status: 'completed',
			duration_seconds: index,
			created_at: new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString(),
		});
	}
});

test('Get returns the call with its status, number and duration', async () => {
	expect(jsonOf(await get('call-7'))).toEqual([
		expect.objectContaining({ id: 'call-7', to: '+12125001007', status: 'completed', duration: 7 }),
	]);
	expect(talkover().requests).toHaveLength(1);
});

test('Get reads pages until it finds the call', async () => {
	expect(jsonOf(await get('call-199'))).toEqual([expect.objectContaining({ duration: 199 })]);
	expect(talkover().requests).toHaveLength(2);
});

test('Get limits its search to a given agent and phone number', async () => {
	const narrowed = { agents: 'one', agentId: chosen(SEED.salesAgentId) };
	const additionalFields = { phone: '+1 212 500 1240' };

	expect(jsonOf(await get('call-240', { ...narrowed, additionalFields }))).toHaveLength(1);
	expect(urls()).toEqual([
		`/agents/${SEED.salesAgentId}/calls?search=%2B12125001240&page=1&per_page=100`,
	]);
});

test('Get finds a call with a numeric ID by its text', async () => {
	answerOnce(talkover(), [{ call_id: 12, status: 'completed' }]);

	expect(jsonOf(await get(' 12 '))).toEqual([
		{ id: 12, status: 'completed', outcome: 'answered', ended: true },
	]);
});

test('the error about a missing call says how many calls were searched', async () => {
	expect(shownError(await get('call-249', { additionalFields: { callsToSearch: 120 } }))).toEqual({
		message: 'No call with the ID call-249 among the 120 searched',
		lines: [
			"Check the ID. If the call is older, select its agent, add its phone number, or raise 'Calls to Search'",
		],
	});
	expect(talkover().requests).toHaveLength(2);
});

test.each([
	['completed', 'answered', true],
	['no-answer', 'noAnswer', true],
	['ringing', 'running', false],
	['something new', 'unknown', null],
])('a call that is %s has the outcome %s', async (status, outcome, ended) => {
	answerOnce(talkover(), [{ call_id: 12, status, duration: 3 }]);

	expect(jsonOf(await get('12'))).toEqual([expect.objectContaining({ outcome, ended })]);
});
