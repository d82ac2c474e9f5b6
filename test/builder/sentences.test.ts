import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { WorkflowJSON } from '@n8n/workflow-sdk';
import { parseWorkflowCodeToBuilder, validateWorkflowBuilder } from '@n8n/workflow-sdk';
import {
	generateNodeTypeFile,
	orchestrateGeneration,
} from '@n8n/workflow-sdk/scripts/generate-types';

import { credentialFor } from '../../tools/harness/talkoverNode';
import type { WorkflowJson } from '../../tools/harness/workflow';
import { runWorkflow } from '../../tools/harness/workflow';
import { Talkover } from '../../nodes/Talkover/Talkover.node';
import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node';
import { CASES } from '../../tools/operations/documented';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { SENTENCES } from './sentences';
import { standIns } from './standIns';

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

const CHOSEN: Readonly<Record<string, unknown>> = {
	agentId: chosen(SEED.salesAgentId),
	agentIds: [SEED.salesAgentId],
	calendarId: chosen(SEED.calendarId),
	campaignId: chosen(SEED.activeCampaignId),
	voiceTemplateId: chosen(SEED.voiceTemplateIdInPortuguese),
};

/** The workflow after its user has selected what the builder left empty. */
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

const TYPE = 'n8n-nodes-talkover.talkover';

/** What is wrong with a workflow of these nodes. */
function problemsOf(...nodes: readonly string[]): string[] {
	return validated(`export default workflow('w', 'W').add(${nodes.join(').to(')});`).problems;
}

function problemsAfterStart(node: string): string[] {
	const start = "trigger({ type: 'n8n-nodes-base.manualTrigger', version: 1, config: {} })";
	return problemsOf(start, node);
}

/** Monday, 10 a.m. in New York. */
const WORKING_HOURS = Date.UTC(2026, 0, 5, 15);

test.each(SENTENCES)('n8n accepts and runs the workflow for "$asks"', async (sentence) => {
	const { items = [{}], tells = {} } = sentence;
	const { problems, json } = validated(sentence.code);
	expect(problems).toEqual([]);

	jest.spyOn(Date, 'now').mockReturnValue(WORKING_HOURS);
	sentence.prepare?.(talkover().state);
	skipWaits(async () => {
		for (const call of talkover().state.calls) call.status = 'completed';
		return Promise.resolve();
	});
	const { types, told } = standIns(json, sentence.gives);
	const credential = credentialFor(talkover());
	const result = await runWorkflow({ workflow: filledIn(json), credential, types, items });

	expect(result.error).toBeUndefined();
	const sent = talkover().requests.filter(({ method }) => method !== 'GET');
	expect(sent).toMatchObject(sentence.sends);
	expect(sent.filter(({ status = 0 }) => status >= 300)).toEqual([]);
	expect(told).toMatchObject(tells);
});

/** Parameters of each operation, as a user enters them; *Check* sends nothing, so it has no example. */
const ENTERED = [
	{
		name: 'call.check',
		parameters: { resource: 'call', operation: 'check', phone: '+12125001234' },
	},
	...CASES.map(({ name, resource, operation, example }) => ({
		name,
		parameters: { resource, operation: operation.value, ...example.parameters },
	})),
];

test.each(ENTERED)('n8n accepts the parameters of $name in a workflow', ({ parameters }) => {
	const config = JSON.stringify({ name: 'Talkover', parameters });

	expect(problemsAfterStart(`node({ type: '${TYPE}', version: 1, config: ${config} })`)).toEqual(
		[],
	);
});

test.each([
	["operation: 'makeAndWait'", "operation: 'dial'"],
	["daysOfWeek: ['1', '2', '3', '4', '5']", "daysOfWeek: 'weekdays'"],
	["phone: expr('{{ $json.properties.phone?.value }}')", 'phone: { number: 1 }'],
])(
	"n8n's validator compares workflows with the definition: it rejects %s as %s",
	(right, wrong) => {
		const code = SENTENCES[0]?.code ?? '';
		expect(code).toContain(right);

		expect(validated(code.replace(right, wrong)).problems).not.toEqual([]);
	},
);

const OUTPUT_OF_EVENTS =
	new TalkoverTrigger().description.properties.find(({ name }) => name === 'source')?.builderHint
		?.propertyHint ?? '';

const PATTERNS = [new Talkover(), new TalkoverTrigger()].flatMap(({ description }) => {
	const definition = generateNodeTypeFile(JSON.parse(JSON.stringify(description)) as never);
	const { extraTypeDefContent = [] } = description.builderHint ?? {};
	return extraTypeDefContent.map(({ content }) => {
		const [, pattern = '', output = ''] = content.split('\n');
		const isStart = pattern.startsWith('trigger(');
		return { pattern, output: isStart ? OUTPUT_OF_EVENTS : output, isStart, definition };
	});
});

test.each(PATTERNS)(
	'the definition has a valid pattern and the fields of the output: $pattern',
	({ pattern, output, isStart, definition }) => {
		expect(isStart ? problemsOf(pattern) : problemsAfterStart(pattern)).toEqual([]);
		expect(output).toMatch(/^Output, one item per (?:event|input item)/);
		expect(definition).toContain(pattern);
		expect(definition).toContain(output);
	},
);

test('the definition of the trigger that n8n writes into a file has the fields of the output', () => {
	const file = path.join(folder, 'nodes/n8n-nodes-talkover/talkoverTrigger/v2.ts');

	expect(readFileSync(file, 'utf8')).toContain(OUTPUT_OF_EVENTS);
});

test("hints for n8n's builder have no expressions in n8n's stored form, and none is on the fields that choose the operation", () => {
	const { builderHint, properties } = new Talkover().description;
	const hints = properties.filter((property) => property.builderHint !== undefined);

	expect(PATTERNS).toHaveLength(4);
	expect(new Set(hints.map(({ name }) => name))).toEqual(
		new Set([
			...['agentId', 'calendarId', 'callId', 'campaignId', 'contextFields', 'phone'],
			'voiceTemplateId',
		]),
	);
	expect(JSON.stringify([builderHint, hints.map((each) => each.builderHint)])).not.toMatch(
		/=\{\{|\bai_tool\b/,
	);
});
