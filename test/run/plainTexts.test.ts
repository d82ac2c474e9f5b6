import { nodeError, setupError } from '../../nodes/Talkover/report/errors';
import { invalid } from '../../nodes/Talkover/base/invalidInput';
import { SEED } from '../../tools/simulator/state';
import { TALKOVER_NODE } from '../../tools/harness/node';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { forAgents } from '../support/n8n/trigger/agentTrigger';
import { loadList, searchList } from '../support/n8n/lists';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';
import { useSimulator } from '../support/servers/useSimulator';

/** What n8n's editor would show as a link, and n8n's chat as a picture. */
const LINK = '<a href=//attacker.example>Log in</a>';
const PICTURE = '![](https://attacker.example/seen.png)';
const HOSTILE = `${LINK} ${PICTURE}`;
/** The same text, as all places show it. */
const SHOWN = '‹a href=//attacker.example>Log in‹/a> ![]\u200b(https://attacker.example/seen.png)';

const talkover = useSimulator();
const trigger = useTrigger(talkover, forAgents(1));

const CALL = {
	resource: 'call',
	operation: 'make',
	agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
	phone: '={{ $json.phone }}',
};
const REJECTED = {
	kind: 'answer',
	status: 422,
	body: { message: HOSTILE, errors: { [HOSTILE]: [HOSTILE] } },
} as const;

test('a link in the phone numbers of several items is plain text in message and description', async () => {
	const items = [{ phone: HOSTILE }, { phone: `${HOSTILE}${HOSTILE}` }];

	const { error } = await runTalkover(talkover(), CALL, { items });

	expect(error?.message).not.toContain('<');
	expect(error?.description?.replaceAll('<br>', '')).not.toContain('<');
	expect(error?.description).toContain('&lt;a href=//attacker.example>');
});

test("a link in Talkover's response is plain text in the error message", async () => {
	talkover().fail({ operationId: 'makeCall', fault: REJECTED });

	const { error } = await runTalkover(talkover(), CALL, { items: [{ phone: '+14155550100' }] });

	expect(error?.message).toContain(SHOWN);
	expect(error?.message).not.toMatch(/<|\]\(/);
});

test('a link in the title, an unknown operation or the advice of an error is plain text', () => {
	const title = { kind: 'invalid', title: HOSTILE, lines: [] } as const;
	const errors = [
		nodeError(TALKOVER_NODE, title, { itemIndex: 1, total: 2 }),
		setupError(TALKOVER_NODE, HOSTILE, `${HOSTILE} &lt;`),
	];

	expect(errors.map(({ message }) => message)).toEqual([`${SHOWN} [item 1]`, SHOWN]);
	expect(errors.map(({ description }) => description ?? '').join()).toMatch(/^[^<]+ &amp;lt;$/);
});

test("a link in Talkover's response is plain text in a hint above the output", async () => {
	talkover().fail({ operationId: 'publishAgent', fault: REJECTED });

	const { run } = await runTalkover(talkover(), {
		resource: 'training',
		operation: 'upsert',
		agentId: { __rl: true, mode: 'id', value: SEED.supportAgentId },
		nodeId: 'hours',
		subject: 'Hours',
		instructions: 'We are open.',
		options: { keepPublished: true },
	});

	const [{ message } = { message: '' }, ...others] =
		run.data.resultData.runData.Talkover?.[0]?.hints ?? [];
	expect(others).toEqual([]);
	expect(message).toContain(SHOWN);
	expect(message).not.toMatch(/<|\]\(/);
});

test("a link in Talkover's response is plain text when the trigger can't be registered", async () => {
	talkover().fail({ operationId: 'createWebhook', fault: REJECTED });

	const { message } = await rejection(trigger.host.activate());

	expect(message).toContain(SHOWN);
	expect(message).not.toMatch(/<|\]\(/);
});

test.each([
	['a list of options', async () => loadList(talkover(), 'getAgents')],
	['a resource locator', async () => searchList(talkover(), 'searchAgents', {})],
])("a link in Talkover's response is plain text in the error of %s", async (_list, open) => {
	talkover().fail({ fault: REJECTED });

	await expect(open()).rejects.toThrow(SHOWN);
});

test('a link in what rejects a credential is plain text, because n8n shows its message as it is', () => {
	expect(invalid(HOSTILE).message).toBe(SHOWN);
	expect(invalid(HOSTILE).faults).toEqual([{ text: HOSTILE }]);
});

test('the output of a failed item contains the text from outside unchanged when the node continues', async () => {
	talkover().fail({ operationId: 'makeCall', fault: REJECTED });

	const result = await runTalkover(talkover(), CALL, {
		items: [{ phone: '+14155550100' }],
		settings: { onError: 'continueRegularOutput' },
	});

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ message: expect.stringContaining(HOSTILE) }),
	]);
});
