import { useEffect } from 'react';
import { navigate, useRoute } from '../../app/navigation.ts';
import { LoadSheet } from './load-sheet/LoadSheet.tsx';
import { closeLoadSheet, useLoadSheet } from './load-sheet/open-sheet.ts';
import { ModelList } from './ModelList.tsx';
import { ModelPage } from './ModelPage.tsx';
import { useModel, useModels } from './store.ts';

export function ModelsRoom() {
  const { modelName } = useRoute();
  const model = useModel(modelName);
  const isRead = useModels((state) => state.models !== null);
  const refresh = useModels((state) => state.refresh);
  const sheet = useLoadSheet();
  const sheetModel = useModel(sheet.name);
  useEffect(() => void refresh(), [refresh]);
  // A sheet that was left open belongs to the room that was left.
  useEffect(() => closeLoadSheet, []);
  useEffect(() => {
    // Its file was moved or deleted meanwhile; or an old address.
    if (modelName && isRead && !model) navigate({ room: 'models' }, { replace: true });
  }, [modelName, isRead, model]);
  return (
    <>
      {model ? <ModelPage key={`page ${model.name}`} model={model} /> : <ModelList />}
      {sheetModel ? <LoadSheet key={`sheet ${sheetModel.name}`} model={sheetModel} open={sheet.isOpen} /> : null}
    </>
  );
}
