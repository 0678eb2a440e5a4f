export const FOLDERS: readonly {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly pure?: boolean;
}[];
export const PACKAGE_HOMES: readonly { readonly packages: readonly string[]; readonly homes: readonly string[] }[];
export const PURE_PACKAGES: readonly string[];
