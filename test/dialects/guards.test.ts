import { credentialFor } from '../../tools/harness/talkoverNode';
import { transportOf } from '../../tools/harness/transport';
import { details, headline, problemOfFailure } from '../../nodes/Talkover/report/problem';
import { loadList, searchList } from '../support/n8n/lists';
import { testCredential } from '../support/n8n/credentialTest';
import type { Case } from '../../tools/operations/documented';
import { CASES } from '../../tools/operations/documented';
import { jobOf } from '../../tools/operations/jobOf';
import { readResponse } from '../support/readResponse';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { GUARDS } from './forms';
import { responseIn } from './responses';

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

/** The beginning of each of these responses, which errors show. */
const BEGINS: Readonly<Record<string, string>> = {
	'guard-web-page': 'The response is a web page ("Guest Wi-Fi")',
	'guard-text': 'The service is being upgraded.',
	'guard-success-false': 'The quota of this environment is used up.',
	'guard-error': 'The quota of this environment is used up.',
	'guard-no-list': '"total":3',
};

const LISTS = CASES.filter(({ operation }) =>
	operation.fields.some(({ name }) => name === 'returnAll'),
);

/** For these operations, `success: false` is the documented response if the receiver failed. */
const TESTS = ['testCampaignWebhook', 'testWebhook'];

/** Runs an example whose documented success is returned in the form of a guard, without n8n and without HTTP. */
async function runGuarded(guard: string, each: Case) {
	const { status, body } = responseIn([guard], each.example.operationId);
	const outcome = readResponse(status, body);
	return jobOf(each).run(
		transportOf(async () => outcome),
		undefined,
	);
}

const isTest = ({ example }: Case) => TESTS.includes(example.operationId);

/** The examples for which a form is an error. */
function failing(guard: string): readonly Case[] {
	if (guard === 'guard-no-list') return LISTS;
	return guard === 'guard-success-false' ? CASES.filter((each) => !isTest(each)) : CASES;
}

test.each(CASES.filter(isTest))('$name outputs a success that is false', async (each) => {
	const items = [{ success: false, message: BEGINS['guard-success-false'] }];

	expect(await runGuarded('guard-success-false', each)).toMatchObject({
		ok: true,
		value: { items },
	});
});

describe.each(GUARDS)('responses in the form %s are errors', (guard) => {
	test.each(failing(guard))('$name fails and shows the response', async (each) => {
		const result = await runGuarded(guard, each);

		const problem = result.ok ? undefined : problemOfFailure(result, each.operation.fields);
		expect(problem && [headline(problem), ...details(problem)].join('\n')).toContain(BEGINS[guard]);
	});

	test('the lists in the editor fail and show the response', async () => {
		talkover().speak(guard);

		await expect(searchList(talkover(), 'searchAgents', {})).rejects.toThrow(BEGINS[guard]);
		await expect(loadList(talkover(), 'getAgents')).rejects.toThrow();
	});
});

// A rule in n8n can only compare a field of the response with a value.
test.each(['guard-web-page', 'guard-text', 'guard-success-false'])(
	'the credential test fails in the form %s',
	async (guard) => {
		talkover().speak(guard);

		expect((await testCredential(credentialFor(talkover()))).status).toBe('Error');
	},
);
