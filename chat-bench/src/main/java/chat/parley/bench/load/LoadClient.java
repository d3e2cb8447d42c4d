package chat.parley.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/** One connection of one member of a room. Only the thread of its event loop touches it while a run goes on. */
final class LoadClient implements FrameReader.Sink {

    private static final byte[] BODY = Lines.bytes("\"body\":\"~");
    private static final byte[] MESSAGES = Lines.bytes("\"messages\":[");
    private static final byte[] SEQ = Lines.bytes("\"seq\":");
    private static final byte[] REF = Lines.bytes("\"ref\":");
    private static final byte[] CODE = Lines.bytes("\"code\":\"");
    private static final byte[] LAST_PAGE = Lines.bytes("\"more\":false");
    private static final byte[] EPOCH = Lines.bytes("\"epoch\":\"");
    private static final byte[] PONG = FrameWriter.frame(FrameWriter.TEXT, Lines.bytes("{\"type\":\"pong\"}"));

    private final LoadLoop loop;
    private final LoadAccount account;
    private final LoadRoom room;
    private final int number;
    private final @Nullable SendFrame sending;
    private final Ledger ledger;
    private FrameReader reader = new FrameReader(this);
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private boolean ready;
    private boolean closed;
    private boolean away;
    private long awaySince;
    private String epoch = "";
    private int sent;
    private int accepted;

    /** @param number which member of its room it is, from 0; the first of a room send */
    LoadClient(LoadLoop loop, LoadPlan plan, LoadRoom room, int number, LoadAccount account) {
        this.loop = loop;
        this.room = room;
        this.number = number;
        this.account = account;
        this.sending = number < plan.senders()
                ? new SendFrame(loop.runId(), room.number(), number, account.conversation(), plan.body())
                : null;
        this.ledger = new Ledger(plan.senders());
    }

    int number() {
        return number;
    }

    boolean sends() {
        return sending != null;
    }

    /** How many of its messages the server has acknowledged. */
    int accepted() {
        return accepted;
    }

    Ledger ledger() {
        return ledger;
    }

    // ---- the connection

    void connect(Selector selector, LoadServers servers) throws IOException {
        LoadServers.Route route = servers.next();
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.bind(route.from());
        key = opened.register(selector, SelectionKey.OP_CONNECT, this);
        if (opened.connect(route.to())) {
            greet(route.to());
        }
    }

    /** Its channel can do something. */
    void act(SelectionKey ready, ByteBuffer incoming, byte[] scratch) {
        try {
            SocketChannel open = (SocketChannel) ready.channel();
            if (ready.isConnectable() && open.finishConnect()) {
                greet((InetSocketAddress) open.getRemoteAddress());
            } else {
                if (ready.isWritable()) {
                    writeRest(open);
                }
                if (ready.isReadable()) {
                    receive(open, incoming, scratch);
                }
            }
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    private void greet(InetSocketAddress server) {
        listenFor(SelectionKey.OP_READ);
        write(FrameWriter.upgrade(server));
    }

    private void receive(SocketChannel open, ByteBuffer incoming, byte[] scratch) throws IOException {
        incoming.clear();
        int length = open.read(incoming);
        if (length < 0) {
            end("closed without a word");
            return;
        }
        loop.received();
        incoming.flip();
        incoming.get(scratch, 0, length);
        reader.read(scratch, length);
    }

    private void write(byte[] bytes) {
        SocketChannel open = channel;
        if (closed || open == null) {
            return;
        }
        try {
            if (!unsent.isEmpty()) {
                unsent.add(ByteBuffer.wrap(bytes.clone()));
                return;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            open.write(buffer);
            if (buffer.hasRemaining()) {
                ByteBuffer rest = ByteBuffer.allocate(buffer.remaining()).put(buffer);
                unsent.add(rest.flip());
                listenFor(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    private void writeRest(SocketChannel open) throws IOException {
        while (!unsent.isEmpty()) {
            ByteBuffer first = unsent.element();
            open.write(first);
            if (first.hasRemaining()) {
                return;
            }
            unsent.remove();
        }
        listenFor(SelectionKey.OP_READ);
    }

    private void listenFor(int operations) {
        if (key != null) {
            key.interestOps(operations);
        }
    }

    private void end(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        close();
        loop.ended(this, ready, reason);
    }

    /** It is cut off. */
    void cutOff() {
        closed = true;
        close();
        leave();
    }

    /** From now on it is away, unless it is already. */
    void leave() {
        if (!away) {
            away = true;
            awaySince = System.nanoTime();
            loop.left();
        }
    }

    /** Connects anew; what it missed is told to it. */
    void comeBack(Selector selector, LoadServers servers) {
        closed = false;
        ready = false;
        reader = new FrameReader(this);
        unsent.clear();
        try {
            connect(selector, servers);
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // it is gone either way
        }
    }

    // ---- what it says

    /** Sends its next message, which was due at that time of the run; answers false if it cannot any more. */
    boolean send(long due) {
        SendFrame frame = sending;
        if (closed || frame == null) {
            return false;
        }
        write(frame.of(sent++, due));
        return true;
    }

    // ---- what it hears

    @Override
    public void opened() {
        write(FrameWriter.frame(
                FrameWriter.TEXT,
                Lines.bytes("{\"type\":\"hello\",\"token\":\"%s\",\"device\":\"bench-%s\"%s}"
                        .formatted(account.token(), account.user(), away ? ",\"checkpoint\":" + checkpoint() : ""))));
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        for (int line = from; line < to; ) {
            int end = Lines.end(bytes, line, to);
            line(bytes, line, end);
            line = end + 1;
        }
    }

    @Override
    public void ping(byte[] payload) {
        write(FrameWriter.frame(FrameWriter.PONG, payload));
    }

    @Override
    public void closed(int code, String reason) {
        end(code + " " + reason);
    }

    private void line(byte[] line, int from, int to) {
        switch (Lines.kind(line, from, to)) {
            case MESSAGE -> messages(line, from, to);
            case OK -> answered(line, from, to);
            case WELCOME -> welcomed(Lines.text(line, from, to, EPOCH));
            case CHANGES -> {
                int messages = Lines.indexOf(line, from, to, MESSAGES);
                if (messages >= 0) {
                    messages(line, messages, to);
                }
                if (away && Lines.indexOf(line, from, to, LAST_PAGE) >= 0) {
                    away = false;
                    loop.back(System.nanoTime() - awaySince);
                }
            }
            case ERROR -> refused(line, from, to);
            case PING -> write(PONG);
            case RESYNC -> {
                loop.tally().resyncs++;
                write(FrameWriter.frame(FrameWriter.TEXT, Lines.bytes(sync())));
            }
            case OTHER -> {
                // not about messages
            }
        }
    }

    private void welcomed(String epoch) {
        this.epoch = epoch;
        ready = true;
        write(FrameWriter.frame(
                FrameWriter.TEXT,
                Lines.bytes("{\"type\":\"focus\",\"conversation\":%d}".formatted(account.conversation()))));
        loop.welcomed();
    }

    private void messages(byte[] line, int from, int to) {
        int at = from;
        int body = Lines.indexOf(line, at, to, BODY);
        while (body >= 0) {
            int stamp = body + BODY.length - 1;
            if (stamp + Stamp.BYTES > to) {
                return;
            }
            int seq = Lines.lastIndexOf(line, at, body, SEQ);
            message(Stamp.read(line, stamp), seq < 0 ? 0 : Lines.digits(line, seq + SEQ.length, to));
            at = stamp + Stamp.BYTES;
            body = Lines.indexOf(line, at, to, BODY);
        }
    }

    private void message(Stamp stamp, long seq) {
        if (stamp.run() == loop.runId()
                && stamp.room() == room.number()
                && ledger.received(stamp.sender(), stamp.number(), seq)) {
            loop.delivered(stamp.due(), stamp.sender() == number && sends());
        }
    }

    private void answered(byte[] line, int from, int to) {
        long due = SendFrame.due(Lines.number(line, from, to, REF, 0));
        if (due >= 0) {
            accepted++;
            loop.accepted(this, room, due);
        }
    }

    private void refused(byte[] line, int from, int to) {
        String code = Lines.text(line, from, to, CODE);
        if (!ready) {
            end("refused: " + code);
        } else if (SendFrame.due(Lines.number(line, from, to, REF, 0)) >= 0) {
            loop.refused(this, code);
        }
    }

    private String sync() {
        return "{\"type\":\"sync\",\"ref\":1,\"checkpoint\":%s}".formatted(checkpoint());
    }

    private String checkpoint() {
        return "{\"epoch\":\"%s\",\"account\":0,\"conversations\":{\"%d\":[%d,0]}}"
                .formatted(epoch, account.conversation(), ledger.lastSeq());
    }
}
