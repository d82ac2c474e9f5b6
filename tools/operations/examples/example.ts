import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** An example of an operation, with the parameters that a user enters. */
export interface OperationExample {
	/** The operation ID in the contract. */
	readonly operationId: string;
	/** The parameters. If the operation has `simplify`, it's disabled. */
	readonly parameters: INodeParameters;
	/** The output for the documented response, if it isn't the `data` of that response. */
	readonly output?: (data: unknown) => IDataObject[];
	/** The list in the contract whose entries complete the output later: the preview includes their fields. */
	readonly completedFrom?: string;
	/** Documented request fields without a parameter in the node, with the reason. */
	readonly leftOut?: Readonly<Record<string, string>>;
}

/** By `resource.operation`, or `resource.operation, variant` if there are several. */
export type Examples = Readonly<Record<string, OperationExample>>;

/** A choice from a list as n8n stores it. */
export function chosen(value: string) {
	return { __rl: true, mode: 'id', value };
}

export const agentId = chosen('agent_123456');

/** The output of deletions. */
export const deleted = () => [{ deleted: true }];
