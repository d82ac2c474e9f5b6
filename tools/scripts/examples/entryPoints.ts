import { isRecord } from '../../../nodes/Talkover/base/json';
import type { Workflow, WorkflowNode } from './workflow';
import { contentOf, notesOf, stepsOf } from './workflow';

/** A kind of node that others can reach over the network, without a service that n8n checks itself. */
interface EntryPoint {
	/** The parameter with the kind of authentication. n8n's default is none. */
	readonly setting: 'authentication' | 'incomingAuthentication';
	/** Whether nobody outside n8n can reach it with these parameters. */
	readonly isClosed?: (parameters: WorkflowNode['parameters']) => boolean;
	/** Whether its address is sent to people or shown on a page, so that it protects nothing. */
	readonly isShared?: boolean;
}

/**
 * The entry points of n8n by type. Others check who sends: HubSpot's trigger its signature, and the Talkover Trigger
 * its secret. Each execution that waits in a *Wait* node has a signed address of its own.
 */
const ENTRY_POINTS: Readonly<Record<string, EntryPoint>> = {
	'n8n-nodes-base.webhook': { setting: 'authentication' },
	'n8n-nodes-base.formTrigger': { setting: 'authentication', isShared: true },
	'n8n-nodes-base.pipedriveTrigger': { setting: 'incomingAuthentication' },
	'@n8n/n8n-nodes-langchain.mcpTrigger': { setting: 'authentication' },
	'@n8n/n8n-nodes-langchain.chatTrigger': {
		setting: 'authentication',
		isClosed: ({ public: isPublic = false }) => isPublic === false,
		isShared: true,
	},
};

/** How notes say that an entry point has no authentication. */
const NO_AUTHENTICATION = /\b(?:no|without) authentication/i;

/** Each entry point needs authentication. If it can't have one, a note says why, and its address can't be guessed. */
export function* entryPointProblems(workflow: Workflow): Generator<string> {
	for (const { name, type, parameters } of stepsOf(workflow)) {
		const entryPoint = ENTRY_POINTS[type];
		if (!entryPoint || entryPoint.isClosed?.(parameters)) continue;
		const { [entryPoint.setting]: authentication = 'none' } = parameters;
		if (authentication !== 'none') continue;
		if (!hasReason(workflow, name)) {
			yield `'${name}' has no authentication, and no note says why in a line with its name`;
		}
		if (entryPoint.isShared !== true && hasOwnPath(parameters)) {
			yield `'${name}' has no authentication and a path that everyone can read in this example. Leave the path empty, so that n8n makes a random one`;
		}
	}
}

function hasReason(workflow: Workflow, name: string): boolean {
	return notesOf(workflow)
		.flatMap((note) => contentOf(note).split('\n'))
		.some((line) => line.includes(`*${name}*`) && NO_AUTHENTICATION.test(line));
}

function hasOwnPath({ path = '', options }: WorkflowNode['parameters']): boolean {
	return path !== '' || (isRecord(options) && (options.path ?? '') !== '');
}
