import type { Examples } from './example';

export const action: Examples = {};
