package chat.parley.it.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Recorder;
import chat.parley.launcher.OperatorClient.NewAccount;

/** People for a test: everybody is new, so that no test meets another's. */
final class People {

    /** Everybody's who has one. */
    static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private People() {}

    /** Somebody who signs in without a password. */
    static Login somebody(String name) {
        String username = unique(name);
        RealServer.operator().create(new NewAccount(username, name, null, false));
        return Login.withToken(RealServer.url(), username, RealServer.operator().token(username));
    }

    /** Somebody who administrates the organization. */
    static Login administrator(String name) {
        String username = unique(name);
        RealServer.operator().create(new NewAccount(username, name, null, true));
        return Login.withToken(RealServer.url(), username, RealServer.operator().token(username));
    }

    /** Somebody with these duties. */
    static Login with(String... duties) {
        String username = unique("duty");
        RealServer.operator().create(new NewAccount(username, username, null, false, List.of(duties)));
        return Login.withToken(RealServer.url(), username, RealServer.operator().token(username));
    }

    /** A new username whose password is {@link #PASSWORD}. */
    static String withPassword(String name) {
        String username = unique(name);
        RealServer.operator().create(new NewAccount(username, name, PASSWORD, false));
        return username;
    }

    private static String unique(String name) {
        return name + "-" + Long.toString(System.nanoTime(), 36) + "-" + NEXT.incrementAndGet();
    }

    /** A client that has caught up and records nothing that anybody reads. */
    static ChatClient client(Login login) {
        return new ChatClient(login.username(), login, Recorder.inMemory()).connected(RealServer.url());
    }
}
