package chat.parley.ejb.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
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
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.message.Format;

/**
 * People with a password that everybody knows, five of them in a channel where they have said a few things, three with
 * duties that are apart from the administrator's: to try Parley out on one's own machine. Asking for them again changes nothing.
 */
@ApplicationScoped
public class DemoPeople {

    private static final String PASSWORD = "parley-demo";
    private static final String CHANNEL = "general";

    private static final List<Person> PEOPLE = List.of(
            new Person("alice", "Alice Arnold"),
            new Person("bob", "Bob Brandt"),
            new Person("carol", "Carol Chen"),
            new Person("dave", "Dave Dietrich"),
            new Person("admin", "Admin", Duty.SYSTEM, Duty.PEOPLE, Duty.MODERATION));

    private static final List<Person> OFFICERS = List.of(
            new Person("officer", "Olga Ortmann", Duty.COMPLIANCE),
            new Person("officer2", "Oscar Olsen", Duty.COMPLIANCE),
            new Person("auditor", "Aylin Aksoy", Duty.AUDIT));

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

    private record Person(String username, String displayName, Set<Duty> duties) {

        Person(String username, String displayName, Duty... duties) {
            this(username, displayName, Set.of(duties));
        }
    }

    private record Line(String speaker, String text) {}

    /** Sees to it that they are there. */
    public void invite() {
        PasswordHash password = passwords.hash(PASSWORD);
        OFFICERS.forEach(person -> enroll(person, password));
        List<AccountId> accounts =
                PEOPLE.stream().map(person -> enroll(person, password)).toList();
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

    private AccountId enroll(Person person, PasswordHash password) {
        return enrolling
                .enrollOnce(new Enrolment(
                        Organizations.DEFAULT, person.username, person.displayName, password, person.duties))
                .id();
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
        return tokens.verifyBeforeTerms(
                actingFor.token(Organizations.DEFAULT, username).value());
    }
}
