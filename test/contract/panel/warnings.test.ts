import { noticesIn } from '../../support/n8n/noticesIn';
import { OPERATIONS } from '../../../tools/operations/documented';

const FOR_GOOD = /can't be undone/;

/** What users need to know before they run an operation, besides phones that ring and agents that become drafts. */
const WARNINGS: readonly (readonly [string, RegExp])[] = [
	['action.delete', FOR_GOOD],
	['agent.delete', FOR_GOOD],
	['availability.deleteRule', FOR_GOOD],
	['calendar.delete', FOR_GOOD],
	['calendar.disconnectProvider', /a person has to sign in/],
	['calendarEvent.delete', /can't be undone.* notifies its attendees/],
	['campaign.delete', FOR_GOOD],
	['campaign.updateStatus', FOR_GOOD],
	['flow.update', /can't be restored/],
	['phoneNumber.requestRelease', /can't be recovered/],
	['training.delete', FOR_GOOD],
	['webhook.delete', FOR_GOOD],
	['webhook.test', /the receiver may act/],
];

test.each(WARNINGS)('a notice of %s warns with %s', (key, warning) => {
	const [resource = '', operation = ''] = key.split('.');

	expect(noticesIn({ resource, operation }).some((text) => warning.test(text))).toBe(true);
});

test('every operation that deletes has a notice', () => {
	const deleting = OPERATIONS.filter(({ operation }) => operation.value.startsWith('delete'));
	const silent = deleting.filter(
		({ resource, operation }) => noticesIn({ resource, operation: operation.value }).length === 0,
	);

	expect(deleting.length).toBeGreaterThan(5);
	expect(silent.map(({ key }) => key)).toEqual([]);
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
