import type { Examples } from './example';

export const callbackAgent: Examples = {};
