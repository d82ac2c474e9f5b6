import { SEED } from '../../../../tools/simulator/state';
import { actionAt, actionWith, ask, secretOf, sentAction } from '../support/agentAction';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { configured, storeAndPublish, unpublishAll } from '../support/production';

const FILE = 'book-during-call.json';
const URL = 'https://n8n.example.com/webhook/book-meeting';
/** A Monday on which the calendar of the simulator is open from 9:00 in New York. */
const DAY = '2027-01-18';
const TIME = `${DAY}T09:00`;

test.afterEach(async ({ world }) => unpublishAll(world));

test('an agent hears the free times and books one once', async ({ world, example, simulator }) => {
	const calendar = { calendarId: { __rl: true, mode: 'list', value: SEED.calendarId } };
	const imported = await storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, actionAt(URL)),
			'Get Free Slots': calendar,
			'Create the Event': calendar,
			'Create or Update the Action': { agentId: chosenAgent() },
		},
		credentials: [secretOf('Agent Asks')],
		keep: ['Run Once'],
	});
	const before = simulator.state.calendarEvents.length;
	await imported.run('Run Once');
	expect(sentAction(simulator)).toEqual(actionWith(URL, 'start', 'name', 'email'));
	const booking = { start: TIME, name: 'Ana Lima', email: 'ana@example.com' };

	const offered = { booked: false, times: expect.arrayContaining([TIME]) as string[] };
	expect(await ask(world, 'book-meeting', { start: DAY })).toMatchObject(offered);
	expect(await ask(world, 'book-meeting', { start: TIME })).toMatchObject(offered);
	expect(simulator.state.calendarEvents).toHaveLength(before);
	expect(await ask(world, 'book-meeting', booking)).toEqual({
		booked: true,
		answer: 'Your meeting is booked for Monday, 18 January at 09:00.',
	});
	const again = await ask(world, 'book-meeting', booking);
	expect(again).toMatchObject({ booked: false });
	expect((again as { times: string[] }).times).not.toContain(TIME);
	expect(await ask(world, 'book-meeting', { ...booking, start: 'soon' })).toMatchObject({
		booked: false,
	});

	expect(simulator.state.calendarEvents.slice(before)).toEqual([
		expect.objectContaining({
			title: 'Meeting with Ana Lima',
			start_at: '2027-01-18T14:00:00Z',
			attendees: [expect.objectContaining({ name: 'Ana Lima', email: 'ana@example.com' })],
		}),
	]);
});
