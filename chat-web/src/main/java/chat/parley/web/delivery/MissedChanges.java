package chat.parley.web.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Memberships.Ended;
import chat.parley.jpa.conversation.Memberships.Head;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.InstallationFacts;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.conversation.ConversationViews;
import chat.parley.web.wire.ClientFrame.Checkpoint;
import chat.parley.web.wire.ServerFrame.ConversationChanges;
import chat.parley.web.wire.ServerFrame.Message;
import org.jspecify.annotations.Nullable;

/** Reads from the log what a client lacks that stands at a checkpoint, or at none. */
@Dependent
public class MissedChanges {

    /** Whoever lacks more of a conversation than this does better to forget its copy and page through the history. */
    static final int MOST_MISSED = 500;

    /** Conversations read in one statement. */
    private static final int AT_ONCE = 50;

    @Inject
    Memberships memberships;

    @Inject
    Messages messages;

    @Inject
    InstallationFacts installation;

    /** Of which history all numbers are. */
    String epoch() {
        return installation.epoch().toString();
    }

    /**
     * Tells what a client lacks in the conversations of its account.
     *
     * @param accountRev the number of the last change to the account itself that counts
     * @param heads where the account stands in each of them
     * @param known the client's checkpoint; null if it has nothing
     * @return of these conversations, those that the account is a member of still; the others ended while they were read
     */
    List<Head> tell(
            AccountId account, long accountRev, List<Head> heads, @Nullable Checkpoint known, ChangesPages pages) {
        Set<ConversationId> touched = Set.of();
        if (known != null && accountRev > known.account()) {
            touched = Set.copyOf(memberships.changedSince(account, known.account()));
        }
        List<Behind> behind = new ArrayList<>();
        for (Head head : heads) {
            Behind each = Behind.of(head, known, pages.epoch());
            if (each.lacksSomething() || touched.contains(each.conversation())) {
                behind.add(each);
            }
        }
        Set<ConversationId> ended = new HashSet<>();
        for (int i = 0; i < behind.size(); i += AT_ONCE) {
            ended.addAll(tellChanged(account, behind.subList(i, Math.min(behind.size(), i + AT_ONCE)), pages));
        }
        List<Head> standing = heads.stream()
                .filter(head -> !ended.contains(head.conversation()))
                .toList();
        if (known != null) {
            boolean foreign = !known.epoch().equals(pages.epoch());
            tellEnded(account, foreign ? 0 : known.account(), standing, known, pages);
        }
        return standing;
    }

    /** The conversations that the client knows and that its account is no member of any more. */
    private void tellEnded(AccountId account, long since, List<Head> heads, Checkpoint known, ChangesPages pages) {
        Map<Long, long[]> absent = new HashMap<>(known.conversations());
        heads.forEach(head -> absent.remove(head.conversation().value()));
        if (absent.isEmpty()) {
            return;
        }
        Map<Long, Span> spans = memberships.endedSince(account, since).stream()
                .collect(Collectors.toMap(ended -> ended.conversation().value(), Ended::span));
        absent.forEach((id, numbers) -> {
            Span span = spans.get(id);
            long last = span == null ? numbers[0] : span.to();
            Position there = new Position(new ConversationId(id), last, numbers[1]);
            pages.add(there, new ConversationChanges(id, last, numbers[1], null, List.of(), null, null, true));
        });
    }

    /** Returns the conversations of which there was nothing to tell, because the account is no member any more. */
    private Set<ConversationId> tellChanged(AccountId account, List<Behind> behind, ChangesPages pages) {
        long[] ids =
                behind.stream().mapToLong(each -> each.conversation().value()).toArray();
        Map<ConversationId, ConversationSummary> summaries = memberships.summaries(account, ids).stream()
                .collect(Collectors.toMap(ConversationSummary::id, Function.identity()));
        List<Position> readable =
                behind.stream().filter(Behind::readable).map(Behind::known).toList();
        Map<ConversationId, List<PostedMessage>> posted = messages.postedSince(readable, MOST_MISSED).stream()
                .collect(Collectors.groupingBy(PostedMessage::conversation));
        Map<ConversationId, List<Change>> changed = messages.changedSince(readable, MOST_MISSED).stream()
                .collect(Collectors.groupingBy(change -> change.message().conversation()));
        Map<ConversationId, List<Gap>> destroyed = messages.destroyedSince(readable, MOST_MISSED + 1).stream()
                .collect(Collectors.groupingBy(Gap::conversation));
        Set<ConversationId> ended = new HashSet<>();
        for (Behind each : behind) {
            ConversationSummary summary = summaries.get(each.conversation());
            if (summary == null) {
                ended.add(each.conversation());
            } else {
                List<Message> lacking = each.lacking(
                        posted.getOrDefault(each.conversation(), List.of()),
                        changed.getOrDefault(each.conversation(), List.of()));
                List<Gap> gone = destroyed.getOrDefault(each.conversation(), List.of());
                pages.add(each.known(), each.changes(ConversationViews.of(summary), lacking, gone));
            }
        }
        return ended;
    }
}
