package chat.parley.web.screen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/c/17", "/channels", "/settings/devices", "/apiary", "/v1.2/c"})
    void a_path_without_a_dot_in_its_last_part_is_a_place_in_the_client(String path) {
        assertThat(ScreenPath.of(path)).isEqualTo(ScreenPath.PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/v1/me", "/api/v1/socket"})
    void what_is_under_api_is_never_the_client(String path) {
        assertThat(ScreenPath.of(path)).isEqualTo(ScreenPath.INTERFACE);
    }

    @Test
    void a_file_named_by_its_content_is_kept_for_ever() {
        var path = ScreenPath.of("/assets/index-DYGii0ra.js");

        assertThat(path.cacheControl()).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.svg", "/manifest.webmanifest", "/index.html", "/sw.js"})
    void a_file_with_a_lasting_name_is_asked_for_each_time(String path) {
        assertThat(ScreenPath.of(path).cacheControl()).isEqualTo("no-cache");
    }
}
