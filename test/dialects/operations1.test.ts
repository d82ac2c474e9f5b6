import { formsOf } from './forms';
import { describeOperations } from './operationsTable';

describeOperations(formsOf(0, 2));
