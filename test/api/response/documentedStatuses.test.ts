import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const talkover = useSimulator();
const CALL: INodeParameters = {
	...{ resource: 'call', operation: 'make', agentId: chosen(SEED.salesAgentId) },
	phone: '+12125001000',
};

test.each([202, 203, 206])('a success with the status %i proves nothing', async (status) => {
	const dialed = talkover().dialed();
	talkover().answer(status, { success: true, data: [] }, 'getActiveCall');

	const result = await runTalkover(talkover(), CALL);

	expect(result.error?.message).toContain(`can't read Talkover's response (HTTP ${status})`);
	expect(talkover().dialed()).toEqual(dialed);
});

test.each<[string, object]>([
	['total', { total: 1 }],
	['next page', { next_page_url: '/more?page=2' }],
	['last page', { meta: { last_page: 2 } }],
	['errors', { errors: [{ message: 'Timeout' }] }],
])('nobody is called if the active calls are empty, but have a %s', async (_what, more) => {
	const dialed = talkover().dialed();
	talkover().answer(200, { data: [], ...more }, 'getActiveCall');

	const result = await runTalkover(talkover(), CALL);

	expect(jsonOf(result)).toEqual([]);
	expect(result.error).toBeDefined();
	expect(talkover().dialed()).toEqual(dialed);
});

test.each<[object]>([
	[{ success: true, data: { success: false, message: 'No' } }],
	[{ success: true, data: { error: 'AGENT_INACTIVE' } }],
	[{ success: true, data: { id: 0 } }],
	[{ id: false, detail: 'No' }],
])('a call is not reported as made if the response is %j', async (body) => {
	skipWaits();
	talkover().answer(200, body, 'makeCall');

	const result = await runTalkover(talkover(), CALL);

	expect(result.error?.message).toContain('Outcome unknown: the call to +12125001000');
});
