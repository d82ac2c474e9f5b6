import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node.ts';
import { entryPointProblems } from '../../tools/scripts/examples/entryPoints';
import { readExample } from '../../tools/scripts/examples/files';
import { TalkoverApi } from '../../credentials/TalkoverApi.credentials';
import { forAgents } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { useTrigger } from '../support/n8n/trigger/useTrigger';

const EXAMPLES = path.join(__dirname, '../../examples');

/** A property and those inside it. */
function withInner(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option) =>
		'values' in option
			? option.values
			: 'displayName' in option && 'type' in option
				? [option]
				: [],
	);
	return [property, ...inner.flatMap(withInner)];
}

const properties = [new Talkover(), new TalkoverTrigger()]
	.flatMap(({ description }) => description.properties)
	.flatMap(withInner);

/** Names of parameters that hold a secret. */
const SECRET = /secret|token|password|api_?key/i;

test('parameters that hold a secret hide what is entered', () => {
	const secrets = properties.filter(({ name }) => SECRET.test(name));
	const headers = properties.filter(({ name }) => name === 'header' || name === 'customHeaders');
	const values = headers.flatMap(withInner).filter(({ name }) => name === 'value');

	expect(secrets.length).toBeGreaterThan(0);
	expect(values.length).toBeGreaterThan(0);
	for (const { typeOptions } of [...secrets, ...values]) expect(typeOptions?.password).toBe(true);
});

test('the API token is a field of the credential, encrypted by n8n, and no parameter of a node', () => {
	const [apiToken] = new TalkoverApi().properties.filter(({ name }) => SECRET.test(name));

	expect(apiToken).toMatchObject({ name: 'apiToken', typeOptions: { password: true } });
	expect(properties.filter(({ name }) => name === 'apiToken')).toEqual([]);
	for (const { description } of [new Talkover(), new TalkoverTrigger()]) {
		expect(description.credentials).toMatchObject([{ name: 'talkoverApi', required: true }]);
	}
});

test.each(readdirSync(EXAMPLES))('the example %s contains no credential and no secret', (file) => {
	const text = readFileSync(path.join(EXAMPLES, file), 'utf8');
	const { nodes } = JSON.parse(text) as {
		nodes: { credentials?: Record<string, { id: string; name: string }> }[];
	};

	for (const { credentials = {} } of nodes) {
		for (const reference of Object.values(credentials)) {
			expect(reference).toEqual({ id: '', name: 'Talkover API' });
		}
	}
	expect(text).not.toMatch(/talq_|Bearer [\w.~+/-]{16}|[0-9a-f]{64}/);
});

test.each(readdirSync(EXAMPLES))(
	'each webhook, form, chat and MCP server of the example %s needs authentication, or a note says why not',
	(file) => {
		expect([...entryPointProblems(readExample(file))]).toEqual([]);
	},
);

const talkover = useSimulator();
const trigger = useTrigger(talkover, forAgents(2));

test('the static data of an active workflow contains the signing keys of its webhooks, and neither their tokens nor the API token', async () => {
	await trigger.host.activate();
	const { saved } = trigger.host;
	const keys = trigger.webhooks().map(({ webhook_secret: key }) => String(key));
	const tokens = trigger.webhooks().flatMap((webhook) => Object.values(trigger.headersOf(webhook)));

	expect([keys.length, tokens.length]).toEqual([2, 2]);
	for (const key of keys) expect(saved).toContain(key);
	for (const token of [...tokens, talkover().token]) expect(saved).not.toContain(token);
});
