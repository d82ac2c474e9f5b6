import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { WorkflowJSON } from '@n8n/workflow-sdk';
import { parseWorkflowCodeToBuilder, validateWorkflowBuilder } from '@n8n/workflow-sdk';
import {
	generateNodeTypeFile,
	orchestrateGeneration,
} from '@n8n/workflow-sdk/scripts/generate-types';
import type { INodeType } from 'n8n-workflow';

import { credentialFor } from '../../tools/harness/talkoverNode';
import { nodeTypes } from '../../tools/harness/nodeTypes';
import type { WorkflowJson } from '../../tools/harness/workflow';
import { runWorkflow } from '../../tools/harness/workflow';
import { Talkover } from '../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { SENTENCES } from './sentences';

const talkover = useSimulator();
const folder = mkdtempSync(path.join(tmpdir(), 'definitions-'));

beforeAll(async () => {
	const nodes = [new Talkover(), new TalkoverTrigger()].map(({ description }) => ({
		...description,
		name: `n8n-nodes-talkover.${description.name}`,
	}));
	await orchestrateGeneration({
		nodes: JSON.parse(JSON.stringify(nodes)) as never,
		outputDir: folder,
	});
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});

/** The node types of n8n's own nodes, which pass their items on. */
function standIns({ nodes }: WorkflowJSON): Record<string, INodeType> {
	const known = nodeTypes();
	const others = nodes.filter(({ type }) => !type.startsWith('n8n-nodes-talkover.'));
	return Object.fromEntries(
		others.map(({ type }) => {
			const isStart = type.endsWith('Trigger') || type.endsWith('.webhook');
			const end = isStart ? 'n8n-nodes-base.manualTrigger' : 'n8n-nodes-base.noOp';
			return [type, known.getByName(type.endsWith('.agent') ? 'test.agent' : end) as INodeType];
		}),
	);
}

const CHOSEN: Readonly<Record<string, unknown>> = {
	agentId: chosen(SEED.salesAgentId),
	agentIds: [SEED.salesAgentId],
	campaignId: chosen(SEED.activeCampaignId),
};

/** The workflow after its user has selected the agents and campaigns that the builder left empty. */
function filledIn({ nodes, connections }: WorkflowJSON): WorkflowJson {
	const isEmpty = (value: unknown) => /^(?:\[\]|.*"value":""\})$/.test(JSON.stringify(value));
	const filled = JSON.stringify(nodes, (name, value: unknown) =>
		name in CHOSEN && isEmpty(value) ? CHOSEN[name] : value,
	);
	return { connections, nodes: JSON.parse(filled) } as WorkflowJson;
}

function validated(code: string) {
	const workflow = parseWorkflowCodeToBuilder(code);
	const { blocking } = validateWorkflowBuilder(workflow, {
		nodeDefinitionDirs: [folder],
		strictMode: true,
	});
	return { problems: blocking.map(({ message }) => message), json: workflow.toJSON() };
}

/** Monday, 10 a.m. in New York. */
const WORKING_HOURS = Date.UTC(2026, 0, 5, 15);

describe.each(SENTENCES)('"$asks"', ({ code, items, sends }) => {
	test('n8n accepts the workflow that its builder writes, and it runs', async () => {
		const { problems, json } = validated(code);
		expect(problems).toEqual([]);

		jest.spyOn(Date, 'now').mockReturnValue(WORKING_HOURS);
		skipWaits(async () => {
			for (const call of talkover().state.calls) call.status = 'completed';
			return Promise.resolve();
		});
		const result = await runWorkflow({
			workflow: filledIn(json),
			credential: credentialFor(talkover()),
			types: standIns(json),
			...(items ? { items } : {}),
		});

		expect(result.error).toBeUndefined();
		const sent = talkover().requests.filter(({ method }) => method !== 'GET');
		expect(sent.map(({ operationId, status }) => [operationId, (status ?? 0) < 300])).toEqual(
			sends.map((operationId) => [operationId, true]),
		);
	});
});

test.each([
	["operation: 'makeAndWait'", "operation: 'dial'"],
	["daysOfWeek: ['1', '2', '3', '4', '5']", "daysOfWeek: 'weekdays'"],
	["phone: expr('{{ $json.phone }}')", 'phone: { number: 1 }'],
])(
	"n8n's validator compares workflows with the definition: it rejects %s as %s",
	(right, wrong) => {
		const code = SENTENCES[0]?.code ?? '';
		expect(code).toContain(right);

		expect(validated(code.replace(right, wrong)).problems).not.toEqual([]);
	},
);

const PATTERNS = [new Talkover(), new TalkoverTrigger()].flatMap(({ description }) => {
	const definition = generateNodeTypeFile(JSON.parse(JSON.stringify(description)) as never);
	const { extraTypeDefContent = [] } = description.builderHint ?? {};
	return extraTypeDefContent.map(({ content }) => {
		const [, pattern = '', output = ''] = content.split('\n');
		return { pattern, output, definition };
	});
});

test.each(PATTERNS)(
	'the definition has a valid pattern and the fields of the output: $pattern',
	({ pattern, output, definition }) => {
		const isStart = pattern.startsWith('trigger(');
		const manual = "trigger({ type: 'n8n-nodes-base.manualTrigger', version: 1, config: {} })";
		const chain = isStart ? pattern : `${manual}).to(${pattern}`;

		const { problems } = validated(`export default workflow('w', 'W').add(${chain});`);
		expect(problems).toEqual([]);
		expect(output).toMatch(/^Output, one item per (?:event|input item)/);
		expect(definition).toContain(pattern);
		expect(definition).toContain(output);
	},
);

test("hints for n8n's builder have no expressions in n8n's stored form, and none is on the fields that choose the operation", () => {
	const { builderHint, properties } = new Talkover().description;
	const hints = properties.filter((property) => property.builderHint !== undefined);

	expect(PATTERNS).toHaveLength(4);
	expect(new Set(hints.map(({ name }) => name))).toEqual(
		new Set(['agentId', 'contextFields', 'phone']),
	);
	expect(JSON.stringify([builderHint, hints.map((each) => each.builderHint)])).not.toMatch(
		/=\{\{|\bai_tool\b/,
	);
});
