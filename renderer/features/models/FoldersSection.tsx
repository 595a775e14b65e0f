import { FolderPlus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { storageStatus } from '../../app/resources.ts';
import { updateSettings, useSettings } from '../../app/settings-store.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Switch } from '../../components/Switch.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { useModels } from './store.ts';

/** The path of a folder in the home folder, written as its system does. */
export const inFolder = (home: string, name: string): string =>
  `${home}${home.includes('\\') && !home.includes('/') ? '\\' : '/'}${name}`;

/** Where models are looked for. */
export function FoldersSection({ onAdd }: { onAdd: () => void }) {
  const { t } = useI18n();
  const words = t.models.folders;
  const settings = useSettings();
  const { data: storage } = useResource(storageStatus);
  const own = storage && inFolder(storage.home, 'models');
  const save = (change: Parameters<typeof updateSettings>[0]): void => void updateSettings(change).catch(toastError);

  const remove = (folder: string): void => {
    const before = settings?.modelFolders ?? [];
    save({ modelFolders: before.filter((one) => one !== folder) });
    toast({ title: words.removed, action: { label: t.common.undo, run: () => save({ modelFolders: before }) } });
  };
  const { label, help } = t.settings.fields.findForeignModels;
  return (
    <Section
      title={words.title}
      description={words.description}
      actions={
        <Button size="sm" icon={FolderPlus} onClick={onAdd}>
          {words.add}
        </Button>
      }
    >
      <Folder path={own} note={words.app} action={own ? <CopyButton text={own} label={t.models.copyPath} /> : null} />
      {settings?.modelFolders.map((folder) => (
        <Folder
          key={folder}
          path={folder}
          note={t.models.sources.user}
          action={<IconButton size="sm" icon={Trash2} label={words.remove(folder)} onClick={() => remove(folder)} />}
        />
      ))}
      {settings ? (
        <Switch
          layout="row"
          label={label}
          description={help}
          checked={settings.findForeignModels}
          onChange={(findForeignModels) => save({ findForeignModels })}
        />
      ) : (
        <Skeleton className="mx-4 my-3 h-9 w-80" />
      )}
    </Section>
  );
}

function Folder({ path, note, action }: { path: string | undefined; note: string; action: ReactNode }) {
  const { t, format } = useI18n();
  const count = useModels(
    ({ models }) => models?.filter(({ source }) => path !== undefined && source.folder === path).length ?? 0,
  );
  return (
    <div className="flex min-h-13 items-center gap-3 py-2 pr-2.5 pl-4">
      <div className="min-w-0 flex-1">
        {path ? (
          <p className="break-all font-mono text-xs leading-5">{path}</p>
        ) : (
          <Skeleton className="my-0.5 h-4 w-64" />
        )}
        <p className="text-ink-faint text-xs">
          {note}
          {count > 0 ? ` · ${t.models.folders.found(format.number(count))}` : null}
        </p>
      </div>
      {action}
    </div>
  );
}
