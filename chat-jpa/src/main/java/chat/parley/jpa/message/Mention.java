package chat.parley.jpa.message;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;

/** Whom a message speaks to. */
public sealed interface Mention {

    /** Somebody, by the number that stays when they are renamed. */
    record Person(AccountId account) implements Mention {}

    /** Those members who are in a user group when it is said. */
    record Group(UserGroupId group) implements Mention {}

    /** The members who are online when it is said. */
    record Here() implements Mention {}

    /** All who are members. */
    record Everybody() implements Mention {}
}
