import { withFaults } from '../../nodes/Talkover/base/invalidInput';
import { callingHours } from '../../nodes/Talkover/calls/rules/callingHours';

test('hours in the time zone of a workflow are rejected if its settings have none', () => {
	const parsed = callingHours.parse({ hours: { timeZone: 'workflow' } }, { timezone: 'DEFAULT' });

	const text =
		"can't be that of the workflow, whose settings leave it to n8n: choose a time zone here or in the workflow's settings";
	expect(parsed).toEqual(withFaults([{ label: 'Calling Hours, Time Zone Name or ID', text }]));
});
