package chat.parley.ejb.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.FoundConversation;
import chat.parley.ejb.conversation.Founding;
import chat.parley.ejb.identity.ActingFor;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Enrolling;
import chat.parley.ejb.identity.Enrolment;
import chat.parley.ejb.identity.PasswordHash;
import chat.parley.ejb.identity.Passwords;
import chat.parley.ejb.identity.SigningOut;
import chat.parley.ejb.identity.Tokens;
import chat.parley.ejb.message.PostMessage;
import chat.parley.ejb.message.Posting;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.message.Format;

/**
 * Five people with a password that everybody knows, and a channel where they have said a few things: to try Parley out
 * on one's own machine. Asking for them again changes nothing.
 */
@ApplicationScoped
public class DemoPeople {

    private static final String PASSWORD = "parley-demo";
    private static final String CHANNEL = "general";

    private static final List<Person> PEOPLE = List.of(
            new Person("alice", "Alice Arnold", false),
            new Person("bob", "Bob Brandt", false),
            new Person("carol", "Carol Chen", false),
            new Person("dave", "Dave Dietrich", false),
            new Person("admin", "Admin", true));

    private static final List<Line> LINES = List.of(
            new Line("alice", "Good morning! This is our channel for everything that concerns all of us."),
            new Line("bob", "Hello Alice. The build server is back, by the way; the disk was full."),
            new Line("carol", "Thanks, Bob. The release notes for **1.0** are ready to be read."),
            new Line("dave", "I read them tonight. Shall we say *Thursday* for the release?"),
            new Line("alice", "Thursday it is. Say hello, whoever you are, and try `reply`, edit and delete."));

    @Inject
    Passwords passwords;

    @Inject
    Enrolling enrolling;

    @Inject
    ActingFor actingFor;

    @Inject
    Tokens tokens;

    @Inject
    SigningOut signingOut;

    @Inject
    Founding founding;

    @Inject
    Posting posting;

    private record Person(String username, String displayName, boolean administrator) {}

    private record Line(String speaker, String text) {}

    /** Sees to it that they are there. */
    public void invite() {
        PasswordHash password = passwords.hash(PASSWORD);
        List<AccountId> accounts = PEOPLE.stream()
                .map(person -> enrolling
                        .enrollOnce(new Enrolment(
                                Organizations.DEFAULT,
                                person.username,
                                person.displayName,
                                password,
                                person.administrator))
                        .id())
                .toList();
        Actor founder = actor(PEOPLE.getFirst().username);
        try {
            talk(found(founder, accounts));
        } catch (Conflict e) {
            if (!e.code().equals("name.taken")) {
                throw e;
            }
        } finally {
            signingOut.signOut(founder, founder.device());
        }
    }

    private ConversationId found(Actor founder, List<AccountId> accounts) {
        FoundConversation channel = new FoundConversation(
                ConversationKind.CHANNEL,
                CHANNEL,
                "What concerns all of us",
                Visibility.PUBLIC,
                HistoryVisibility.ALL,
                accounts.stream()
                        .filter(account -> !account.equals(founder.account()))
                        .toList());
        return founding.found(founder, channel).conversation().id();
    }

    private void talk(ConversationId channel) {
        for (Line line : LINES) {
            Actor speaker = actor(line.speaker);
            UUID id = UUID.nameUUIDFromBytes(line.text.getBytes(StandardCharsets.UTF_8));
            posting.post(speaker, new PostMessage(channel, id, Format.MARKDOWN, line.text, null, null, null));
            if (!line.speaker.equals(PEOPLE.getFirst().username)) {
                signingOut.signOut(speaker, speaker.device());
            }
        }
    }

    private Actor actor(String username) {
        return tokens.verify(actingFor.token(Organizations.DEFAULT, username).value());
    }
}
