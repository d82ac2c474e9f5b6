import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

type Lookup = (phone: string, country?: string) => INodeParameters;

const LOOKUPS: readonly (readonly [string, Lookup])[] = [
	[
		'getActive',
		(phone, country = '') => ({
			...{ agentId: chosen(SEED.salesAgentId), phone },
			defaultCountry: chosen(country),
		}),
	],
	[
		'getMany',
		(to, country = '') => ({
			filters: { to },
			options: country ? { defaultCountry: country } : {},
		}),
	],
	[
		'get',
		(phone, country = '') => ({
			...{ callId: 'call-1', additionalFields: { phone } },
			options: country ? { defaultCountry: country } : {},
		}),
	],
];

/** The numbers that a run asks Talkover about. */
async function soughtBy(operation: string, parameters: INodeParameters) {
	const result = await runTalkover(talkover(), { resource: 'call', operation, ...parameters });
	const sought = talkover().requests.flatMap(
		({ url }) => /\+\d+/.exec(decodeURIComponent(url.replaceAll('+', '%20'))) ?? [],
	);
	const [item] = result.error ? [] : jsonOf(result);
	return { error: result.error && shownError(result).message, item, sought };
}

describe.each(LOOKUPS)('Call: %s', (operation, lookup) => {
	test.each([
		// The example of Talkover's API reference.
		['+15551234567', undefined, '+15551234567'],
		['+1 (555) 123-4567', undefined, '+15551234567'],
		['(555) 123-4567', 'US', '+15551234567'],
	])('looks for %s, which is possible', async (phone, country, number) => {
		const { sought } = await soughtBy(operation, lookup(phone, country));

		expect(new Set(sought)).toEqual(new Set([number]));
	});

	test.each([
		['+1 555 123', undefined, 'ten digits after +1'],
		['555 123 4567', undefined, 'has no country code'],
		['555 123 4567 89', 'US', "isn't a phone number of the Default Country"],
		['011 49 171 1234567', 'DE', 'begins with 011'],
	])('rejects %s, which is not possible', async (phone, country, message) => {
		const { error, sought } = await soughtBy(operation, lookup(phone, country));

		expect(error).toContain(message);
		expect(sought).toEqual([]);
	});
});

test.each(['make', 'makeAndWait', 'makeForCampaign'])(
	'%s skips what is not listed',
	async (operation) => {
		const { item, sought } = await soughtBy(operation, {
			...{ agentId: chosen(SEED.salesAgentId), campaignId: chosen(SEED.activeCampaignId) },
			...{ phone: '+15551234567', waitAtMost: 0 },
		});

		expect(item).toMatchObject({ reason: 'invalidNumber' });
		expect(item?.message).toContain("isn't a phone number of North America");
		expect(sought).toEqual([]);
	},
);
