import { ended, forAgents, ignored, STARTED } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const trigger = useTrigger(talkover, forAgents(2));

beforeEach(async () => {
	await trigger.host.activate();
});

test.each<[object, object, boolean]>([
	[{ contextField: 'dealId' }, { context: { dealId: 0 } }, true],
	[{ contextField: 'dealId' }, { context: { other: 1 } }, false],
	[{ contextField: 'dealId' }, {}, false],
	[{ contextField: 'dealId' }, { context: { dealId: null } }, false],
	[{ contextField: 'toString' }, { context: {} }, false],
	[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: 42 } }, true],
	[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: '421' } }, false],
	[{ contextField: 'dealId ', contextValue: ' 42' }, { context: { dealId: '42 ' } }, true],
	[{ minDurationSeconds: 30 }, { duration: 30 }, true],
	[{ minDurationSeconds: 30 }, { duration: 29.5 }, false],
	[{ minDurationSeconds: 30 }, {}, true],
])('options %j with a delivery %j start the workflow: %j', async (options, body, wanted) => {
	trigger.setOptions(options);

	expect(await trigger.deliver(ended(body))).toEqual(wanted ? STARTED : ignored('filtered'));
	expect(trigger.started).toHaveLength(wanted ? 1 : 0);
});

test('only one of twenty simultaneous repeats starts the workflow', async () => {
	const body = ended();
	const answers = await Promise.all(Array.from({ length: 20 }, () => trigger.deliver(body)));

	expect(
		answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(ignored('duplicate'))),
	).toHaveLength(19);
	expect(trigger.started).toHaveLength(1);
});

test('a repeat starts the workflow if duplicates are allowed', async () => {
	trigger.setOptions({ dropDuplicates: false });
	const body = ended();

	for (const answer of [STARTED, STARTED]) expect(await trigger.deliver(body)).toEqual(answer);
});

test('a delivery at the test URL does not count as a repeat at the production URL, where one counts after a restart of n8n', async () => {
	await trigger.host.listen();
	const body = ended();
	const from = trigger.webhooks()[2] ?? {};

	expect(await trigger.deliver(body, { from, test: true })).toEqual(STARTED);
	expect(await trigger.deliver(body)).toEqual(STARTED);
	await trigger.host.restart();
	expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
});

test.each([
	['of another workflow', { workflowId: 'workflow-2', webhookId: 'of-workflow-2' }],
	['of another node', { nodeId: '2', webhookId: 'of-node-2' }],
])('a delivery at the webhook %s is no repeat, even with the same ID', async (_which, ids) => {
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
});

test('a delivery that did not start the workflow is not remembered', async () => {
	trigger.setOptions({ minDurationSeconds: 30 });
	const body = ended();
	await trigger.deliver({ ...body, duration: 1 });

	expect(await trigger.deliver({ ...body, duration: 31 })).toEqual(STARTED);
});
