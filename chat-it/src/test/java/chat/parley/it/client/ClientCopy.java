package chat.parley.it.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What one person's client would show, made of nothing but the frames it was told, by the rules of docs/protocol.md; or
 * made of nothing but what REST answers. Each line of {@link #shown} is one thing that both must agree on.
 */
public final class ClientCopy {

    private static final int PAGE = 200;

    private final SortedMap<Long, Room> rooms = new TreeMap<>();
    private final Map<String, String> memos = new TreeMap<>();
    private final Map<String, Saved> saved = new TreeMap<>();
    private final Set<Long> blocked = new TreeSet<>();

    private record Saved(long room, long seq, String at) {}

    /** What is known of one conversation; older messages than {@code after} were never told, nor asked for. */
    private static final class Room {

        private final SortedMap<Long, JsonNode> messages = new TreeMap<>();
        private JsonNode settings = Json.object();
        private long after;
        private long seq;
        private long rev;
        private long read;

        private void set(JsonNode summary) {
            ObjectNode without = summary.deepCopy();
            settings = without.remove(List.of("seq", "rev", "read", "unread", "last"));
            read = Math.max(read, summary.path("read").asLong());
        }

        private void put(JsonNode message) {
            long number = message.path("seq").asLong();
            if (number > after) {
                ObjectNode bare = message.deepCopy();
                bare.remove("type");
                messages.put(number, bare);
            }
        }

        private void advance(long toSeq, long toRev) {
            seq = Math.max(seq, toSeq);
            rev = Math.max(rev, toRev);
        }
    }

    /** What REST says now: all conversations with all their messages, and all that the account keeps for itself. */
    public static ClientCopy fetched(Rest rest) {
        ClientCopy copy = new ClientCopy();
        pages(rest, "/conversations?limit=" + PAGE, "conversations", summary -> copy.fetch(rest, summary));
        pages(rest, "/me/memos?limit=" + PAGE, "memos", copy::memo);
        pages(rest, "/me/saved?limit=" + PAGE, "saved", mark -> copy.save(mark.path("message"), mark.path("at")));
        rest.get("/me/blocks").ok().path("blocks").forEach(block -> copy.block(block, true));
        return copy;
    }

    private static void pages(Rest rest, String path, String name, Consumer<JsonNode> each) {
        JsonNode page;
        String after = "";
        do {
            page = rest.get(path + after).ok();
            page.path(name).forEach(each);
            after = "&after=" + page.path("next").asText();
        } while (page.has("next"));
    }

    private void fetch(Rest rest, JsonNode summary) {
        long id = summary.path("id").asLong();
        Room room = rooms.computeIfAbsent(id, _ -> new Room());
        room.set(summary);
        room.advance(summary.path("seq").asLong(), summary.path("rev").asLong());
        JsonNode page;
        long after = 0;
        do {
            page = rest.get("/conversations/" + id + "/messages?limit=" + PAGE + "&after=" + after)
                    .ok();
            for (JsonNode message : page.path("messages")) {
                room.put(message);
                after = message.path("seq").asLong();
            }
        } while (page.path("more").asBoolean());
    }

    /** Applies one frame. */
    public synchronized void apply(JsonNode frame) {
        Room room = rooms.get(frame.path("conversation").asLong());
        switch (frame.path("type").asText()) {
            case "changes" -> frame.path("conversations").forEach(this::catchUp);
            case "conversation" -> summary(frame.path("conversation"));
            case "message" -> {
                if (room != null && frame.path("seq").asLong() > room.seq) {
                    room.put(frame);
                    room.advance(frame.path("seq").asLong(), 0);
                }
            }
            case "changed" -> {
                if (room != null && frame.path("rev").asLong() > room.rev) {
                    room.put(frame.path("message"));
                    room.advance(0, frame.path("rev").asLong());
                }
            }
            case "removed" -> rooms.remove(frame.path("conversation").asLong());
            case "self" -> {
                frame.path("read")
                        .properties()
                        .forEach(entry -> Optional.ofNullable(rooms.get(Long.valueOf(entry.getKey())))
                                .ifPresent(it -> it.read =
                                        Math.max(it.read, entry.getValue().asLong())));
                frame.path("memos").forEach(this::memo);
                frame.path("saved").forEach(mark -> save(mark, mark.path("at")));
                frame.path("blocks")
                        .forEach(block -> block(block, block.path("blocked").asBoolean()));
            }
            default -> {
                // Nothing that stays
            }
        }
    }

    private void catchUp(JsonNode told) {
        long id = told.path("id").asLong();
        if (told.path("left").asBoolean()) {
            rooms.remove(id);
            return;
        }
        Room room = rooms.get(id);
        if (room == null || told.path("reset").asBoolean()) {
            room = new Room();
            room.after = told.path("seq").asLong();
            rooms.put(id, room);
        }
        if (told.has("conversation")) {
            room.set(told.path("conversation"));
        }
        told.path("messages").forEach(room::put);
        room.advance(told.path("seq").asLong(), told.path("rev").asLong());
    }

    private void summary(JsonNode summary) {
        Room room = rooms.computeIfAbsent(summary.path("id").asLong(), _ -> {
            Room entered = new Room();
            entered.after = summary.path("seq").asLong();
            entered.advance(entered.after, summary.path("rev").asLong());
            return entered;
        });
        room.set(summary);
    }

    private void memo(JsonNode memo) {
        String name =
                memo.path("conversation").asText() + "/" + memo.path("name").asText();
        if (memo.has("value")) {
            memos.put(
                    name,
                    memo.path("value").asText() + " of clock "
                            + memo.path("clock").asLong());
        } else {
            memos.remove(name);
        }
    }

    private void save(JsonNode message, JsonNode at) {
        long room = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        if (at.isMissingNode()) {
            saved.remove(room + "/" + seq);
        } else {
            saved.put(room + "/" + seq, new Saved(room, seq, at.asText()));
        }
    }

    private void block(JsonNode block, boolean on) {
        long account = block.path("account").asLong();
        if (on) {
            blocked.add(account);
        } else {
            blocked.remove(account);
        }
    }

    /** All that is shown, a line for each thing. */
    public Map<String, String> shown() {
        return shown(this);
    }

    /** The same, without what the other one was never told and would have to ask for. */
    public synchronized Map<String, String> shown(ClientCopy asFarAs) {
        Map<Long, Long> known = asFarAs.known();
        Map<String, String> shown = new TreeMap<>();
        rooms.forEach((id, room) -> {
            shown.put("conversation " + id, room.settings + " at " + room.seq + ", read " + room.read);
            room.messages
                    .tailMap(known.getOrDefault(id, 0L) + 1)
                    .forEach((seq, message) -> shown.put("message " + id + "/" + seq, message.toString()));
        });
        memos.forEach((name, value) -> shown.put("memo " + name, value));
        saved.forEach((name, mark) -> {
            Room room = rooms.get(mark.room());
            @Nullable JsonNode message = room == null ? null : room.messages.get(mark.seq());
            if (message != null && !message.has("deleted") && mark.seq() > known.getOrDefault(mark.room(), 0L)) {
                shown.put("saved " + name, mark.at());
            }
        });
        shown.put("blocked", blocked.toString());
        return shown;
    }

    private synchronized Map<Long, Long> known() {
        return rooms.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().after));
    }
}
