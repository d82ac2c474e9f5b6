import { ended, forAgents, ignored, STARTED } from '../support/n8n/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { useTrigger } from '../support/n8n/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(2);
const trigger = useTrigger(talkover, ofAgents);

const withOptions = (options: object) => {
	trigger.host.change({ parameters: { ...ofAgents, options: { ...options } } });
};

beforeEach(async () => {
	await trigger.host.activate();
});

describe('filters limit which calls start the workflow', () => {
	test.each<[object, object, boolean]>([
		[{ contextField: 'dealId' }, { context: { dealId: 0 } }, true],
		[{ contextField: 'dealId' }, { context: { other: 1 } }, false],
		[{ contextField: 'dealId' }, {}, false],
		[{ contextField: 'toString' }, { context: {} }, false],
		[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: 42 } }, true],
		[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: '42' } }, true],
		[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: '421' } }, false],
		[{ minDurationSeconds: 30 }, { duration: 30 }, true],
		[{ minDurationSeconds: 30 }, { duration: 29.5 }, false],
		[{ minDurationSeconds: 30 }, {}, true],
	])(
		'the options %j with the delivery %j start the workflow: %j',
		async (options, body, wanted) => {
			withOptions(options);

			expect(await trigger.deliver(ended(body))).toEqual(wanted ? STARTED : ignored('not wanted'));
			expect(trigger.started).toHaveLength(wanted ? 1 : 0);
		},
	);
});

describe('a repeated delivery starts nothing', () => {
	const twice = async (first: object, second: object) => {
		await trigger.deliver(first);
		return trigger.deliver(second);
	};

	test('a repeat of the end of a call is recognized by the call, even if other fields differ', async () => {
		const body = ended({ attempt: 1 });

		expect(await twice(body, { ...body, attempt: 2 })).toEqual(ignored('duplicate'));
	});

	test('a delivery about another event or another call is not a repeat', async () => {
		const body = ended();

		expect(await twice(body, { ...body, event: 'event_voicemail_detected' })).toEqual(STARTED);
		expect(await twice(body, ended())).toEqual(STARTED);
	});

	test('a repeat of a frequent event is recognized by its exact content', async () => {
		const body = ended({ event: 'event_action', action: 'a' });

		expect(await twice(body, { ...body, action: 'b' })).toEqual(STARTED);
		expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
	});

	test('a new attempt of a campaign call is not a repeat', async () => {
		const body = ended({ event: 'campaign_call.queued', attempt: 1 });

		expect(await twice(body, { ...body, attempt: 2 })).toEqual(STARTED);
	});

	test('a repeat starts the workflow if duplicates are allowed', async () => {
		withOptions({ dropDuplicates: false });
		const body = ended();

		expect(await twice(body, body)).toEqual(STARTED);
		expect(trigger.started).toHaveLength(2);
	});

	test('only one of twenty simultaneous repeats starts the workflow', async () => {
		const body = ended();
		const answers = await Promise.all(Array.from({ length: 20 }, () => trigger.deliver(body)));

		expect(
			answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(ignored('duplicate'))),
		).toHaveLength(19);
		expect(trigger.started).toHaveLength(1);
	});

	test('a delivery at the test URL does not count as a repeat at the production URL', async () => {
		await trigger.host.listen();
		const body = ended();
		const from = trigger.webhooks()[2] ?? {};

		expect(await trigger.deliver(body, { from, test: true })).toEqual(STARTED);
		expect(await trigger.deliver(body)).toEqual(STARTED);
	});

	test.each([
		['of another workflow', { workflowId: 'workflow-2', webhookId: 'of-workflow-2' }],
		['of another node', { nodeId: '2', webhookId: 'of-node-2' }],
	])(
		'a delivery at the webhook %s is not a repeat, even if both webhooks have the same ID',
		async (_which, ids) => {
			const body = ended();
			const [{ id: chosen } = {}] = trigger.webhooks();
			await trigger.deliver(body);
			trigger.use(trigger.host.copy(ids));
			trigger.host.saved = '{}';
			await trigger.host.activate();
			const [, , from = {}] = trigger.webhooks();
			trigger.host.saved = trigger.host.saved.replaceAll(String(from.id), String(chosen));

			expect(await trigger.deliver(body, { from })).toEqual(STARTED);
			expect(await trigger.deliver(body, { from })).toEqual(ignored('duplicate'));
		},
	);

	test('a delivery is not a repeat if n8n could not start the workflow before', async () => {
		const body = ended();
		trigger.server.broken = true;
		expect(await trigger.deliver(body)).toMatchObject({ status: 500 });
		trigger.server.broken = false;

		expect(await trigger.deliver(body)).toEqual(STARTED);
		expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
	});

	test('a delivery that did not start the workflow is not remembered', async () => {
		withOptions({ minDurationSeconds: 30 });
		const body = ended();
		await trigger.deliver({ ...body, duration: 1 });

		expect(await trigger.deliver({ ...body, duration: 31 })).toEqual(STARTED);
	});
});
