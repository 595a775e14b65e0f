import { useI18n } from '../../lib/i18n.ts';
import { SignInPanel, type SignInPanelProps } from './SignInPanel.tsx';

/** The sign-in of a vendor that is added, above the fields for whoever has a token already. */
export function NewSignIn(props: SignInPanelProps) {
  const { t } = useI18n();
  return (
    <>
      <SignInPanel {...props} />
      {props.flow.state === 'waiting' ? null : (
        <p className="flex items-center gap-3 text-ink-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          {t.signIn.orKey}
        </p>
      )}
    </>
  );
}
