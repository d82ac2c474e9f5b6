import { CreationBarrier } from '../../../nodes/Talkover/run/creations/creationBarrier';

/** A request that ends on command. */
function held(events: string[], name: string) {
	let end: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	const start = async () => {
		events.push(`${name} starts`);
		await ended;
		events.push(`${name} ends`);
	};
	return { start, end };
}

test('a lookup waits for requests that create the same, and later requests wait for the lookup', async () => {
	const events: string[] = [];
	const barrier = new CreationBarrier();
	const [first, poll, second] = ['first', 'poll', 'second'].map((name) => held(events, name));
	const running = [
		barrier.send('twin', async () => first?.start()),
		barrier.poll('twin', async () => poll?.start()),
		barrier.send('twin', async () => second?.start()),
	];
	for (const each of [second, poll, first]) {
		each?.end();
		await new Promise((resolve) => setImmediate(resolve));
	}
	await Promise.all(running);

	expect(events).toEqual([
		...['first starts', 'first ends'],
		...['poll starts', 'poll ends'],
		...['second starts', 'second ends'],
	]);
});

test('requests that create something else do not wait', async () => {
	const events: string[] = [];
	const barrier = new CreationBarrier();
	const poll = held(events, 'poll');
	const polling = barrier.poll('twin', poll.start);

	await barrier.send('other', async () => Promise.resolve(events.push('other')));
	const before = [...events];
	poll.end();
	await polling;

	expect(before).toContain('other');
	expect(before).not.toContain('poll ends');
	expect(events).toContain('poll ends');
});
