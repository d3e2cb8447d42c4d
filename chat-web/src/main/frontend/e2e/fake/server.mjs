// A server that speaks the protocol and keeps everything in memory: for trying the screens without a WildFly.
//   node e2e/fake/server.mjs [port] [folder of the built client]
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { WebSocketServer } from "ws";

const PASSWORD = "parley-demo";
const LIMITS = { frame: 65_536, message: 262_144, body: 32_768 };
const TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
};

class Problem extends Error {
    constructor(status, code, detail = code, retryAfter) {
        super(detail);
        this.body = { type: `urn:parley:problem:${code}`, title: code, status, detail, code, retryAfter };
    }
}

export function fakeServer({ port = 0, root }) {
    const epoch = crypto.randomUUID();
    let lastId = 100;
    const accounts = ["Alice Arnold", "Bob Brandt", "Carol Chen", "Dave Dietrich", "Admin"].map(
        (displayName, index) => ({
            id: index + 1,
            username: displayName.split(" ")[0].toLowerCase(),
            displayName,
            kind: "person",
        }),
    );
    const conversations = new Map();
    const tokens = new Map();
    const devices = new Map();
    const sockets = new Set();
    const now = () => new Date().toISOString().replace("Z", "000Z");

    // — the log —
    function found({ kind, name, topic, visibility = "private", history = "all", members }, by) {
        const id = ++lastId;
        const made = {
            id,
            kind,
            name,
            topic,
            visibility,
            history,
            archived: false,
            messages: [],
            rev: 0,
            members: new Map(),
        };
        conversations.set(id, made);
        for (const account of new Set([by, ...members])) {
            made.members.set(account, {
                role: kind === "direct" ? "member" : account === by ? "owner" : "member",
                from: 1,
                read: 0,
            });
        }
        system(made, by, { event: "created", accounts: [...made.members.keys()] });
        for (const account of made.members.keys())
            tell(account, { type: "conversation", conversation: seen(made, account) });
        return made;
    }

    function append(conversation, sender, id, body, format, replyTo, at = now()) {
        const seq = conversation.messages.length + 1;
        const message = { conversation: conversation.id, seq, rev: 0, id, sender, at, format, body, replyTo };
        conversation.messages.push(message);
        for (const [account, member] of conversation.members) {
            if (member.to === undefined) tell(account, { type: "message", ...message });
        }
        return message;
    }

    function system(conversation, by, event) {
        return append(conversation, by, crypto.randomUUID(), JSON.stringify(event), "system");
    }

    function seen(conversation, account) {
        const { id, kind, name, topic, visibility, history, archived, messages, rev, members } = conversation;
        const { role, from, read } = members.get(account);
        const other = [...members.keys()].find((one) => one !== account);
        return {
            ...{
                id,
                kind,
                name,
                topic,
                visibility,
                history,
                archived,
                role,
                seq: messages.length,
                rev,
                from,
                read,
            },
            unread: Math.max(0, messages.length - Math.max(read, from - 1)),
            with: kind === "direct" ? other : undefined,
            last: messages.at(-1),
        };
    }

    function member(account, id) {
        const conversation = conversations.get(Number(id));
        const found = conversation?.members.get(account);
        if (!found) throw new Problem(404, "conversation.missing", "There is no such conversation.");
        return { conversation, found };
    }

    function writer(account, id) {
        const { conversation, found } = member(account, id);
        if (found.to !== undefined)
            throw new Problem(403, "conversation.not-member", "You are not a member.");
        if (conversation.archived) throw new Problem(409, "conversation.archived", "It is archived.");
        return conversation;
    }

    function post(account, { conversation: id, id: uuid, body, format = "plain", replyTo }) {
        const conversation = writer(account, id);
        if (Buffer.byteLength(body) > LIMITS.body) throw new Problem(400, "message.too-long", "Too long.");
        const there = conversation.messages.find(
            (message) => message.id === uuid && message.sender === account,
        );
        return there ?? append(conversation, account, uuid, body, format, replyTo);
    }

    function change(account, { conversation: id, seq }, with_) {
        const conversation = writer(account, id);
        const message = conversation.messages[seq - 1];
        if (!message || message.deleted) throw new Problem(404, "message.missing", "It is not there.");
        conversation.rev += 1;
        Object.assign(message, with_, { rev: conversation.rev });
        const frame = {
            type: "changed",
            conversation: conversation.id,
            seq,
            rev: conversation.rev,
            message: { ...message },
        };
        for (const [one, { to }] of conversation.members) if (to === undefined) tell(one, frame);
        return { rev: conversation.rev };
    }

    function history(account, { conversation: id, before, after, around, limit = 50 }) {
        const { conversation, found } = member(account, id);
        const all = conversation.messages.filter(
            ({ seq }) => seq >= found.from && seq <= (found.to ?? Infinity),
        );
        let page;
        if (after !== undefined) page = all.filter(({ seq }) => seq > after).slice(0, limit);
        else if (around !== undefined) {
            const at = all.findIndex(({ seq }) => seq >= around);
            page = all.slice(Math.max(0, at - limit / 2), at + limit / 2);
        } else page = all.filter(({ seq }) => before === undefined || seq < before).slice(-limit);
        const edge = after === undefined ? all[0] : all.at(-1);
        return {
            messages: page,
            more: page.length > 0 && (after === undefined ? page[0] : page.at(-1)) !== edge,
        };
    }

    function leave(account, id, by = account) {
        const { conversation, found } = member(account, id);
        const message = system(conversation, by, { event: by === account ? "left" : "removed", account });
        found.to = message.seq;
        tell(account, { type: "removed", conversation: conversation.id, seq: message.seq });
    }

    function enter(account, id, by = account) {
        const conversation = conversations.get(Number(id));
        if (!conversation) throw new Problem(404, "conversation.missing");
        const there = conversation.members.get(account);
        if (there && there.to === undefined) return conversation;
        const from = conversation.history === "all" ? 1 : conversation.messages.length + 1;
        const message = system(conversation, by, { event: "joined", accounts: [account] });
        conversation.members.set(account, { role: "member", from, read: message.seq });
        tell(account, { type: "conversation", conversation: seen(conversation, account) });
        return conversation;
    }

    // — sockets —
    function tell(account, frame) {
        for (const socket of sockets) if (socket.account === account) socket.say(frame);
    }

    function catchUp(account, checkpoint) {
        const known = checkpoint?.epoch === epoch ? checkpoint.conversations : {};
        const changed = [];
        for (const conversation of conversations.values()) {
            const mine = conversation.members.get(account);
            if (!mine) continue;
            const position = known[conversation.id];
            if (mine.to !== undefined) {
                if (position)
                    changed.push({
                        id: conversation.id,
                        seq: mine.to,
                        rev: conversation.rev,
                        messages: [],
                        left: true,
                    });
                continue;
            }
            const { messages, rev, id } = conversation;
            const base = {
                id,
                seq: messages.length,
                rev,
                conversation: seen(conversation, account),
                messages: [],
            };
            if (!position) changed.push(base);
            else if (messages.length - position[0] > 500) changed.push({ ...base, reset: true });
            else {
                const lacking = messages.filter(
                    (message) => message.seq > position[0] || message.rev > position[1],
                );
                changed.push({ ...base, messages: lacking });
            }
        }
        return { type: "changes", epoch, account: 1, conversations: changed, more: false };
    }

    const answers = {
        renew: () => ({}),
        send: (account, frame) => {
            const { seq, at } = post(account, frame);
            return { seq, at };
        },
        edit: (account, frame) => change(account, frame, { body: frame.body, edited: now() }),
        delete: (account, frame) => change(account, frame, { body: "", deleted: now() }),
        history,
        sync: (account, { checkpoint }, socket) => {
            setTimeout(() => socket.say(catchUp(account, checkpoint)));
            return {};
        },
    };

    function onFrame(socket, frame) {
        if (frame.type === "hello") {
            const token = tokens.get(frame.token);
            if (!token) return socket.close(4401);
            Object.assign(socket, token);
            socket.say({
                type: "welcome",
                account: token.account,
                connection: "c",
                node: "fake",
                epoch,
                at: now(),
                heartbeat: 25,
                limits: LIMITS,
            });
            socket.say(catchUp(token.account, frame.checkpoint));
            return undefined;
        }
        const { account } = socket;
        if (!account) return socket.close(4401);
        if (frame.type === "typing") {
            for (const [one, { to }] of conversations.get(frame.conversation)?.members ?? []) {
                if (to === undefined && one !== account)
                    tell(one, { type: "typing", conversation: frame.conversation, account });
            }
        } else if (frame.type === "read") {
            const { found } = member(account, frame.conversation);
            found.read = Math.max(found.read, frame.seq);
            for (const other of sockets) {
                if (other !== socket && other.account === account)
                    other.say({ type: "self", rev: 1, read: { [frame.conversation]: found.read } });
            }
        } else if (answers[frame.type]) {
            try {
                socket.say({ type: "ok", ref: frame.ref, ...answers[frame.type](account, frame, socket) });
            } catch (failure) {
                socket.say({ type: "error", ref: frame.ref, problem: failure.body });
            }
        }
        return undefined;
    }

    // — REST —
    function signIn({ username, password, device, deviceName }) {
        const account = accounts.find((one) => one.username === username);
        if (!account || password !== PASSWORD) throw new Problem(401, "auth.failed", "Wrong.");
        devices.set(device, {
            id: devices.size + 1,
            account: account.id,
            name: deviceName,
            createdAt: now(),
            lastSeenAt: now(),
            device,
        });
        return issue(account, device);
    }

    function issue(account, device) {
        const [accessToken, refreshToken] = [crypto.randomUUID(), crypto.randomUUID()];
        tokens.set(accessToken, { account: account.id, device });
        tokens.set(refreshToken, { account: account.id, device });
        return { accessToken, refreshToken, expiresIn: 900, account };
    }

    const routes = [
        ["POST", /^\/auth\/login$/, (_a, _m, body) => signIn(body)],
        [
            "POST",
            /^\/auth\/refresh$/,
            (_a, _m, body) => {
                const token = tokens.get(body.refreshToken);
                if (!token) throw new Problem(401, "auth.revoked");
                tokens.delete(body.refreshToken);
                return issue(
                    accounts.find(({ id }) => id === token.account),
                    token.device,
                );
            },
        ],
        ["POST", /^\/auth\/logout$/, () => undefined],
        [
            "GET",
            /^\/me\/devices$/,
            (account, _m, _b, _q, device) => ({
                devices: [...devices.values()]
                    .filter((one) => one.account === account)
                    .map((one) => ({ ...one, current: one.device === device })),
            }),
        ],
        [
            "DELETE",
            /^\/me\/devices\/(\d+)$/,
            (_account, [id]) => {
                for (const [key, device] of devices) {
                    if (device.id !== Number(id)) continue;
                    devices.delete(key);
                    for (const [token, held] of tokens) if (held.device === key) tokens.delete(token);
                    for (const socket of sockets) if (socket.device === key) socket.close(4401);
                }
            },
        ],
        [
            "GET",
            /^\/accounts$/,
            (_a, _m, _b, query) => {
                const ids = query.get("ids")?.split(",").map(Number);
                const words = (query.get("q") ?? "").toLowerCase();
                return {
                    accounts: accounts
                        .filter((one) =>
                            ids ? ids.includes(one.id) : one.displayName.toLowerCase().includes(words),
                        )
                        .slice(0, 20),
                };
            },
        ],
        [
            "GET",
            /^\/channels$/,
            (account, _m, _b, query) => ({
                channels: [...conversations.values()]
                    .filter(
                        (one) =>
                            one.kind === "channel" &&
                            one.visibility === "public" &&
                            one.name.toLowerCase().includes((query.get("q") ?? "").toLowerCase()),
                    )
                    .map(({ id, name, topic, members }) => ({
                        id,
                        name,
                        topic,
                        members: members.size,
                        joined: members.has(account) && members.get(account).to === undefined,
                    })),
            }),
        ],
        [
            "POST",
            /^\/conversations$/,
            (account, _m, body) => {
                if (
                    body.kind === "channel" &&
                    [...conversations.values()].some(({ name }) => name === body.name)
                )
                    throw new Problem(409, "name.taken");
                const there =
                    body.kind === "direct" &&
                    [...conversations.values()].find(
                        (one) =>
                            one.kind === "direct" &&
                            one.members.has(account) &&
                            one.members.has(body.members[0]),
                    );
                return seen(there || found(body, account), account);
            },
        ],
        [
            "PATCH",
            /^\/conversations\/(\d+)$/,
            (account, [id], body) => {
                const { conversation } = member(account, id);
                Object.assign(conversation, body);
                if (body.name) system(conversation, account, { event: "renamed", name: body.name });
                for (const one of conversation.members.keys())
                    tell(one, { type: "conversation", conversation: seen(conversation, one) });
                return seen(conversation, account);
            },
        ],
        ["POST", /^\/conversations\/(\d+)\/join$/, (account, [id]) => seen(enter(account, id), account)],
        [
            "GET",
            /^\/conversations\/(\d+)\/members$/,
            (account, [id]) => ({
                members: [...member(account, id).conversation.members]
                    .filter(([, { to }]) => to === undefined)
                    .map(([one, { role, from }]) => {
                        const { username, displayName } = accounts.find((other) => other.id === one);
                        return { account: one, username, displayName, role, since: from };
                    }),
            }),
        ],
        [
            "POST",
            /^\/conversations\/(\d+)\/members$/,
            (account, [id], body) => void enter(body.account, id, account),
        ],
        [
            "PATCH",
            /^\/conversations\/(\d+)\/members\/(\d+)$/,
            (account, [id, other], { role }) => {
                const { conversation } = member(account, id);
                conversation.members.get(Number(other)).role = role;
                system(conversation, account, {
                    event: "role",
                    account: Number(other),
                    role: role.toUpperCase(),
                });
            },
        ],
        [
            "DELETE",
            /^\/conversations\/(\d+)\/members\/(\d+)$/,
            (account, [id, other]) => leave(Number(other), id, account),
        ],
        [
            "GET",
            /^\/conversations\/(\d+)\/messages$/,
            (account, [id], _b, query) =>
                history(account, {
                    conversation: id,
                    ...Object.fromEntries([...query].map(([name, value]) => [name, Number(value)])),
                }),
        ],
        [
            "POST",
            /^\/conversations\/(\d+)\/messages$/,
            (account, [id], body) => {
                const { seq, at } = post(account, { ...body, conversation: id });
                return { seq, at };
            },
        ],
    ];

    const server = createServer(async (request, response) => {
        const url = new URL(request.url, "http://fake");
        if (!url.pathname.startsWith("/api/")) return file(url.pathname, response);
        let text = "";
        for await (const chunk of request) text += chunk;
        try {
            const path = url.pathname.slice("/api/v1".length);
            const token = tokens.get(request.headers.authorization?.slice("Bearer ".length));
            if (!token && !path.startsWith("/auth/")) throw new Problem(401, "auth.required");
            for (const [method, pattern, answer] of routes) {
                const match = method === request.method && pattern.exec(path);
                if (!match) continue;
                const body = answer(
                    token?.account,
                    match.slice(1),
                    text ? JSON.parse(text) : undefined,
                    url.searchParams,
                    token?.device,
                );
                response.writeHead(body === undefined ? 204 : 200, { "content-type": "application/json" });
                return response.end(body === undefined ? "" : JSON.stringify(body));
            }
            throw new Problem(404, "request.malformed");
        } catch (failure) {
            const problem = failure.body ?? { ...new Problem(500, "internal", String(failure.stack)).body };
            response.writeHead(problem.status, { "content-type": "application/problem+json" });
            return response.end(JSON.stringify(problem));
        }
    });

    function file(path, response) {
        const wanted = join(root, path);
        const found =
            extname(path) !== "" && existsSync(wanted) && statSync(wanted).isFile()
                ? wanted
                : join(root, "index.html");
        response.writeHead(200, {
            "content-type": TYPES[extname(found)] ?? "application/octet-stream",
            ...headers,
        });
        createReadStream(found).pipe(response);
    }

    const headers = {};
    const upgrades = new WebSocketServer({
        server,
        path: "/api/v1/socket",
        handleProtocols: () => "parley.v1.json",
    });
    upgrades.on("connection", (socket) => {
        socket.queue = [];
        socket.say = (frame) => {
            if (socket.queue.push(JSON.stringify(frame)) > 1) return;
            setImmediate(() => {
                const text = socket.queue.join("\n");
                socket.queue = [];
                if (socket.readyState === 1) socket.send(text);
            });
        };
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        socket.on("message", (data) => {
            for (const line of String(data).split("\n")) if (line) onFrame(socket, JSON.parse(line));
        });
        const pings = setInterval(() => socket.say({ type: "ping" }), 25_000);
        socket.on("close", () => clearInterval(pings));
    });

    const general = found(
        {
            kind: "channel",
            name: "general",
            topic: "Everything and everybody",
            visibility: "public",
            members: [1, 2, 3, 4, 5],
        },
        5,
    );
    append(general, 5, crypto.randomUUID(), "Welcome to **Parley**. Say hello!", "markdown");

    return new Promise((ready) => {
        server.listen(port, "127.0.0.1", () => {
            ready({
                url: `http://127.0.0.1:${server.address().port}`,
                accounts,
                conversations,
                found,
                append,
                enter,
                leave,
                headers,
                drop: () => {
                    for (const socket of sockets) socket.terminate();
                },
                close: () =>
                    new Promise((done) => {
                        for (const socket of sockets) socket.terminate();
                        server.closeAllConnections();
                        server.close(done);
                    }),
            });
        });
    });
}

if (process.argv[1] && resolve(process.argv[1]) === resolve(new URL(import.meta.url).pathname)) {
    const [port = "11091", root = "dist"] = process.argv.slice(2);
    const { url } = await fakeServer({ port: Number(port), root: resolve(root) });
    process.stdout.write(`${url}\n`);
}
