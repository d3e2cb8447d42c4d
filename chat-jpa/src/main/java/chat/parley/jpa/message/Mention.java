package chat.parley.jpa.message;

import chat.parley.jpa.identity.AccountId;

/** Whom a message speaks to. Groups of people will be another kind, so switches over it have no default. */
public sealed interface Mention {

    /** Somebody, by the number that stays when they are renamed. */
    record Person(AccountId account) implements Mention {}

    /** The members who are online when it is said. */
    record Here() implements Mention {}

    /** All who are members. */
    record Everybody() implements Mention {}
}
