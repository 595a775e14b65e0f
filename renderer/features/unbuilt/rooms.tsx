import { ChartNoAxesColumn, type LucideIcon } from 'lucide-react';
import { navigate, type RoomName } from '../../app/navigation.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface UnbuiltProps {
  room: 'usage';
  icon: LucideIcon;
  /** Where what exists of it today can be found. */
  until: RoomName;
}

function Unbuilt({ room, icon, until }: UnbuiltProps) {
  const { t } = useI18n();
  const words = t.rooms[room];
  return (
    <Page>
      <PageHeader title={words.title} description={words.description} />
      <div className="rounded-lg border border-line border-dashed">
        <EmptyState
          icon={icon}
          title={t.rooms.notBuilt}
          body={words.body}
          action={<Button onClick={() => navigate({ room: until })}>{words.action}</Button>}
        />
      </div>
    </Page>
  );
}

export const UsageRoom = () => <Unbuilt room="usage" icon={ChartNoAxesColumn} until="chat" />;
