import { callRequests, callTo, calledNumbers } from '../support/simulatedCalls';
import { callingAt } from './support/callingHours';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from './support/fixtures';
import { gmail, gmailCredential } from './services/gmail';

const FILE = 'speed-to-lead.json';
const FORM = 'Form: Call Me';

const lead = (name: string, phone: string) => ({
	Name: name,
	Email: `${name}@example.com`,
	Phone: phone,
	'How can we help?': 'An offer',
});

test('a lead is called or else gets an email', async ({ example, internet, simulator }) => {
	const { emails } = internet.play(gmail());
	const imported = await example.store(FILE);
	await imported.fill({
		parameters: { 'Call Lead': { agentId: chosenAgent(), ...callingAt(FILE, 'Call Lead') } },
		credentials: [gmailCredential('Email the Lead')],
		pin: {
			[FORM]: [
				lead('ana', '(212) 555-0100'),
				lead('ben', '(212) 555-0101'),
				lead('cleo', '+44 20 7946 0958'),
			],
		},
	});

	const id = await imported.start(FORM);
	for (const phone of ['+12125550100', '+12125550101']) {
		await simulator.play(await callTo(simulator, phone));
	}
	await imported.execution(id);

	expect(calledNumbers(simulator).sort()).toEqual(['+12125550100', '+12125550101']);
	expect(callRequests(simulator)).toContainEqual(
		expect.objectContaining({ payload: { name: 'ana', request: 'An offer' } }),
	);
	expect(emails.map(({ to }) => to).sort()).toEqual(['ben@example.com', 'cleo@example.com']);
});
