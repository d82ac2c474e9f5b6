import type { DealExample } from '../support/dealScenario';
import { testDeal } from '../support/dealScenario';
import { expect } from '../support/fixtures';
import { hubSpot } from '../services/hubspot';

const TOKEN = 'token-of-a-private-app';

const HUBSPOT: DealExample = {
	crm: 'HubSpot',
	file: 'hubspot-call-deal-contact.json',
	trigger: 'Deal Changes Its Stage',
	call: 'Call Contact',
	credentials: [
		{
			type: 'hubspotAppToken',
			data: { appToken: TOKEN },
			nodes: ['Get Deal', 'Get Contact', 'Write Note on Deal', 'Create Task for Owner'],
		},
	],
	accountWith: (phone) => hubSpot(TOKEN, { firstname: 'Ana', phone }),
	note: (body) => ({ dealIds: [1001], body }),
	unanswered: {
		subject: 'Call the contact of New website',
		body: 'Nobody answered the calls of the Talkover agent.',
		ownerId: 77,
		dealIds: [1001],
		contactIds: [201],
	},
	notCalled: [
		{
			what: 'a contact in HubSpot without a phone number',
			account: () => hubSpot(TOKEN, { firstname: 'Ana' }),
			task: {
				body: expect.stringContaining('phone number is empty'),
				ownerId: 77,
				dealIds: [1001],
			},
		},
		{
			what: 'a deal in HubSpot whose contact cannot be read',
			account: () => hubSpot(TOKEN),
			task: { body: expect.stringContaining('could not be found'), ownerId: 77 },
		},
	],
};

testDeal(HUBSPOT);
