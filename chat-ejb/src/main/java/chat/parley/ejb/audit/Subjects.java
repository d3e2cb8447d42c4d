package chat.parley.ejb.audit;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.segment.SegmentId;

/** How what something was done to is written, so that all that was done to it can be found. */
public final class Subjects {

    /** The audit log itself. */
    public static final String AUDIT = "audit";

    private Subjects() {}

    /** An emoji of the organization's own. */
    public static String emoji(String name) {
        return "emoji " + name;
    }

    /** A rule by which messages are judged, by its number. */
    public static String screeningRule(long id) {
        return "screening-rule " + id;
    }

    /** Somebody. */
    public static String account(AccountId account) {
        return "account " + account;
    }

    /** A node. */
    public static String node(String name) {
        return "node " + name;
    }

    /** Somebody in a conversation, who may be a member or not. */
    public static String member(ConversationId conversation, AccountId account) {
        return "member " + conversation + "/" + account;
    }

    /** A message. */
    public static String message(ConversationId conversation, long seq) {
        return "message " + conversation + "/" + seq;
    }

    /** A segment of people. */
    public static String segment(SegmentId segment) {
        return "segment " + segment;
    }

    /** A case of what was reported, by its number. */
    public static String reported(long id) {
        return "case " + id;
    }

    /** A rule about keeping messages, by its number. */
    public static String retentionRule(long id) {
        return "retention rule " + id;
    }

    /** A sweep that destroys what is due, by its number. */
    public static String retentionSweep(long id) {
        return "retention sweep " + id;
    }

    /** What is archived of an organization. */
    public static String archive(OrganizationId organization) {
        return "archive " + organization;
    }

    /** A conversation as a whole. */
    public static String conversation(ConversationId conversation) {
        return "conversation " + conversation;
    }

    /** A matter, by its number. */
    public static String matter(long id) {
        return "matter " + id;
    }

    /** A hold, by its number. */
    public static String hold(long id) {
        return "hold " + id;
    }

    /** A clearance, by its number. */
    public static String clearance(long id) {
        return "clearance " + id;
    }

    /** A rule of supervision, by its number. */
    public static String supervisionRule(long id) {
        return "supervision rule " + id;
    }

    /** An export, by its number. */
    public static String export(long id) {
        return "export " + id;
    }
}
