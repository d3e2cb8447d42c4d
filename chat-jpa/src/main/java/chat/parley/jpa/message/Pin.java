package chat.parley.jpa.message;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;

/** That a message is kept in sight for everybody, by whom and since when. */
public record Pin(AccountId by, Instant at) {}
