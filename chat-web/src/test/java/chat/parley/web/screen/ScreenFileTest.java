package chat.parley.web.screen;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenFileTest {

    private static final byte[] PLAIN = bytes("body {}");
    private static final byte[] PACKED = bytes("packed");

    private final ScreenFile file = new ScreenFile("text/css", PLAIN, PACKED);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8, *;q=0.1", "x-gzip"})
    void is_packed_for_whoever_unpacks(String encodings) {
        var form = file.as(encodings);

        assertThat(form.body()).isEqualTo(PACKED);
        assertThat(file.isPacked(form)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "br, gzip; q=0.000, identity"})
    void is_plain_for_whoever_does_not(String encodings) {
        var form = file.as(encodings);

        assertThat(form.body()).isEqualTo(PLAIN);
        assertThat(file.isPacked(form)).isFalse();
    }

    @Test
    void is_plain_for_all_where_the_build_did_not_pack_it() {
        var picture = new ScreenFile("image/png", PLAIN, null);

        assertThat(picture.hasForms()).isFalse();
        assertThat(picture.as("gzip").body()).isEqualTo(PLAIN);
    }

    @Test
    void has_a_tag_for_each_form_which_the_content_makes() {
        var same = new ScreenFile("text/css", PLAIN, PACKED);
        var other = new ScreenFile("text/css", bytes("body { }"), PACKED);

        assertThat(file.as(null).tag())
                .isEqualTo(same.as(null).tag())
                .isNotEqualTo(other.as(null).tag());
        assertThat(file.as("gzip").tag())
                .isEqualTo(same.as("gzip").tag())
                .isNotEqualTo(other.as("gzip").tag())
                .isNotEqualTo(file.as(null).tag());
    }

    @Test
    void is_known_by_its_tag_also_among_others_and_as_a_weak_one() {
        var form = file.as("gzip");

        assertThat(form.isAmong(form.tag())).isTrue();
        assertThat(form.isAmong("\"other\", W/" + form.tag())).isTrue();
        assertThat(form.isAmong("*")).isTrue();
        assertThat(form.isAmong(null)).isFalse();
        assertThat(form.isAmong(file.as(null).tag())).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
