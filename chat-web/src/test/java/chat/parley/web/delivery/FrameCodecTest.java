package chat.parley.web.delivery;

import java.util.UUID;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.web.wire.ClientFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FrameCodecTest {

    private static final String ID = "0193a6f2-6a5e-7c31-b1a4-2b8e5f0d7c11";

    @Test
    void optional_fields_may_be_left_out() {
        assertThat(FrameCodec.read("{'type':'hello','token':'t','device':'d'}".replace('\'', '"')))
                .isEqualTo(new ClientFrame.Hello("t", "d", null));
        assertThat(FrameCodec.read(
                        ("{'type':'send','ref':1,'conversation':5,'id':'" + ID + "','body':'x'}").replace('\'', '"')))
                .isEqualTo(new ClientFrame.Send(1, 5, UUID.fromString(ID), "x", null, null, null, null, null, null));
        assertThat(FrameCodec.read("{'type':'history','ref':1,'conversation':5}".replace('\'', '"')))
                .isEqualTo(new ClientFrame.History(1, 5, null, null, null, null));
    }

    @Test
    void unknown_fields_are_ignored() {
        assertThat(FrameCodec.read("{'type':'pong','mood':'fine'}".replace('\'', '"')))
                .isEqualTo(new ClientFrame.Pong());
    }

    @Test
    void a_checkpoint_has_a_pair_of_numbers_for_each_conversation() {
        ClientFrame frame = FrameCodec.read(
                "{'type':'sync','ref':2,'checkpoint':{'epoch':'e','account':7,'conversations':{'5':[3,1]}}}"
                        .replace('\'', '"'));

        assertThat(frame).isInstanceOfSatisfying(ClientFrame.Sync.class, sync -> {
            assertThat(sync.checkpoint().account()).isEqualTo(7);
            assertThat(sync.checkpoint().conversations().get(5L)).containsExactly(3, 1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{'token':'t','device':'d'}",
                "{'type':'hello','device':'d'}",
                "{'type':'hello','token':null,'device':'d'}",
                "{'type':'send','ref':1,'conversation':5,'id':'no uuid','body':'x'}",
                "{'type':'send','ref':1,'conversation':5,'body':'x'}",
                "{'type':'send','conversation':5,'id':'" + ID + "','body':'x'}",
                "{'type':'send','ref':1,'conversation':5,'id':'" + ID + "'}",
                "{'type':'read','conversation':5}",
                "{'type':'sync','ref':1}",
                "{'type':'sync','ref':1,'checkpoint':{'epoch':'e','account':7,'conversations':{'5':[3]}}}",
                "{'type':'sync','ref':1,'checkpoint':{'epoch':'e','account':7,'conversations':{'5':null}}}"
            })
    void what_lacks_something_is_malformed(String line) {
        assertThat(refusal(line).code()).isEqualTo("frame.malformed");
    }

    @Test
    void what_has_a_type_of_a_later_version_is_unknown() {
        assertThat(refusal("{'type':'wave'}").code()).isEqualTo("frame.unknown");
    }

    private static Rejected refusal(String line) {
        return catchThrowableOfType(Rejected.class, () -> FrameCodec.read(line.replace('\'', '"')));
    }
}
