/** What a runbook is of, as it is stored. */
export const groupScope = (fingerprint: string) => `group:${fingerprint}`;

/** Of whatever goes wrong at an element, in any version of its process. */
export const elementScope = ({ process, id }: { readonly process: string; readonly id: string }) =>
  `element:${process}/${id}`;
