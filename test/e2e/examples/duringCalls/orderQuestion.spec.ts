import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo } from 'node:net';

import type { World } from '../../../../tools/playground/world';
import type { LoggedRequest } from '../../../../tools/simulator/http/faults';
import { SEED } from '../../../../tools/simulator/state';
import type { ExamplePage } from '../support/examplePage';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { configured, publish, unpublishAll } from '../support/production';
import { wooCommerce } from '../services/wooCommerce';

const ACTION = 'agent-action-order.json';
const ANSWER = 'answer-order-question.json';
const SECRET = 'a-secret-of-the-user';
const KEY = { consumerKey: 'key', consumerSecret: 'secret' };

/** What Talkover knows of the action. */
interface ActionBody {
	readonly node_id: string;
	readonly url: string;
	readonly inputs: readonly { readonly name: string; readonly required: boolean }[];
	readonly custom_headers: readonly { readonly key: string; readonly value: string }[];
}

/** Publishes the workflow that answers. */
async function publishAnswer(
	world: World,
	example: ExamplePage,
	settings: Readonly<Record<string, string>> = {},
): Promise<void> {
	const answer = await example.store(ANSWER);
	await answer.fill({
		parameters: configured(ANSWER, settings),
		credentials: [
			{
				type: 'httpHeaderAuth',
				data: { name: 'X-Talkover-Secret', value: SECRET },
				nodes: ['Agent Asks'],
			},
			{
				type: 'wooCommerceApi',
				data: { ...KEY, url: 'https://shop.example.com', includeCredentialsInQuery: false },
				nodes: ['Get the Order'],
			},
		],
	});
	await publish(world, answer);
}

/** Runs the workflow that sets up the action, and returns what Talkover was sent. */
async function setUpAction(world: World, example: ExamplePage): Promise<ActionBody> {
	const action = await example.store(ACTION);
	const answerUrl = actionIn(world).url;
	await action.fill({
		parameters: {
			...configured(ACTION, { answerUrl, secret: SECRET }),
			'Create or Update the Action': { agentId: chosenAgent() },
		},
		keep: ['Run Once'],
	});
	await action.run('Run Once');
	const isSent = ({ operationId }: LoggedRequest) => operationId === 'upsertAction';
	const sent = world.simulator.requests.filter(isSent).at(-1);
	if (!sent) throw new Error('Talkover got no action');
	return sent.body as ActionBody;
}

/** Asks as Talkover does when the agent uses the action. Talkover doesn't document the method. */
async function ask(
	{ url, custom_headers: headers }: Pick<ActionBody, 'custom_headers' | 'url'>,
	inputs: Readonly<Record<string, string>>,
	method: 'GET' | 'POST' = 'POST',
): Promise<{ status: number; text: string }> {
	const own = Object.fromEntries(headers.map(({ key, value }) => [key, value]));
	const response =
		method === 'POST'
			? await fetch(url, {
					method,
					headers: { 'content-type': 'application/json', ...own },
					body: JSON.stringify(inputs),
				})
			: await fetch(`${url}?${String(new URLSearchParams(inputs))}`, { headers: own });
	return { status: response.status, text: await response.text() };
}

/** The answer to a question, once n8n has registered the webhook. */
async function answerTo(...question: Parameters<typeof ask>): Promise<unknown> {
	await expect.poll(async () => (await ask(...question)).status).toBe(200);
	return JSON.parse((await ask(...question)).text);
}

/** The part of the action with which Talkover asks. */
function actionIn({ n8n }: World): Pick<ActionBody, 'custom_headers' | 'url'> {
	const url = `${n8n.url}/webhook/order-question`;
	return { url, custom_headers: [{ key: 'X-Talkover-Secret', value: SECRET }] };
}

test.afterEach(async ({ world }) => unpublishAll(world));

test('an agent asks n8n where an order is', async ({ world, example, internet, simulator }) => {
	internet.play(wooCommerce(KEY, { 1042: { status: 'processing', postcode: '02139' } }));
	await publishAnswer(world, example);
	const action = await setUpAction(world, example);

	expect(action).toMatchObject({
		node_id: 'look-up-order',
		type: 'webhook',
		inputs: [
			{ name: 'order_number', required: true },
			{ name: 'postcode', required: true },
		],
		speak_on_send: "One moment, I'm looking that up.",
	});
	const agent = simulator.state.agents.find(({ id }) => id === SEED.salesAgentId);
	expect(agent?.current_status).toBe('published');
	const actions = simulator.state.actions.length;
	await setUpAction(world, example);
	expect(simulator.state.actions, 'it can be set up again').toHaveLength(actions);

	const known = { found: true, answer: 'Order 1042 is being prepared.' };
	const question = { order_number: '#1042', postcode: '02139' };
	expect(await answerTo(action, question)).toEqual(known);
	expect(await answerTo(action, question, 'GET')).toEqual(known);
});

test('an order needs the secret and its postcode', async ({ world, example, internet }) => {
	internet.play(wooCommerce(KEY, { 1042: { status: 'processing', postcode: '02139' } }));
	await publishAnswer(world, example);
	const action = actionIn(world);
	const notFound = expect.objectContaining({
		found: false,
		answer: expect.stringContaining('could not find'),
	}) as object;

	for (const [order_number, postcode] of [
		['1042', '10001'],
		['1042', ''],
		['', '02139'],
		['7', '02139'],
	] as const) {
		expect(await answerTo(action, { order_number, postcode })).toEqual(notFound);
	}
	const stranger = { ...action, custom_headers: [] };
	const refused = await ask(stranger, { order_number: '1042', postcode: '02139' });
	expect(refused.status).toBe(403);
	expect(refused.text).not.toContain('1042');
});

test('an agent gets an answer even if the shop does not respond', async ({ world, example }) => {
	const shop = net.createServer().listen(0, '127.0.0.1');
	await once(shop, 'listening');
	const { port } = shop.address() as AddressInfo;
	await publishAnswer(world, example, { shopUrl: `http://127.0.0.1:${String(port)}` });
	const action = actionIn(world);

	const answer = await answerTo(action, { order_number: '1042', postcode: '02139' });

	expect(answer).toEqual({
		found: false,
		answer: 'I cannot look that up at the moment. A colleague will call you back.',
	});
	shop.close();
});
