/** One wrong value: where it stands inside its argument, and what would be right. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

// The part of class-validator's ValidationError that is meant for the caller; it also carries the whole input.
interface Failure {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Failure[];
}

const flatten = ({ property, constraints = {}, children = [] }: Failure, parent: string): Problem[] => {
  const path = parent === '' ? property : `${parent}.${property}`;
  return [
    ...Object.values(constraints).map((message) => ({ path, message })),
    ...children.flatMap((child) => flatten(child, path)),
  ];
};

/** The problems of type-graphql's ArgumentValidationError, or undefined when `extensions` is not of one. */
export function validationProblems(extensions: Readonly<Record<string, unknown>> | undefined): Problem[] | undefined {
  const failures = extensions?.['validationErrors'];
  return Array.isArray(failures) ? (failures as Failure[]).flatMap((failure) => flatten(failure, '')) : undefined;
}
