import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../harness/talkoverNode';
import { searchList } from '../support/n8n/lists';
import { BLANK, chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const trunkId = chosen(SEED.sipTrunkId);
const unhealthy = chosen(SEED.unhealthySipTrunkId);

const run = (operation: string, parameters: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'sipTrunk', operation, ...parameters });

test('SIP trunks can be listed and read', async () => {
	expect(jsonOf(await run('getMany', { returnAll: true }))).toEqual([
		expect.objectContaining({ id: SEED.sipTrunkId, health_status: 'healthy' }),
		expect.objectContaining({ id: SEED.unhealthySipTrunkId, health_status: 'unhealthy' }),
	]);

	const [trunk] = jsonOf(await run('get', { trunkId, simplify: false }));
	expect(trunk).toMatchObject({ name: 'Primary Carrier US', username: 'user_42', port: 5061 });
	expect(trunk).not.toHaveProperty('password');
});

test('a simplified SIP trunk includes its health but not its login', async () => {
	const [trunk] = jsonOf(await run('get', { trunkId }));

	expect(trunk).toMatchObject({ id: SEED.sipTrunkId, is_active: true, health_status: 'healthy' });
	expect(trunk).not.toHaveProperty('username');
});

test('an unhealthy SIP trunk is a result and not an error', async () => {
	expect(jsonOf(await run('getHealth', { trunkId }))).toEqual([
		{ is_healthy: true, response_time_ms: 142, checked_at: expect.any(String) },
	]);
	expect(jsonOf(await run('getHealth', { trunkId: unhealthy }))).toEqual([
		expect.objectContaining({ is_healthy: false, error: 'Connection timeout' }),
	]);
});

test('an unhealthy SIP trunk is a result even if the response has no envelope', async () => {
	const body = {
		is_healthy: false,
		error: 'Connection timeout',
		checked_at: '2026-01-15T14:35:00Z',
	};
	const fault = { kind: 'answer', status: 200, body } as const;
	talkover().fail({ operationId: 'getSipTrunkHealth', fault });

	expect(jsonOf(await run('getHealth', { trunkId }))).toEqual([body]);
});

test('Get Phone Numbers lists the numbers of the chosen SIP trunk', async () => {
	expect(jsonOf(await run('getPhoneNumbers', { trunkId, returnAll: true }))).toEqual([
		{
			id: 'phone-uuid-4',
			number: '+12135230000',
			country_code: 'US',
			formatted_number: '(555) 123-0000',
		},
	]);
	const none = await run('getPhoneNumbers', { trunkId: unhealthy });
	expect(none.error).toBeUndefined();
	expect(jsonOf(none)).toEqual([]);
});

test.each(['get', 'getHealth', 'getPhoneNumbers'])(
	'%s of a SIP trunk that does not exist fails',
	async (operation) => {
		const result = await run(operation, { trunkId: chosen('nobody') });

		expect(shownError(result).message).toMatch(/– SIP trunk not found$/);
	},
);

test('an operation without a SIP trunk is rejected', async () => {
	const result = await run('getHealth', { trunkId: chosen(BLANK) });

	expect(shownError(result).message).toContain('SIP Trunk: is required: choose a SIP trunk');
	expect(talkover().requests).toEqual([]);
});

test('the list of SIP trunks can be searched by name', async () => {
	const panel = { resource: 'sipTrunk', operation: 'getHealth' };

	expect(await searchList(talkover(), 'searchSipTrunks', panel)).toEqual([
		{
			name: 'Primary Carrier US',
			value: SEED.sipTrunkId,
			description: 'sip.carrier-x.com, healthy',
		},
		{
			name: 'Backup Carrier',
			value: SEED.unhealthySipTrunkId,
			description: 'sip.carrier-y.com, unhealthy',
		},
	]);
	expect(await searchList(talkover(), 'searchSipTrunks', panel, 'backup')).toHaveLength(1);
});
