import { invitation } from '../../playground/invitation';
import { callCommand } from '../../simulator/calls/setOff';

test.each([
	['http://127.0.0.1:4010/api/v1', 'npm run simulator -- call'],
	['http://127.0.0.1:4999/api/v1', 'npm run simulator -- call --port 4999'],
])('the command for a call in the simulator at %s is "%s"', (url, command) => {
	expect(callCommand(url)).toBe(command);
});

test('the playground prints the command for the port that its simulator uses', () => {
	const printed = invitation({
		n8n: 'http://localhost:5679',
		owner: { email: 'owner@example.com', password: 'secret' },
		simulator: { url: 'http://127.0.0.1:4999/api/v1', token: 'talq_x' },
	});

	expect(printed).toContain('set off a call: npm run simulator -- call --port 4999.');
});
