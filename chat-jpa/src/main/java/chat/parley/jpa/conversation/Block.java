package chat.parley.jpa.conversation;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;

/**
 * That an account has blocked another, or does no longer.
 *
 * @param at since when
 */
public record Block(AccountId other, boolean blocked, Instant at) {}
