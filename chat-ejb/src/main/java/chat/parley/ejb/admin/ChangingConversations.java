package chat.parley.ejb.admin;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Capacity;
import chat.parley.ejb.conversation.ChangeSettings;
import chat.parley.ejb.conversation.ChangedSetting;
import chat.parley.ejb.conversation.InviteMembers;
import chat.parley.ejb.conversation.Inviting;
import chat.parley.ejb.conversation.Removing;
import chat.parley.ejb.conversation.Roles;
import chat.parley.ejb.conversation.Settings;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Changing a conversation from outside, as its owner could: all of it happens as when a member does it, is told to the members
 * and stands in the conversation's log. All of it is noted.
 */
@Stateless
public class ChangingConversations {

    @Inject
    Settings settings;

    @Inject
    Inviting inviting;

    @Inject
    Removing removing;

    @Inject
    Roles roles;

    @Inject
    AuditLog audit;

    /** Changes its settings, archives it or opens it again. */
    public void set(Actor actor, ConversationId conversation, ChangeSettings wish) {
        List<ChangedSetting> changed = settings.change(actor, Capacity.ADMINISTRATION, conversation, wish);
        if (changed.isEmpty()) {
            return;
        }
        Details details = new Details()
                .with("settings", changed.stream().map(ChangedSetting::name).collect(Collectors.joining(" ")))
                .with("before", values(changed, ChangedSetting::before))
                .with("now", values(changed, ChangedSetting::now));
        audit.note(actor, AuditDeed.CONVERSATION_CHANGED, Subjects.conversation(conversation), details);
    }

    /** Those of settings that are no words. */
    private static @Nullable String values(
            List<ChangedSetting> changed, Function<ChangedSetting, @Nullable String> value) {
        String all = changed.stream()
                .filter(setting -> value.apply(setting) != null)
                .map(setting -> setting.name() + '=' + value.apply(setting))
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all;
    }

    /** Brings others in; the answer is who was no member before. */
    public List<AccountId> bring(Actor actor, ConversationId conversation, InviteMembers wish) {
        List<AccountId> newcomers = inviting.invite(actor, Capacity.ADMINISTRATION, conversation, wish)
                .newcomers();
        for (AccountId newcomer : newcomers) {
            Details details = new Details().with("role", wish.role());
            audit.note(actor, AuditDeed.MEMBER_ADDED, Subjects.member(conversation, newcomer), details);
        }
        return newcomers;
    }

    /** Makes a member something else. */
    public void assign(Actor actor, ConversationId conversation, AccountId account, Role role) {
        roles.change(actor, Capacity.ADMINISTRATION, conversation, account, role);
    }

    /** Ends somebody's membership. */
    public void remove(Actor actor, ConversationId conversation, AccountId account) {
        removing.remove(actor, Capacity.ADMINISTRATION, conversation, account);
    }
}
