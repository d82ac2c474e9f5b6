import { SEED } from '../../../tools/simulator/state';
import { fromAi, useTool } from '../../support/n8n/tool';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const MAKE = {
	resource: 'call',
	operation: 'make',
	agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
	phone: fromAi('phone'),
	rules: { skipIfActive: false },
};
/** The request isn't carried out, and its connection breaks. */
const LOST = { kind: 'resetBefore' } as const;
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const FIRST = '+12135110000';
const SECOND = '+12145220000';

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

async function callAtOnce() {
	return useTool(talkover(), MAKE, [{ phone: FIRST }, { phone: SECOND }], RETRY_ON_FAIL);
}

test.each([
	[FIRST, SECOND],
	[SECOND, FIRST],
])(
	'neither of two concurrent calls is placed again when the one to %s gets no response and the other succeeds',
	async (lost, answered) => {
		talkover().fail({ phone: lost, fault: LOST, times: 1 });
		const answer = talkover().hold({ phone: answered });
		const running = callAtOnce();
		await talkover().received(2);
		answer();

		const { error, run } = await running;

		expect(talkover().dialed().sort()).toEqual([FIRST, SECOND]);
		expect(error?.message).toContain('the outcome of an earlier attempt is unknown');
		// Only the call with the unknown outcome is still recorded.
		const kept = run.data.executionData?.contextData['node:Talkover']?.talkover;
		expect(Object.values((kept as { entries: object }).entries)).toEqual([
			expect.objectContaining({ state: 'unknown', at: expect.any(Number) }),
		]);
	},
);

test('a rejected call is retried while another is in progress, and both are placed once', async () => {
	const answerSecond = talkover().hold({ phone: SECOND });
	talkover().answer(422, {}, { phone: FIRST, times: 1 });
	const running = callAtOnce();
	await talkover().received(3);
	answerSecond();

	const { error, run } = await running;

	expect(error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual([FIRST, FIRST, SECOND]);
	const kept = run.data.executionData?.contextData['node:Talkover']?.talkover;
	expect((kept as { entries: object }).entries).toEqual({});
});

describe('two concurrent calls to the same number become one call', () => {
	const twice = async () =>
		useTool(talkover(), MAKE, [{ phone: FIRST }, { phone: FIRST }], RETRY_ON_FAIL);

	test('a second concurrent call to a number is skipped after the first was placed', async () => {
		const { error } = await twice();

		expect(error).toBeUndefined();
		expect(talkover().dialed()).toEqual([FIRST]);
	});

	test('a second concurrent call to a number is not placed while the outcome of the first is unknown', async () => {
		talkover().fail({ operationId: 'makeCall', fault: LOST });

		const { error } = await twice();

		expect(error?.message).toContain('the outcome of an earlier attempt is unknown');
		expect(talkover().dialed()).toEqual([FIRST]);
	});
});
