import type { INodeParameters } from 'n8n-workflow';

import { creationOf } from '../../nodes/Talkover/api/request';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import type { Case } from '../../tools/operations/documented';
import { CASES } from '../../tools/operations/documented';
import { chosen } from '../../tools/operations/examples/example';
import { jobOf } from '../../tools/operations/jobOf';
import { openContract } from '../../tools/simulator/contract';
import { dialectsIn, MIXTURES } from '../dialects/forms';
import { differsIn } from '../dialects/responses';
import { useSimulator } from '../support/servers/useSimulator';
import { useMovedTime } from '../support/time/skippedTime';

/** Creations that can't be found in any list, with the reason. */
const NOT_IN_LISTS: Readonly<Record<string, string>> = {
	'campaign.exportToSftp':
		'The logs do not show which files were exported or what started the export.',
	'campaign.importFromSftp':
		'The logs do not show whether a schedule or a request started the import.',
	'webhook.retryDelivery': 'The logs do not show which delivery was sent again.',
	'webhook.test': 'The logs do not show which request caused the test event.',
	'webhook.toggle': 'It checks the state of the webhook before each request.',
};

/** Values from the simulator that replace those of the examples. */
const KNOWN: INodeParameters = {
	agentId: chosen(SEED.salesAgentId),
	campaignId: chosen(SEED.activeCampaignId),
	phoneNumberId: chosen(SEED.phoneNumberIds[1]),
	phone: '+12135239876',
};

const contract = openContract();
const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

const creating = CASES.filter((each) => creationOf(jobOf(each).request) !== undefined);
const recoverable = creating.filter((each) => jobOf(each).creating?.recoveryLookup !== undefined);

test('every creation can be found in a list, or the reason why not is documented', () => {
	const others = creating.filter((each) => !recoverable.includes(each));

	const wrong = [
		...others
			.filter((each) => !(keyOf(each) in NOT_IN_LISTS))
			.map(
				(each) =>
					`${keyOf(each)}: add "recoveryLookup" to the operation, or a reason to NOT_IN_LISTS`,
			),
		...Object.keys(NOT_IN_LISTS)
			.filter((key) => !others.some((each) => keyOf(each) === key))
			.map((key) => `${key}: remove it from NOT_IN_LISTS`),
	];
	expect(wrong).toEqual([]);
});

function keyOf({ resource, operation }: Case): string {
	return `${resource}.${operation.value}`;
}

test('a creation is found by its name although Talkover removed the spaces around it', () => {
	const named = recoverable.flatMap((each) => {
		const { parameters } = each.example;
		const name = ['name', 'subject', 'title'].find((key) => typeof parameters[key] === 'string');
		return name === undefined ? [] : [{ each, name, text: String(parameters[name]) }];
	});
	const missed = named.filter(({ each, name, text }) => {
		const parameters = { ...each.example.parameters, [name]: ` ${text} ` };
		const lookup = jobOf({ ...each, example: { ...each.example, parameters } }).creating
			?.recoveryLookup;
		return ![true, 'yes'].includes(lookup?.isOwn(jobOf(each).request.body ?? {}) ?? false);
	});

	expect(named.length).toBeGreaterThan(5);
	expect(missed.map(({ each }) => keyOf(each))).toEqual([]);
});

/** The operation that shows what an example creates. */
function listOf(each: Case): string {
	const { path = [] } = jobOf(each).creating?.recoveryLookup?.list ?? {};
	const request = { method: 'GET', path: `/${path.join('/')}`, headers: {} };
	return contract.matchOperation(request)?.operationId ?? '';
}

/** The mixtures of forms in which the list of an example differs from the reference, or contains more. Each form is in one. */
function formsFor(each: Case): readonly string[] {
	return MIXTURES.filter((form) => {
		// If all IDs are numbers, the IDs of the examples don't exist.
		const mustExist = ['calendarMember.add', 'phoneNumber.requestRelease'].includes(each.name);
		if (mustExist && form.includes('numeric-ids')) return false;
		return form.includes('ignores-filters') || differsIn(dialectsIn(form), listOf(each));
	});
}

const pairs = recoverable.flatMap((each) =>
	['as documented', ...formsFor(each)].map((form) => ({ form, ...each })),
);

test.each(pairs)(
	'the creation of $name is found when its response is lost, with a list in the form: $form',
	async ({ form, name, resource, operation, example }) => {
		const { operationId, parameters } = example;
		const names = Object.keys(parameters);
		const known = Object.fromEntries(
			Object.entries(KNOWN).filter(([name]) => names.includes(name)),
		);
		if (form !== 'as documented') talkover().speak(...dialectsIn(form));
		// Only a number without an agent can be released.
		for (const agent of talkover().state.agents) agent.phone_numbers = [];
		const isListOfCalls = listOf({ name, resource, operation, example }) === 'listAgentCalls';
		talkover().fail({
			...{ operationId, times: 1, fault: { kind: 'resetAfter' } },
			when: () => {
				time.move(3_000);
				return true;
			},
		});
		const earlier = talkover().requests.length;

		const result = await runTalkover(talkover(), {
			resource,
			operation: operation.value,
			...parameters,
			...known,
		});

		const requests = talkover().requests.slice(earlier);
		const sent = requests.filter((each) => each.operationId === operationId);
		expect(sent).toHaveLength(1);
		if (isListOfCalls && form.includes('call-no-zone')) {
			expect(result.error?.message).toContain('Outcome unknown');
			return;
		}
		expect(result.error).toBeUndefined();
		const [item = {}] = jsonOf(result);
		expect(item.id ?? item.meeting_url).toEqual(expect.anything());
	},
);
