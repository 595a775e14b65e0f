import type { AppContract } from '../../../shared/contract/contract.ts';
import type { TransferService } from '../../providers/transfer/transfer.ts';
import type { DomainHandlers } from '../router.ts';

export const transferHandlers = ({
  transfer,
}: {
  transfer: TransferService;
}): DomainHandlers<AppContract, 'transfer'> => ({
  'transfer.export': (wishes) => transfer.export(wishes),
  'transfer.preview': (file) => transfer.preview(file),
  'transfer.import': (wishes) => transfer.import(wishes),
});
