import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import type { faultsOf, ModelDraft } from './model-form.ts';

/** What each part of the sheet gets. */
export interface SheetPartProps {
  model: DescribedModel;
  draft: ModelDraft;
  /** Shown once somebody tried to save. */
  faults: ReturnType<typeof faultsOf>;
  onChange: (draft: Partial<ModelDraft>) => void;
  onReset: (field: keyof ModelDetails) => void;
}
