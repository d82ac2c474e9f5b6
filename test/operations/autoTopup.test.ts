import type { IDataObject } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

async function settings(simplify: boolean): Promise<IDataObject> {
	const panel = { resource: 'autoTopup', operation: 'getSettings', simplify };
	const [item = {}] = jsonOf(await runTalkover(talkover(), panel));
	return item;
}

test('Get Settings returns the settings of automatic recharges and changes nothing', async () => {
	expect(await settings(false)).toMatchObject({
		is_enabled: true,
		threshold_amount: 50,
		payment_method_id: 'pm_uuid_1',
	});
	expect(talkover().requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
		'GET /api/v1/auto-topup/settings',
	]);
});

test('simplified settings include the amounts and not the payment card', async () => {
	const simplified = await settings(true);

	expect(simplified).toMatchObject({ recharge_amount: 100, daily_limit: 500, currency: 'USD' });
	expect(simplified).not.toHaveProperty('payment_method_id');
});
