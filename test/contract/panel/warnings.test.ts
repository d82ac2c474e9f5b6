import { OPERATIONS } from '../../../tools/operations/documented';

const FOR_GOOD = /can't be undone/;
const CREDITS = /uses? credits/;
const DRAFT = /back to draft/;

/** What users need to know before they run an operation. */
const WARNINGS: Readonly<Record<string, RegExp>> = {
	'action.delete': FOR_GOOD,
	'action.upsert': DRAFT,
	'agent.delete': FOR_GOOD,
	'agent.updateCalling': DRAFT,
	'agent.updateKnowledge': DRAFT,
	'agent.updateVoice': DRAFT,
	'availability.deleteRule': FOR_GOOD,
	'calendar.delete': FOR_GOOD,
	'calendar.disconnectProvider': /a person has to sign in/,
	'calendarEvent.delete': FOR_GOOD,
	'call.make': CREDITS,
	'call.makeAndWait': CREDITS,
	'call.makeForCampaign': CREDITS,
	'agent.create': /recorded unless you turn off Enable Recording/,
	'campaign.delete': FOR_GOOD,
	'campaign.importFromSftp': CREDITS,
	'campaign.updateStatus': CREDITS,
	'flow.update': /can't be restored/,
	'phoneNumber.requestRelease': /can't be recovered/,
	'training.delete': FOR_GOOD,
	'training.upsert': DRAFT,
	'webhook.delete': FOR_GOOD,
};

test.each(Object.entries(WARNINGS))('the description of %s warns with %s', (key, warning) => {
	const found = OPERATIONS.find((each) => each.key === key);

	expect(found?.operation.description).toMatch(warning);
});

test.each(['call.make', 'call.makeAndWait'])('%s names campaigns for retries over days', (key) => {
	const found = OPERATIONS.find((each) => each.key === key);

	expect(found?.operation.description).toMatch(
		/retries over days, use Campaign: Create and Call: Make for Campaign/,
	);
});

test.each(['call.make', 'call.makeForCampaign'])(
	'the description of the test option of %s says that a phone may ring',
	(key) => {
		const { operation } = OPERATIONS.find((each) => each.key === key) ?? {};

		expect(operation?.options.find(({ name }) => name === 'isTest')?.property.description).toMatch(
			/may still ring/,
		);
	},
);
