import type { ENDPOINTS } from './contract/endpoints';

/** An endpoint of the API, by its `operationId` in the contract. */
export type Endpoint = keyof typeof ENDPOINTS;

export type Method = (typeof ENDPOINTS)[Endpoint]['method'];

/** The endpoints with one of these methods. */
export type EndpointWith<Wanted extends Method> = {
	[Id in Endpoint]: (typeof ENDPOINTS)[Id]['method'] extends Wanted ? Id : never;
}[Endpoint];

/** What the contract says of an endpoint. */
export interface Declared {
	readonly method: Method;
	/** The name of the list in a response; undefined for a single thing. */
	readonly list?: string;
	/** Whether the list has pages. */
	readonly isPaged?: true;
	/** Whether the list may come without anything around it, in another publication. */
	readonly mayBeBareList?: true;
}
