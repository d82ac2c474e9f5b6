import { contractTypes } from './contractTypes';

/** Prints the types, for the test that compares them. It runs in a process of its own. */
void contractTypes().then((types) => process.stdout.write(types));
