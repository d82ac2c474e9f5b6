import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { loadList, searchList } from '../../support/n8n/lists';
import { useSimulator } from '../../support/servers/useSimulator';
import {
	ONE_AT_ONCE,
	jsonOf,
	runTalkover,
	startTalkover,
	talkoverRun,
} from '../../../tools/harness/talkoverNode';
import { runWorkflow, startWorkflow } from '../../../tools/harness/workflow';

const SUPPORT = SEED.supportAgentId;

/** Two accounts that have agents with the same IDs. */
const first = useSimulator({ token: 'talq_first_0123456789' });
const second = useSimulator({ token: 'talq_second_0123456789' });

const agentOf = ({ state }: Simulator) => state.agents.find(({ id }) => id === SUPPORT);

function removeAgent({ state }: Simulator): void {
	const index = state.agents.findIndex(({ id }) => id === SUPPORT);
	state.agents.splice(index, 1);
}

const GET_ACTIVE: INodeParameters = {
	resource: 'call',
	operation: 'getActive',
	agentId: chosen(SUPPORT),
	phone: '+12135112222',
};

test('what one account has answered is not used for another one', async () => {
	removeAgent(second());

	const [one, other] = [
		await runTalkover(first(), GET_ACTIVE),
		await runTalkover(second(), GET_ACTIVE),
	];

	expect(jsonOf(one)).toMatchObject([{ active: false }]);
	expect(other.error?.message).toContain('Agent not found');
});

test('what one account answers at the moment is not used for a run of another one', async () => {
	removeAgent(second());
	const release = first().hold({ operationId: 'getAgent' });
	const { result } = await startTalkover(first(), GET_ACTIVE);
	await first().received(2);

	const other = await runTalkover(second(), GET_ACTIVE);

	release();
	expect(jsonOf(await result)).toMatchObject([{ active: false }]);
	expect(other.error?.message).toContain('Agent not found');
});

test('an agent that another account has made a draft for the moment is not published in this one', async () => {
	const teach: INodeParameters = {
		resource: 'training',
		operation: 'upsert',
		agentId: chosen(SUPPORT),
		nodeId: '={{ $json.key }}',
		subject: 'Opening hours',
		instructions: 'We are open.',
		options: { keepPublished: true },
	};
	const optionsFor = (account: Simulator, ...keys: string[]) =>
		talkoverRun(account, teach, { credential: ONE_AT_ONCE, items: keys.map((key) => ({ key })) });
	Object.assign(agentOf(second()) ?? {}, { current_status: 'draft' });
	const isSecond = ({ body }: { body?: unknown }) =>
		(body as IDataObject | undefined)?.node_id === 'two';
	const release = first().hold({ when: isSecond });
	const { result } = await startWorkflow(optionsFor(first(), 'one', 'two'));
	await first().received(3);
	expect(agentOf(first())?.current_status).toBe('draft');

	await runWorkflow(optionsFor(second(), 'other'));

	expect(agentOf(second())?.current_status).toBe('draft');
	expect(second().requests.map(({ operationId }) => operationId)).not.toContain('publishAgent');
	release();
	await result;
	expect(agentOf(first())?.current_status).toBe('published');
});

test('lists in the editor show what the chosen account has', async () => {
	Object.assign(agentOf(second()) ?? {}, { name: 'Of the second account', label: '' });
	const names = async (account: Simulator) =>
		[
			...(await searchList(account, 'searchAgents', {})),
			...(await loadList(account, 'getAgents')),
		].flatMap(({ name, value }) => (value === SUPPORT ? [name] : []));

	const before = await names(first());

	expect(await names(second())).toEqual([
		'Of the second account · inbound, published',
		'Of the second account',
	]);
	expect(await names(first())).toEqual(before);
	expect(before).not.toContain('Of the second account');
});
