import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const CREATE = { resource: 'agent', operation: 'create', name: '={{ $json.name }}' };
const ITEMS = Array.from({ length: 100 }, (_, index) => ({ index, name: `agent ${index}` }));

function nameIn(json: unknown): string | undefined {
	return /agent \d+/.exec(JSON.stringify(json))?.[0];
}

test('100 items keep their order and pairing in the output', async () => {
	// The first request is answered last, so that the order isn't correct by chance.
	const answerFirst = talkover().hold({ times: 1 });
	const running = runTalkover(talkover(), CREATE, { items: ITEMS });
	await talkover().received(100);
	answerFirst();

	const [output] = (await running).output('Talkover');
	expect(output?.map(({ json }) => nameIn(json))).toEqual(ITEMS.map(({ name }) => name));
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual(
		ITEMS.map(({ index }) => ({ item: index })),
	);
});

test('a failure at item 50 stops the run and names the item and the field', async () => {
	failAtItem50();

	const credential = { requestsAtOnce: 10 };
	const result = await runTalkover(talkover(), CREATE, { credential, items: ITEMS });

	expect(result.error?.message).toMatch(
		/^Talkover rejected the request \(HTTP 422\) – .+: Not this one\. \[item 50\]$/,
	);
	expect(result.error?.message).toContain('Conversation Speed: Not this one.');
	expect(result.error?.context.itemIndex).toBe(50);
	expect(result.error?.description).toContain(
		'n8n counts items from 0, so item 50 is number 51 of 100',
	);
	const [, done] = /\b(\d+) of 100 items succeeded/.exec(result.error?.description ?? '') ?? [];
	const answered = talkover().requests.filter(({ status }) => status !== 422);
	expect(Number(done)).toBe(answered.length);
	expect(answered.length).toBeLessThan(61);
});

test('On Error: Continue outputs 99 results and one error item in its place', async () => {
	failAtItem50();

	const result = await runTalkover(talkover(), CREATE, {
		items: ITEMS,
		settings: { onError: 'continueRegularOutput' },
	});

	const output = jsonOf(result);
	expect(output).toHaveLength(100);
	expect(output.map((json, index) => (json.error ? index : -1)).filter((i) => i >= 0)).toEqual([
		50,
	]);
	expect(output[50]).toEqual({
		message: 'Talkover rejected the request (HTTP 422) – Conversation Speed: Not this one.',
		error: {
			kind: 'rejected',
			statusCode: 422,
			description: 'Correct what the message names, then run the node again',
			fields: [
				{ field: 'conversation_speed', label: 'Conversation Speed', message: 'Not this one.' },
			],
		},
	});
	expect(result.output('Talkover')[0]?.[50]?.pairedItem).toEqual({ item: 50 });
});

test('On Error: Continue (using error output) sends 99 items to the first output and one to the second', async () => {
	failAtItem50();

	const result = await runTalkover(talkover(), CREATE, {
		items: ITEMS,
		settings: { onError: 'continueErrorOutput' },
	});

	expect(jsonOf(result, 0)).toHaveLength(99);
	expect(jsonOf(result, 1)).toEqual([
		expect.objectContaining({
			index: 50,
			message: expect.stringContaining('Not this one.'),
			error: expect.objectContaining({ statusCode: 422 }),
		}),
	]);
});

/** Rejects item 50 with an error about a field. */
function failAtItem50(): void {
	talkover().answer(
		422,
		{
			success: false,
			message: 'The given data was invalid.',
			errors: { conversation_speed: ['Not this one.'] },
		},
		{ when: ({ body }) => nameIn(body) === 'agent 50' },
	);
}
