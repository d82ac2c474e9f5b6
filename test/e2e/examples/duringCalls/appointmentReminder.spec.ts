import { callRequests, callTo } from '../../support/simulatedCalls';
import { actionAt, actionWith, ask, secretOf, sentAction } from '../support/agentAction';
import { callingAt } from '../support/callingHours';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { configured, publish, unpublishAll } from '../support/production';
import { googleCalendar } from '../services/googleCalendar';

const FILE = 'appointment-reminder.json';
const TRIGGER = 'Every Morning at 10';
const TOKEN = 'access-token';
const URL = 'https://n8n.example.com/webhook/appointment-answer';

const CALENDAR_NODES = ['Get Events of Tomorrow', 'Mark as Not Reached', 'Mark the Answer'];
const GREEN = '10';
const RED = '11';
const GRAY = '8';

const event = (id: string, location?: string) => ({
	id,
	location,
	start: { dateTime: '2030-03-12T10:00:00-04:00' },
	end: { dateTime: '2030-03-12T10:30:00-04:00' },
});

test.afterEach(async ({ world }) => unpublishAll(world));

test('answers during calls color the events', async ({ world, example, internet, simulator }) => {
	const events = [
		event('comes', '+1 212 555 0100'),
		event('silent', '(212) 555-0101'),
		event('broken', '555 0102'),
		event('meeting', 'Room 4'),
	];
	const { colors } = internet.play(googleCalendar(TOKEN, events));
	const imported = await example.store(FILE);
	const calendar = { calendar: { __rl: true, mode: 'list', value: 'primary' } };
	const oauthTokenData = { access_token: TOKEN, token_type: 'Bearer', scope: '' };
	await imported.fill({
		parameters: {
			...Object.fromEntries(CALENDAR_NODES.map((name) => [name, calendar])),
			...configured(FILE, actionAt(URL)),
			'Remind and Ask': { agentId: chosenAgent(), ...callingAt(FILE, 'Remind and Ask') },
			'Create or Update the Action': { agentId: chosenAgent() },
		},
		credentials: [
			{
				type: 'googleCalendarOAuth2Api',
				data: { clientId: 'client', clientSecret: 'secret', oauthTokenData },
				nodes: CALENDAR_NODES,
			},
			secretOf('Agent Asks'),
		],
		keep: [TRIGGER, 'Run Once'],
	});
	await imported.run('Run Once');
	expect(sentAction(simulator)).toEqual(actionWith(URL, 'appointment', 'coming'));
	await publish(world, imported);

	const id = await imported.start(TRIGGER);
	const answered = await callTo(simulator, '+12125550100');
	const answer = { appointment: 'comes', coming: 'Yes' };
	const noted = { answer: expect.stringContaining('noted') };
	expect(await ask(world, 'appointment-answer', answer)).toEqual(noted);
	await simulator.play(answered);
	await simulator.play(await callTo(simulator, '+12125550101'));
	await imported.execution(id);

	expect(callRequests(simulator)).toContainEqual(
		expect.objectContaining({ payload: { time: 'Tuesday at 10:00', appointment: 'comes' } }),
	);
	expect(colors).toEqual({ comes: GREEN, silent: GRAY, broken: GRAY });
	await ask(world, 'appointment-answer', { ...answer, coming: 'no' });
	expect(colors.comes).toBe(RED);
});
