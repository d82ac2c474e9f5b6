import { openContract } from '../../simulator/contract';
import { credentialFor, jsonOf, runTalkover, shownError } from '../../harness/talkoverNode';
import { loadList, searchList } from '../support/n8n/lists';
import { testCredential } from '../support/n8n/credentialTest';
import { CASES, successStatus } from '../contract/documented';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { GUARDS } from './forms';

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});
afterEach(() => {
	jest.restoreAllMocks();
});

const contract = openContract();

/** The beginning of each of these responses, which errors show. */
const BEGINS: Readonly<Record<string, string>> = {
	'guard-web-page': '‹!doctype html>‹html>‹head>‹title>Guest Wi-Fi',
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

describe.each(GUARDS)('responses in the form %s are errors', (guard) => {
	test.each(guard === 'guard-no-list' ? LISTS : CASES)(
		'$name fails and shows the response',
		async ({ resource, operation, example }) => {
			const { operationId } = example;
			const status = successStatus(contract, operationId);
			talkover().speak(guard);
			talkover().fail({ operationId, fault: { kind: 'documented', status } });
			const result = await runTalkover(talkover(), {
				resource,
				operation: operation.value,
				...example.parameters,
			});

			if (guard === 'guard-success-false' && TESTS.includes(operationId)) {
				expect(jsonOf(result)).toEqual([{ success: false, message: BEGINS[guard] }]);
				return;
			}
			const { message, lines } = shownError(result);
			expect([message, ...lines].join('\n').replaceAll('&lt;', '‹')).toContain(BEGINS[guard]);
		},
	);

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
