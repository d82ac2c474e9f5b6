import { conformance } from '../../tools/conformance/conformance';
import { exitCodeOf, fileOf, newForms, summaryOf, tableOf } from '../../tools/conformance/report';
import type { Row } from '../../tools/conformance/session';
import { resources } from '../../nodes/Talkover/resources';
import { openContract, operationOf } from '../../tools/simulator/contract';
import type { JsonObject } from '../../tools/simulator/contract';
import { CASES } from '../../tools/operations/documented';
import { closedAddress } from '../support/servers/closedAddress';
import { skipWaits } from '../support/time/skippedTime';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const ABOUT = { date: '2026-01-01', version: '0.0.0', isDefaultBaseUrl: false };

/** Judges the simulator by the resources with these names only, because a run with all of them takes seconds. */
async function judge(
	names?: readonly string[],
	options: Partial<Parameters<typeof conformance>[0]> = {},
) {
	const { url: baseUrl, token } = talkover();
	const some = names && { resources: resources.filter(({ value }) => names.includes(value)) };
	return conformance({ baseUrl, token, ...some, ...options });
}

function outcomes(rows: readonly Row[]): string[] {
	return rows.map(({ name, outcome, reason }) =>
		outcome === 'not tried' ? `${name}: ${outcome}, ${String(reason)}` : `${name}: ${outcome}`,
	);
}

test('every GET of the node succeeds in its documented form on a service that follows the reference', async () => {
	const api = openContract();
	const gets = CASES.map(({ example }) => example.operationId).filter(
		(operationId) => operationOf(api, operationId).method === 'get',
	);

	const result = await judge();

	expect(outcomes(result.rows).filter((outcome) => !outcome.endsWith(': read'))).toEqual([]);
	const responses = result.rows.flatMap(({ responses: own }) => own);
	expect(responses.filter(({ form }) => form !== 'documented')).toEqual([]);
	expect(responses.flatMap(({ deviations }) => deviations)).toEqual([]);
	expect([...new Set(responses.map(({ operationId }) => operationId))].sort()).toEqual(
		[...new Set(gets)].sort(),
	);
	expect(talkover().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(exitCodeOf(result, false)).toBe(0);
});

test('an operation is not tried if the account has nothing for it, and no ID is invented', async () => {
	talkover().state.campaigns.length = 0;

	const result = await judge(['campaign']);

	expect(outcomes(result.rows)).toContain('Campaign: Get: not tried, no campaign');
	expect(talkover().requests.map(({ operationId }) => operationId)).toEqual(['listCampaigns']);
	expect(exitCodeOf(result, false)).toBe(0);
});

test('no other operation is tried once the API token is rejected', async () => {
	const { rows, leftovers } = await judge(['agent'], { token: 'talq_wrong_token', write: true });

	expect(talkover().requests).toHaveLength(1);
	expect(rows[0]).toMatchObject({ name: 'Agent: Get Many', outcome: 'failed' });
	expect(rows.slice(1).map(({ reason }) => reason)).toContain('the API token was rejected');
	expect(leftovers).toEqual([]);
	expect(exitCodeOf({ rows, leftovers }, false)).toBe(1);
});

test('no other operation is tried if the Base URL does not respond', async () => {
	skipWaits();

	const { rows, leftovers } = await judge(['agent'], {
		baseUrl: await closedAddress(),
		write: true,
	});

	expect(rows[0]).toMatchObject({ outcome: 'failed', reason: 'no response (ECONNREFUSED)' });
	expect(rows.slice(1).map(({ outcome }) => outcome)).not.toContain('failed');
	expect(rows.at(-1)).toMatchObject({ outcome: 'not tried', reason: 'no agent' });
	expect(leftovers).toEqual([]);
});

test('an operation that the plan does not include is not a failure, unlike one that does not exist', async () => {
	const body = { success: false, message: 'No' };
	const answers = { listAgents: 403, listCampaigns: 404 };
	for (const [operationId, status] of Object.entries(answers)) {
		talkover().answer(status, body, operationId);
	}
	const [agents, campaigns] = [await judge(['agent']), await judge(['campaign'])];

	expect(agents.rows[0]?.outcome).toBe('not included');
	expect(exitCodeOf(agents, false)).toBe(0);
	expect(campaigns.rows[0]?.outcome).toBe('failed');
	expect(exitCodeOf(campaigns, false)).toBe(1);
});

test('the table shows the form and the deviations of a response, and the title of an error', async () => {
	const data = { id: 7, name: 'Bot' };
	for (const [operationId, body] of [
		['getAgent', data],
		['getAgentPricing', '<html>'],
	] as const) {
		talkover().answer(200, body, operationId);
	}

	const result = await judge(['agent']);

	const lines = tableOf(result.rows);
	const at = lines.findIndex((line) => /^Agent: Get +200 +bare +read$/.test(line));
	expect(lines.slice(at + 1, at + 3)).toEqual(['    success is missing', '    data is missing']);
	expect(lines).toContainEqual(
		expect.stringMatching(/^Agent: Get Pricing +200 +web page +failed: This node can't read/),
	);
	expect(newForms(result.rows)).toEqual([
		expect.stringMatching(
			/^\| getAgent \| 200 \| bare \| success is missing; data is missing.* \|$/,
		),
		expect.stringMatching(/^\| getAgentPricing \| 200 \| web page \| .* \|$/),
	]);
	expect(summaryOf(result)[0]).toContain('1 failed');
	expect(exitCodeOf(result, false)).toBe(1);
});

test('the progress has one line per operation, with its number and the total', async () => {
	const lines: string[] = [];

	await judge(['training', 'agent'], { progress: (line) => lines.push(line) });

	expect(lines[0]).toBe('  1 of 6  Agent: Get Many');
	expect(lines).toHaveLength(6);
});

const MARKER = 'marker-4711';

/** Replaces every text with a marker, and every key that is data. */
function mark(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	const fields = value as JsonObject;
	for (const [name, field] of Object.entries(fields)) {
		const isText =
			typeof field === 'string' && /^(?:name|label|description|subject|to|title)$/.test(name);
		if (isText) fields[name] = name === 'to' ? '+12125004711' : MARKER;
		else mark(field);
	}
}

test('the file contains no value of the account, no token and no name that is data', async () => {
	const { state } = talkover();
	const { agents, campaigns, calls, trainings, webhookLogs } = state;
	for (const part of [agents, campaigns, calls, trainings, webhookLogs]) mark(part);
	for (const log of state.webhookLogs) {
		log.request_payload = { maria_silva: MARKER, event: { [MARKER]: 'x' } };
	}

	const names = ['agent', 'campaign', 'call', 'training', 'webhook'];
	const result = await judge(names, { write: true });
	const file = fileOf(result, ABOUT);

	// The responses contained the markers.
	expect(JSON.stringify(talkover().requests.map(({ answer }) => answer))).toContain(MARKER);
	expect(JSON.stringify(talkover().requests.map(({ answer }) => answer))).toContain('maria_silva');
	expect(file).toContain('"request_payload');
	const { token, url, state: after } = talkover();
	const secrets = [MARKER, '4711', 'maria_silva', token, url, 'Conformance test', 'example.com'];
	const ids = [after.agents, after.campaigns, after.webhooks].flat().map(({ id }) => String(id));
	expect([...secrets, ...ids].filter((secret) => file.includes(secret))).toEqual([]);
});

test('messages of errors are not in the file, because they may quote the account', async () => {
	talkover().answer(404, { success: false, message: `No agent ${MARKER}` }, 'getAgent');

	const result = await judge(['agent']);

	expect(tableOf(result.rows).join('\n')).toContain(MARKER);
	expect(fileOf(result, ABOUT)).not.toContain(MARKER);
});
