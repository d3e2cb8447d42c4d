package chat.parley.web.delivery;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.AccountStates.Kept;
import chat.parley.jpa.conversation.Blocks;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.conversation.JoinRequests.Written;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.wire.ServerFrame;

/** Reads what belongs to an account itself that a client lacks: what it keeps, where it asked to join, whom it blocked. */
@Dependent
public class OwnStates {

    /** However long each of them is, a frame of so many finds room in an outbox. */
    private static final int AT_ONCE = 20;

    @Inject
    AccountStates states;

    @Inject
    JoinRequests requests;

    @Inject
    Blocks blocks;

    /** The account as it is now. */
    AccountStates.Own own(AccountId account) {
        return states.own(account);
    }

    /** Those of these accounts whose number has moved past the one given, and where it is now. */
    Map<AccountId, Long> movedPast(Map<AccountId, Long> known) {
        return states.movedPast(known);
    }

    /** Tells what is newer than a client knows; which knows no more numbers by it. */
    void tellSince(AccountId account, long known, Consumer<ServerFrame> client) {
        tellMemos(account, known, client);
        tellRequests(account, known, client);
        tellBlocks(account, known, client);
    }

    private void tellMemos(AccountId account, long known, Consumer<ServerFrame> client) {
        long since = known;
        List<Kept> page;
        do {
            page = states.memosSince(account, since, AT_ONCE);
            if (!page.isEmpty()) {
                since = page.getLast().rev();
                client.accept(
                        ServerFrames.memos(known, page.stream().map(Kept::memo).toList()));
            }
        } while (page.size() == AT_ONCE);
    }

    private void tellBlocks(AccountId account, long known, Consumer<ServerFrame> client) {
        long since = known;
        List<Blocks.Written> page;
        do {
            page = blocks.since(account, since, AT_ONCE);
            if (!page.isEmpty()) {
                since = page.getLast().rev();
                client.accept(ServerFrames.blocks(
                        known, page.stream().map(Blocks.Written::block).toList()));
            }
        } while (page.size() == AT_ONCE);
    }

    private void tellRequests(AccountId account, long known, Consumer<ServerFrame> client) {
        long since = known;
        List<Written> page;
        do {
            page = requests.since(account, since, AT_ONCE);
            if (!page.isEmpty()) {
                since = page.getLast().rev();
                client.accept(ServerFrames.requests(
                        known, page.stream().map(Written::request).toList()));
            }
        } while (page.size() == AT_ONCE);
    }
}
