package chat.parley.ejb.conversation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Sanction;
import chat.parley.jpa.conversation.Sanctions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SystemEvent;
import org.jspecify.annotations.Nullable;

/**
 * Muting members and banning accounts, and lifting that again; of those in a role below one's own. Both end by
 * themselves. What was imposed, by whom and why stays on record.
 */
@Stateless
public class Sanctioning {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    @Inject
    Sanctions sanctions;

    @Inject
    Chronicle chronicle;

    @Inject
    Clock clock;

    /** Mutes a member, or bans an account whether it is a member or not; in the place of what stood before. */
    public Sanction impose(Actor actor, ConversationId conversation, AccountId account, ImposeSanction wish) {
        Grant grant = access.toChange(actor, conversation, Action.SANCTION);
        Instant now = clock.instant();
        wish.check(now);
        if (account.equals(actor.account())) {
            throw new Rejected("request.malformed", "One does not mute or ban oneself.");
        }
        Optional<Role> role = overruled(grant, account);
        Sanction sanction = new Sanction(account, wish.kind(), now, actor.account(), wish.until(), wish.reason());
        switch (wish.kind()) {
            case MUTE -> mute(actor, conversation, sanction, role.isPresent());
            case BAN -> ban(actor, conversation, sanction, role.isPresent());
        }
        return sanction;
    }

    /** Ends it before its time; nothing happens if there is none. */
    public void lift(Actor actor, ConversationId conversation, AccountId account, Sanction.Kind kind) {
        Grant grant = access.toChange(actor, conversation, Action.SANCTION);
        Optional<Role> role = overruled(grant, account);
        Instant now = clock.instant();
        if (sanctions.standing(conversation, account, kind, now).isEmpty()) {
            return;
        }
        sanctions.lift(conversation, account, kind, actor.account(), now);
        switch (kind) {
            case MUTE -> {
                chronicle.write(conversation, actor, new SystemEvent.Unmuted(account.value()));
                role.ifPresent(member -> tell(conversation, account));
            }
            case BAN -> chronicle.write(conversation, actor, new SystemEvent.Unbanned(account.value()));
        }
    }

    /** A page of those that stand, by the numbers of the accounts; for those who may impose them. */
    public Page<Sanction> page(
            Actor actor, ConversationId conversation, Sanction.Kind kind, @Nullable Long after, int limit) {
        Page.check(limit);
        access.toSeeSanctions(actor, conversation);
        return Page.of(
                sanctions.page(conversation, kind, after == null ? 0 : after, limit + 1, clock.instant()),
                limit,
                sanction -> sanction.account().value());
    }

    private void mute(Actor actor, ConversationId conversation, Sanction sanction, boolean member) {
        if (!member) {
            throw Roles.missing();
        }
        AccountId account = sanction.account();
        chronicle.write(conversation, actor, new SystemEvent.Muted(account.value(), text(sanction.until())));
        sanctions.impose(conversation, sanction);
        tell(conversation, account);
    }

    private void ban(Actor actor, ConversationId conversation, Sanction sanction, boolean member) {
        AccountId account = sanction.account();
        if (!member) {
            checkExists(actor, conversation, sanction);
        }
        long seq =
                chronicle.write(conversation, actor, new SystemEvent.Banned(account.value(), text(sanction.until())));
        sanctions.impose(conversation, sanction);
        if (member) {
            members.end(conversation, account, seq);
        }
    }

    private void checkExists(Actor actor, ConversationId conversation, Sanction sanction) {
        long[] account = Arrivals.array(List.of(sanction.account()));
        if (!members.candidates(conversation, actor.organization(), account, sanction.at())
                .getFirst()
                .eligible()) {
            throw new Missing("account.missing", "There is no account " + sanction.account() + ".");
        }
    }

    /** What a member is, who has to be below the one who is granted it; empty if they are no member. */
    private Optional<Role> overruled(Grant grant, AccountId account) {
        Optional<Role> role = members.role(grant.conversation(), account);
        role.flatMap(other -> Permissions.refusalToOverrule(grant.role(), other))
                .ifPresent(refusal -> {
                    throw refusal.exception();
                });
        return role;
    }

    /** Tells the one it concerns, on all their devices, also those that are away now. */
    private void tell(ConversationId conversation, AccountId account) {
        members.touch(conversation, new long[] {account.value()});
        chronicle.standingChanged(conversation, account);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
