import type { INodeProperties } from 'n8n-workflow';

import { cached } from '../../base/collections/cache';
import type { Operation } from '../spec';

/** For operations whose effect needs no further words. */
export const UNDONE = "This can't be undone.";

/** One per text, so that the editor loads it once. */
const notice = cached((displayName: string): INodeProperties => ({
	displayName,
	name: 'warning',
	type: 'notice',
	default: '',
}));

/** The notices of an operation in the order of the panel: what protects people comes first. */
export function noticesOf({ caution, warning, notice: more }: Operation): INodeProperties[] {
	const texts = [caution, warning].filter((text) => text !== undefined);
	return [...texts.map(notice), ...(more ? [more.property] : [])];
}
