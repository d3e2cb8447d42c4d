package chat.parley.it.node;

import java.util.List;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Groups of people that an organization keeps. */
@NodeTest
class UserGroupsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());

    @Test
    void an_administrator_keeps_a_group_and_anybody_adds_it_to_a_conversation() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        Login gus = People.somebody("gus");
        Rest asAnna = anna.rest(RealServer.url());
        String handle = "team" + System.nanoTime();

        Rest.Answer made = admin.post(
                "/user-groups", Json.object("handle", handle, "name", "The team", "accounts", List.of(ben.account())));
        long id = made.body().path("id").asLong();

        assertThat(made.status()).isEqualTo(201);
        admin.post("/user-groups/" + id + "/members", Json.object("accounts", List.of(gus.account())))
                .ok();
        assertThat(asAnna.get("/user-groups?q=" + handle)
                        .ok()
                        .path("groups")
                        .path(0)
                        .path("members")
                        .asInt())
                .isEqualTo(2);
        assertThat(asAnna.get("/user-groups/" + id + "/members").ok().path("accounts"))
                .hasSize(2);
        assertThat(asAnna.patch("/user-groups/" + id, Json.object("name", "Mine"))
                        .code())
                .isEqualTo("auth.administrator-only");
        long room = rooms.group(anna);
        Rest.Answer added = asAnna.post("/conversations/" + room + "/members", Json.object("userGroup", id));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().path("added").asInt()).isEqualTo(2);
        assertThat(rooms.get(gus, room).status()).isEqualTo(200);
        admin.delete("/user-groups/" + id + "/members/" + gus.account()).ok();
        admin.patch("/user-groups/" + id, Json.object("name", "The others")).ok();
        assertThat(asAnna.get("/user-groups/" + id).ok().path("name").asText()).isEqualTo("The others");
        admin.delete("/user-groups/" + id).ok();
        assertThat(asAnna.get("/user-groups/" + id).code()).isEqualTo("user-group.missing");
        assertThat(rooms.get(ben, room).status()).isEqualTo(200);
    }
}
