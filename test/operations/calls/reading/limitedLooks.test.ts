import { SEED } from '../../../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../../../tools/harness/talkoverNode';
import { chosen } from '../../../support/n8n/parameterValues';
import { useSimulator } from '../../../support/servers/useSimulator';
import { useMovedTime } from '../../../support/time/skippedTime';

useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

test.each([
	[15, 20],
	[40, 20],
])(
	'%i executions at once within %i requests per minute call everybody',
	async (count, requests) => {
		talkover().state.calls.splice(0);
		talkover().limit({ form: 'fixedWindow', requests, perMs: 60_000, headers: 'laravel' });
		const phones = Array.from({ length: count }, (_, index) => `+1212500${2000 + index}`);
		const asked = () =>
			talkover().requests.filter(
				({ operationId, status }) => operationId === 'getActiveCall' && status !== 429,
			).length;
		const all = await Promise.all(
			phones.map(async (phone) =>
				runTalkover(
					talkover(),
					{
						...{ resource: 'call', operation: 'make', phone: '={{ $json.phone }}' },
						agentId: chosen(SEED.salesAgentId),
					},
					{ items: [{ phone }] },
				),
			),
		);
		const placed = all
			.flatMap((each) => (each.error ? [] : jsonOf(each)))
			.filter((each) => each.placed);
		expect(placed).toHaveLength(count);
		expect(asked()).toBeLessThanOrEqual(2 * count);
	},
);
