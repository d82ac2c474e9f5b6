import { EventEmitter, once } from 'node:events';

import { KeyedMutex, mutexOf } from '../../../nodes/Talkover/run/creations/keyedMutex';

/** Tasks that record when they start, and end on command. */
function tasks() {
	const started: string[] = [];
	const task = (name: string) => {
		const end = new EventEmitter();
		const ended = once(end, 'end');
		const run = async () => {
			started.push(name);
			await ended;
			return name;
		};
		return {
			run,
			succeed: () => end.emit('end'),
			fail: (error: Error) => end.emit('error', error),
		};
	};
	return { started, task };
}

test('tasks with the same key run one at a time, in the order of their calls', async () => {
	const mutex = new KeyedMutex();
	const { started, task } = tasks();
	const [first, second, third] = [task('first'), task('second'), task('third')];
	const results = [first, second, third].map(async ({ run }) => mutex.run('key', run));

	third.succeed();
	second.succeed();
	await new Promise(setImmediate);
	expect(started).toEqual(['first']);

	first.succeed();
	expect(await Promise.all(results)).toEqual(['first', 'second', 'third']);
	expect(started).toEqual(['first', 'second', 'third']);
});

test('tasks with different keys run concurrently', async () => {
	const mutex = new KeyedMutex();
	const { started, task } = tasks();

	void mutex.run('one', task('first').run);
	void mutex.run('two', task('second').run);
	await new Promise(setImmediate);

	expect(started).toEqual(['first', 'second']);
});

test('a task that fails rejects for its caller, and the next one runs', async () => {
	const mutex = new KeyedMutex();
	const { task } = tasks();
	const [first, second] = [task('first'), task('second')];
	const failed = mutex.run('key', first.run);
	const succeeded = mutex.run('key', second.run);

	first.fail(new Error('broken'));
	second.succeed();

	await expect(failed).rejects.toThrow('broken');
	expect(await succeeded).toBe('second');
});

test('the same object always gets the same mutex, and other objects get different ones', () => {
	const owner = {};

	expect(mutexOf(owner)).toBe(mutexOf(owner));
	expect(mutexOf(owner)).not.toBe(mutexOf({}));
});
