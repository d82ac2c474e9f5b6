import { EventEmitter, once } from 'node:events';

import { ended, forAgents, ignored, STARTED } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

const talkover = useSimulator();
const trigger = useTrigger(talkover, forAgents(1));

beforeEach(async () => {
	await trigger.host.activate();
});

const FAILED = { status: 500 };

/** Something that a test waits for, and its code reports elsewhere. */
function signal() {
	const target = new EventEmitter();
	return { report: () => void target.emit('reported'), reported: once(target, 'reported') };
}

/** Delivers something whose sender hangs up while n8n starts the workflow. n8n continues once the connection is closed. */
async function hangUp(body: unknown): Promise<void> {
	const sender = new AbortController();
	trigger.server.beforeStart = async (response) => {
		const closed = once(response, 'close');
		sender.abort();
		await closed;
	};
	await expect(trigger.deliver(body, { signal: sender.signal })).rejects.toThrow('aborted');
	await trigger.server.latest;
	trigger.server.beforeStart = undefined;
}

/** Delivers something that n8n begins to start, and starts when the test says so. */
async function begin(body: unknown, options: { signal?: AbortSignal } = {}) {
	const [begun, continued] = [signal(), signal()];
	trigger.server.beforeStart = async () => {
		begun.report();
		await continued.reported;
	};
	const answer = trigger.deliver(body, options);
	await begun.reported;
	trigger.server.beforeStart = undefined;
	return { answer, start: continued.report };
}

/** Delivers something, and waits until the node has got it and waits itself. */
async function arrive(body: unknown, options: { signal?: AbortSignal } = {}) {
	const arrived = signal();
	trigger.host.beforeReceive = () => {
		// By then, the node has done what it can without waiting, because n8n has read the body.
		setImmediate(arrived.report);
		return undefined;
	};
	const answer = trigger.deliver(body, options);
	await arrived.reported;
	return { answer };
}

test('an event that n8n could not start after its sender had hung up starts at the next delivery', async () => {
	const body = ended();
	trigger.server.broken = true;
	await hangUp(body);
	trigger.server.broken = false;

	expect(await trigger.deliver(body)).toEqual(STARTED);
	expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
	expect(trigger.started).toHaveLength(1);
});

test('an event that n8n started after its sender had hung up does not start again', async () => {
	const body = ended();
	await hangUp(body);

	expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
	expect(trigger.started).toHaveLength(1);
});

test.each([
	['cannot', true, FAILED],
	['can', false, ignored('duplicate')],
])(
	'a repeat that arrives while n8n starts the event is answered as the event is: n8n %s start it',
	async (_what, broken, expected) => {
		const body = ended();
		const first = await begin(body);
		const repeats = [await arrive(body), await arrive(body)];
		trigger.server.broken = broken;
		first.start();

		expect(await first.answer).toMatchObject({ status: expected.status });
		for (const { answer } of repeats) expect(await answer).toMatchObject(expected);
		expect(trigger.started).toHaveLength(broken ? 0 : 1);
		trigger.server.broken = false;

		expect(await trigger.deliver(body)).toEqual(broken ? STARTED : ignored('duplicate'));
		expect(trigger.started).toHaveLength(1);
	},
);

test('a repeat gets the answer of a first delivery whose sender hung up', async () => {
	const body = ended();
	const sender = new AbortController();
	const first = await begin(body, { signal: sender.signal });
	const hungUp = expect(first.answer).rejects.toThrow('aborted');
	sender.abort();
	await hungUp;
	const repeat = await arrive(body);
	trigger.server.broken = true;
	first.start();

	expect(await repeat.answer).toMatchObject(FAILED);
	trigger.server.broken = false;
	expect(await trigger.deliver(body)).toEqual(STARTED);
});

test('nothing waits for a repeat whose sender has hung up', async () => {
	const body = ended();
	const first = await begin(body);
	const sender = new AbortController();
	const repeat = await arrive(body, { signal: sender.signal });
	const hungUp = expect(repeat.answer).rejects.toThrow('aborted');
	sender.abort();
	await hungUp;
	await trigger.server.latest;
	first.start();

	expect(await first.answer).toEqual(STARTED);
	expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
	expect(trigger.started).toHaveLength(1);
});

test('a repeat whose sender has hung up before the node looks at it waits for nothing', async () => {
	const body = ended();
	const first = await begin(body);
	const sender = new AbortController();
	trigger.host.beforeReceive = async (response) => {
		const closed = once(response, 'close');
		sender.abort();
		await closed;
	};
	await expect(trigger.deliver(body, { signal: sender.signal })).rejects.toThrow('aborted');
	await trigger.server.latest;
	first.start();

	expect(await first.answer).toEqual(STARTED);
	expect(trigger.started).toHaveLength(1);
});

test('an event that n8n has not answered within an hour starts at the next delivery', async () => {
	const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
	const body = ended();
	const first = await begin(body);
	now.mockReturnValue(Date.now() + 3600 * 1000 - 1);
	const repeat = await arrive(body);
	now.mockReturnValue(Date.now() + 1);

	expect(await trigger.deliver(body)).toEqual(STARTED);
	expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
	first.start();
	expect(await first.answer).toEqual(STARTED);
	expect(await repeat.answer).toEqual(ignored('duplicate'));
});
