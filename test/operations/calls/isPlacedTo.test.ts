import { isPlacedTo } from '../../../nodes/Talkover/resources/call/state/isCallWith';

test.each([
	['to the number', { to: '+12135001000' }, true],
	['to the number in its national form', { to: '(213) 500-1000' }, true],
	['to another number', { to: '+12135001001' }, false],
	['that the agent received', { to: '+12135001000', direction: 'inbound' }, false],
	['without a number', { to: null }, false],
])('a call %s is recognized as made by the agent to the number or not', (_what, call, expected) => {
	expect(isPlacedTo('+12135001000')(call)).toBe(expected);
});

test('the number of a call is parsed once, regardless of the number of items', () => {
	let reads = 0;
	const call = {
		get to() {
			reads += 1;
			return '+12135001000';
		},
	};

	const found = ['+12135001001', '+12135001002', '+12135001000'].map((to) => isPlacedTo(to)(call));

	expect(found).toEqual([false, false, true]);
	expect(reads).toBe(1);
});
