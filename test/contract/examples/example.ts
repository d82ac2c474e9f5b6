import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** One use of an operation, as someone would enter it, and what the API reference says of it. */
export interface OperationExample {
	/** The operation in the contract. */
	readonly operationId: string;
	/** Of an operation with `simplify`, these are taken with it switched off. */
	readonly parameters: INodeParameters;
	/** The output for the documented answer, where it is not the `data` of that answer itself. */
	readonly output?: (data: unknown) => IDataObject[];
	/** The list in the contract whose entries complete the output later: the preview has their fields as well. */
	readonly completedFrom?: string;
	/** Documented fields of the request that the node has no parameter for, and why. */
	readonly leftOut?: Readonly<Record<string, string>>;
}

/** By `resource.operation`, or `resource.operation, variant` where there are several. */
export type Examples = Readonly<Record<string, OperationExample>>;

/** A choice from a list, as n8n stores it. */
export function chosen(value: string) {
	return { __rl: true, mode: 'id', value };
}

export const agentId = chosen('agent_123456');

/** What deletions give. */
export const deleted = () => [{ deleted: true }];
