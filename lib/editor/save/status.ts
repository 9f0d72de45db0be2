/** What the person is told about saving; always true. `unsaved` counts edits the server has not acknowledged. */
export type SaveStatus =
  | { readonly name: 'saved'; readonly at: number | null }
  | { readonly name: 'saving'; readonly unsaved: number }
  | { readonly name: 'offline'; readonly unsaved: number }
  | { readonly name: 'conflict'; readonly conflicts: number; readonly unsaved: number }
  | {
      readonly name: 'lease_lost';
      readonly message: string;
      readonly drafts: readonly string[];
      readonly unsaved: number;
    }
  | { readonly name: 'signed_out'; readonly unsaved: number }
  | { readonly name: 'refused'; readonly code: string; readonly message: string; readonly unsaved: number }
  | { readonly name: 'opening'; readonly unsaved: number }
  | { readonly name: 'following' };
export type SaveStatusName = SaveStatus['name'];
