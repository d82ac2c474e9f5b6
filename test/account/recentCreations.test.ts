import { RecentCreations } from '../../nodes/Talkover/account/recentCreations';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { VirtualClock } from '../../harness/virtualClock';

test('1,000 executions at once create each of 20 things once, in order, and keep nothing after a minute', async () => {
	const clock = new VirtualClock();
	const recent = new RecentCreations(clock);
	const created: string[] = [];
	const execute = async (index: number) => {
		const turn = {
			key: `key ${index % 20}`,
			executions: [`${index}`] as const,
			pause: createPause(undefined),
		};
		return recent.inTurn(turn, async ({ recent: other, remember }) => {
			if (other) return other.execution;
			await clock.sleep(1_000);
			remember({ id: index });
			created.push(turn.executions[0]);
			return turn.executions[0];
		});
	};

	const owners = await clock.runUntil(
		Promise.all(Array.from({ length: 1_000 }, async (_, index) => execute(index))),
	);

	expect(created).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
	expect(owners).toEqual(owners.map((_, index) => `${index % 20}`));
	expect(recent.size).toEqual({ remembered: 20, inUse: 0, waiting: 0 });
	await clock.runUntil(clock.sleep(60_000));
	await clock.runUntil(execute(1_000));
	expect(recent.size).toEqual({ remembered: 1, inUse: 0, waiting: 0 });
});

test('at most 10,000 creations are remembered, and the oldest are forgotten first', async () => {
	const recent = new RecentCreations(new VirtualClock());
	const pause = createPause(undefined);
	const knows = async (key: number) =>
		recent.inTurn({ key: `${key}`, executions: ['other'], pause }, async (turn) =>
			Promise.resolve(turn.recent !== undefined),
		);
	for (let key = 0; key < 10_100; key += 1) {
		await recent.inTurn({ key: `${key}`, executions: ['own'], pause }, async ({ remember }) => {
			remember({});
			return Promise.resolve();
		});
	}

	expect(recent.size).toEqual({ remembered: 10_000, inUse: 0, waiting: 0 });
	expect(await Promise.all([99, 100, 10_099].map(knows))).toEqual([false, true, true]);
});

test('a task that fails lets the next one run, which learns that the outcome is unknown', async () => {
	const recent = new RecentCreations(new VirtualClock());
	const pause = createPause(undefined);
	const failing = recent.inTurn({ key: 'key', executions: ['1'], pause }, async ({ remember }) => {
		remember(undefined);
		return Promise.reject(new Error('broken'));
	});
	const next = recent.inTurn({ key: 'key', executions: ['2'], pause }, async (turn) =>
		Promise.resolve(turn.recent),
	);

	await expect(failing).rejects.toThrow('broken');
	expect(await next).toMatchObject({ execution: '1', trace: undefined });
});

test('a later request of the same execution that creates nothing leaves the earlier creation remembered', async () => {
	const recent = new RecentCreations(new VirtualClock());
	const pause = createPause(undefined);
	const turn = { key: 'key', executions: ['1'] as const, pause };
	await recent.inTurn(turn, async ({ remember }) => {
		remember({ id: 1 });
		return Promise.resolve();
	});

	await recent.inTurn(turn, async ({ remember, forget }) => {
		remember(undefined);
		forget();
		return Promise.resolve();
	});

	const other = await recent.inTurn({ ...turn, executions: ['2'] }, async (next) =>
		Promise.resolve(next.recent),
	);
	expect(other).toMatchObject({ execution: '1', trace: { id: 1 } });
});
