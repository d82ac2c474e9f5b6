import { executionsOf } from '../../../../tools/playground/workflows';
import { callTo } from '../../support/simulatedCalls';
import { actionWith, ask, secretOf, sentAction } from '../support/agentAction';
import { DataTable } from '../../support/dataTable';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test as base } from '../support/fixtures';
import { storeAndPublish, unpublishAll } from '../support/production';
import { gmail, gmailCredential } from '../services/gmail';
import { ownCrm } from '../services/ownCrm';

const FILE = 'approve-by-phone.json';
const APPROVER = '+12125550101';
const URL = 'https://n8n.example.com/webhook/approval';
const WHAT = 'Order 40 desk lamps';

/** A request that somebody is called about. */
interface Approval {
	/** The code that was sent by email. */
	readonly code: string;
	/** The requests and decisions. */
	readonly table: DataTable;
	/** Ends the call, and waits for the end of the workflow. @returns what was done */
	end(outcome?: 'completed' | 'no-answer'): Promise<readonly unknown[]>;
	/** The subjects of all emails. */
	subjects(): string[];
}

interface Fixtures {
	readonly approval: Approval;
}

const test = base.extend<Fixtures>({
	approval: async ({ world, example, internet, simulator }, use) => {
		const { emails } = internet.play(gmail());
		const { results } = internet.play(ownCrm());
		const columns = { code: 'string', decision: 'string', open: 'boolean' } as const;
		const table = await DataTable.create(world, columns);
		const { chosen } = table;
		const imported = await storeAndPublish(world, example, FILE, {
			parameters: {
				'Store the Request': { dataTableId: chosen },
				'Close the Request': { dataTableId: chosen },
				'Record the Decision': { dataTableId: chosen },
				'Ring the Approver': { agentId: chosenAgent() },
				'Create or Update the Action': {
					agentId: chosenAgent(),
					customHeaders: { header: [{ key: 'X-Talkover-Secret', value: 'a-secret-of-the-user' }] },
				},
			},
			credentials: [
				gmailCredential('Email the Code', 'Say It Was Declined'),
				secretOf('Costly Request', 'Agent Asks'),
			],
			keep: ['Run Once'],
		});
		await imported.run('Run Once');
		await ask(world, 'costly-request', { what: WHAT });
		const call = await callTo(simulator, APPROVER);
		const [running] = await executionsOf(world, imported.id);
		const code = /\b\d{6}\b/.exec(emails[0]?.text ?? '')?.[0] ?? '';
		await use({
			...{ code, table },
			end: async (outcome = 'completed') => {
				await simulator.play(call, outcome);
				await imported.execution(running?.id ?? '');
				return results;
			},
			subjects: () => emails.map(({ subject }) => subject),
		});
		await unpublishAll(world);
	},
});

const decide = { decision: 'yes' };
const valid = { recorded: true };
const invalid = { recorded: false };

test('only a yes with the code counts', async ({ world, simulator, approval: { code, end } }) => {
	expect(sentAction(simulator)).toEqual(actionWith(URL, 'decision', 'code'));
	const sent = simulator.requests.map(({ body }) => JSON.stringify(body ?? ''));
	expect(sent.filter((body) => body.includes(code))).toEqual([]);

	expect(await ask(world, 'approval', { ...decide, code: '12' })).toMatchObject(invalid);
	expect(await ask(world, 'approval', { ...decide, code })).toMatchObject(valid);
	expect(await ask(world, 'approval', { decision: 'no', code })).toMatchObject(invalid);

	expect(await end()).toEqual([{ approved: true, what: WHAT }]);
});

test("silence, a late yes and an old one with the same code don't count", async ({
	world,
	approval: { code, table, end, subjects },
}) => {
	await table.add({ code, decision: 'yes', open: false });
	expect(await end('no-answer')).toEqual([]);

	expect(await ask(world, 'approval', { ...decide, code })).toMatchObject(invalid);
	expect(subjects()).toEqual(['Code for a request', 'Request declined']);
});
