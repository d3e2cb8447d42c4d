package chat.parley.jpa.message;

import java.util.List;
import java.util.Set;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;

/**
 * What of an account decides whether a message concerns it that was just said, without asking the database.
 *
 * @param groups those it is in
 * @param blocked whom it does not hear
 */
public record Attention(Set<UserGroupId> groups, Set<AccountId> blocked) {

    /** Of an account that is in no group and hears everybody. */
    public static final Attention USUAL = new Attention(Set.of(), Set.of());

    /** Whether what somebody said speaks to this account; of those who are here, it is one. */
    public boolean isDrawn(AccountId account, AccountId sender, List<Mention> mentions) {
        return !sender.equals(account)
                && !blocked.contains(sender)
                && mentions.stream().anyMatch(mention -> means(mention, account));
    }

    private boolean means(Mention mention, AccountId account) {
        return switch (mention) {
            case Mention.Person(AccountId named) -> named.equals(account);
            case Mention.Group(UserGroupId group) -> groups.contains(group);
            case Mention.Here _, Mention.Everybody _ -> true;
        };
    }
}
