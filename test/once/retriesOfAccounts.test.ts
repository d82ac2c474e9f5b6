import { startSimulator } from '../../tools/simulator/simulator';
import { SEED } from '../../tools/simulator/state';
import type { Simulator } from '../../tools/simulator/simulator';
import { ONE_AT_ONCE, credentialFor, jsonOf, talkoverRun } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import type { RunOptions } from '../../tools/harness/workflow';
import { retryWorkflow, runWorkflow } from '../../tools/harness/workflow';

const CALL = {
	resource: 'call',
	operation: 'make',
	agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
	phone: '={{ $json.phone }}',
	rules: { skipIfActive: false },
};
const PHONES = ['+12135000000', '+12135000001'];
const ITEMS = PHONES.map((phone) => ({ phone }));

/** The account that the first attempt uses. */
const first = useSimulator();

function optionsFor(account: Simulator, credentialId?: string): RunOptions {
	const run = talkoverRun(account, CALL, { credential: ONE_AT_ONCE, items: ITEMS });
	return { ...run, ...(credentialId === undefined ? {} : { credentialId }) };
}

/** A run that calls the first number and fails at the second one. */
async function runHalfway(credentialId?: string) {
	first().answer(
		401,
		{ message: 'Token expired' },
		{ operationId: 'makeCall', times: 1, phone: PHONES[1] },
	);
	const failed = await runWorkflow(optionsFor(first(), credentialId));
	expect(failed.error).toBeDefined();
	return failed;
}

/** Adds another token for the same address. */
function issueToken(token: string): string {
	first().state.furtherTokens.push(token);
	return token;
}

test.each([
	['another credential', undefined],
	['the same credential with another Base URL', 'credential-1'],
])('a retry in another account (%s) calls every number from that account', async (_name, id) => {
	const failed = await runHalfway(id);
	const second = await startSimulator();
	try {
		const retried = await retryWorkflow(optionsFor(second, id), failed);

		expect(second.dialed(200)).toEqual(PHONES);
		expect(jsonOf(retried).map(({ id }) => id)).toEqual(
			second.state.calls.slice(-2).map(({ id }) => id),
		);
	} finally {
		await second.close();
	}
});

test('a retry with another token for the same address counts as another account', async () => {
	const failed = await runHalfway();
	const credential = { ...credentialFor(first()), apiToken: issueToken('talq_other') };

	await retryWorkflow({ ...optionsFor(first()), credential }, failed);

	expect(first().dialed(200)).toEqual([PHONES[0], ...PHONES]);
});

test('a retry after the token of the same credential was replaced calls nobody twice', async () => {
	const failed = await runHalfway('credential-1');
	const credential = { ...credentialFor(first()), apiToken: issueToken('talq_renewed') };

	const renewed = { ...optionsFor(first(), 'credential-1'), credential };
	const retried = await retryWorkflow(renewed, failed);

	expect(first().dialed(200)).toEqual(PHONES);
	expect(jsonOf(retried)).toHaveLength(2);
});

test('a retry with the same token in another credential calls nobody twice', async () => {
	const failed = await runHalfway('credential-1');

	await retryWorkflow(optionsFor(first(), 'credential-2'), failed);

	expect(first().dialed(200)).toEqual(PHONES);
});
