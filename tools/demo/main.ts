import type { RunResult, WorkflowJson } from '../harness/workflow';
import { runWorkflow } from '../harness/workflow';

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { parse } from 'csv-parse/sync';
import type { IDataObject, IPairedItemData } from 'n8n-workflow';

import { toE164 } from '../../nodes/Talkover/shared/phone/phone';
import { dialectsOf } from '../simulator/dialects';
import type { Simulator } from '../simulator/simulator';
import { startSimulator } from '../simulator/simulator';
import { SEED } from '../simulator/state';
import { expressionEngine, stopExpressions } from '../harness/host';
import { credentialFor } from '../harness/talkoverNode';
import { done, requestRow, section, table } from './report';

const ROOT = path.join(__dirname, '../..');

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Runs a workflow of the demo and prints each node as it finishes. */
async function runExample(
	simulator: Simulator,
	file: string,
	items: readonly IDataObject[],
): Promise<RunResult> {
	console.log(`   running ${file} in n8n's engine with ${items.length} item(s)`);
	const result = await runWorkflow({
		workflow: JSON.parse(read(file)) as WorkflowJson,
		credential: credentialFor(simulator),
		items,
		onNodeDone: (name) => {
			done(name);
		},
	});
	if (result.error) throw new Error(`${result.error.message}\n${result.error.description ?? ''}`);
	return result;
}

/** A deal is won in the CRM: create an agent, update its calling settings, and update its flow. */
async function crmEvent(simulator: Simulator): Promise<void> {
	section(
		'1. A CRM event: the deal with Padaria São João is won',
		'tools/demo/crm-event.json arrives at the webhook; three Talkover nodes set up the voice agent.',
	);
	const body = JSON.parse(read('tools/demo/crm-event.json')) as IDataObject;
	const result = await runExample(simulator, 'tools/demo/workflows/crm-event-to-agent.json', [
		{ body },
	]);
	console.log('\n   Requests and responses:');
	table(['request', 'sent', 'response'], [28, 46, 42], simulator.requests.map(requestRow), {
		json: true,
	});
	const created = result.output('Create Agent')[0]?.[0]?.json ?? {};
	const agent = simulator.state.agents.at(-1);
	const numbers = (agent?.phone_numbers ?? []).map(({ number }) => String(number));
	done(
		`agent "${String(created.name)}" (${String(created.language)}) is a ${String(created.current_status)}`,
	);
	done(`it answers on ${numbers.join(' and ')}`);
	simulator.reset();
}

/** 30 contacts of a CRM export: which of them are on a call? */
async function crmExport(simulator: Simulator): Promise<void> {
	section(
		'2. A CRM export: which of 30 contacts are on a call right now?',
		"tools/demo/contacts.csv has phone numbers as people type them, and some that aren't phone numbers.",
	);
	for (const [index, to] of ['+5511912345678', '+46812345678'].entries()) {
		const id = `call-uuid-demo-${index}`;
		simulator.state.calls.push({ id, agent_id: SEED.salesAgentId, to, status: 'ringing' });
	}
	const contacts = parse<IDataObject>(read('tools/demo/contacts.csv'), { columns: true });
	const result = await runExample(
		simulator,
		'tools/demo/workflows/contacts-on-a-call.json',
		contacts,
	);
	const checked = result.output('On a Call?')[0] ?? [];
	const invalid = result.output('On a Call?')[1] ?? [];

	console.log('\n   Checked:');
	const rows = checked.map(({ json, pairedItem }) => {
		const contact = contacts[(pairedItem as IPairedItemData).item] ?? {};
		const entered = String(contact['Phone Number']);
		const [call] = json.calls as IDataObject[];
		const status = call ? `on a call (${String(call.status)})` : 'free';
		return [nameOf(contact), entered, toE164(entered), status];
	});
	table(['contact', 'in the CRM', 'sent as', 'result'], [26, 24, 18, 24], rows);
	console.log('\n   Rejected before anything was sent, with the reason:');
	table(
		['contact', 'in the CRM', 'reason'],
		[26, 28, 60],
		invalid.map(({ json }) => [
			nameOf(json),
			String(json['Phone Number']),
			String(json.message).split(' – Phone: ')[1] ?? '',
		]),
	);
	done(
		`${checked.length} checked with ${simulator.requests.length} requests, ${invalid.length} rejected`,
	);
}

/** The call to this number is placed, but its response gets lost. */
const LOST = '+5511912345678';

/** The same 30 contacts are called despite a bad connection and a rate limit. */
async function callContacts(simulator: Simulator): Promise<void> {
	section(
		'3. The same contacts are called, despite errors',
		'Talkover rejects some requests (HTTP 429), and one connection breaks after the call was placed.',
	);
	const headers = { 'Retry-After': '1' };
	const body = { success: false, message: 'Too many requests. Please try again later.' };
	simulator.fail({ times: 6, fault: { kind: 'answer', status: 429, headers, body } });
	simulator.fail({
		times: 1,
		when: ({ body: sent }) => (sent as IDataObject | undefined)?.to === LOST,
		// Long enough that the call certainly began after the request was sent.
		fault: { kind: 'resetAfter', workMs: 3_500 },
	});
	const contacts = parse<IDataObject>(read('tools/demo/contacts.csv'), { columns: true });
	const result = await runExample(simulator, 'tools/demo/workflows/call-contacts.json', contacts);
	const [called = [], notCalled = []] = result.output('Call');

	const dialed = simulator.state.calls.slice(1).map(({ to }) => to);
	const count = (reason: string | null) =>
		called.filter(({ json }) => json.reason === reason).length;
	const found = called.filter(({ json }) => json.placed === true && json.to === LOST).length;
	const refusals = simulator.requests.filter(({ status }) => status === 429).length;
	table(
		['what happened', 'how often'],
		[72, 14],
		[
			['rejected by Talkover (HTTP 429), and retried a second later', `${refusals}`],
			['the response was lost, and the call was found in the list of calls', `${found}`],
			['called', `${count(null)}`],
			['already on a call, so not called', `${count('onCall')}`],
			['invalid number, nothing was sent', `${count('invalidNumber')}`],
			...notCalled.map(({ json }) => [`${nameOf(json)}: ${String(json.message)}`, '1']),
		],
	);
	done(`${dialed.length} phones rang, each of them once: ${new Set(dialed).size} numbers`);
}

function nameOf(contact: IDataObject): string {
	return `${String(contact['First Name'])} ${String(contact['Last Name'])}`;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { dialect: { type: 'string', multiple: true, default: [] } },
	});
	const dialects = dialectsOf(values.dialect);
	const simulator = await startSimulator({ dialects });
	try {
		const spoken = dialects.length === 0 ? '' : ` with the dialects ${dialects.join(', ')}`;
		console.log(`Talkover simulator at ${simulator.url}${spoken}`);
		console.log(
			`n8n-core, with its ${expressionEngine()} expression engine, on Node ${process.version}`,
		);
		await crmEvent(simulator);
		await crmExport(simulator);
		simulator.reset();
		await callContacts(simulator);
		if (simulator.violations.length > 0) throw new Error(simulator.violations.join('\n'));
		console.log(
			'\nEverything ran in n8n’s own engine against a simulator on this machine. Nobody was called.',
		);
	} finally {
		await simulator.close();
		await stopExpressions();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
