package chat.parley.web.identity;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrustedProxiesTest {

    private static final TrustedProxies NOBODY = TrustedProxies.of(List.of());
    private static final TrustedProxies BALANCERS = TrustedProxies.of(List.of("10.0.0.0/8", " 192.0.2.7", "fd00::/8"));

    @Test
    void without_trusted_proxies_the_connection_alone_counts() {
        assertThat(NOBODY.origin("203.0.113.5", "198.51.100.1")).isEqualTo("203.0.113.5");
    }

    @Test
    void a_stranger_is_not_believed() {
        assertThat(BALANCERS.origin("203.0.113.5", "198.51.100.1")).isEqualTo("203.0.113.5");
    }

    @Test
    void a_trusted_proxy_says_who_it_speaks_for() {
        assertThat(BALANCERS.origin("10.1.2.3", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(BALANCERS.origin("192.0.2.7", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(BALANCERS.origin("192.0.2.8", "203.0.113.5")).isEqualTo("192.0.2.8");
    }

    @Test
    void what_a_client_wrote_itself_is_not_believed() {
        assertThat(BALANCERS.origin("10.1.2.3", "198.51.100.1, 203.0.113.5")).isEqualTo("203.0.113.5");
    }

    @Test
    void a_chain_of_trusted_proxies_is_followed_to_its_start() {
        assertThat(BALANCERS.origin("10.1.2.3", "198.51.100.1, 203.0.113.5, 10.9.9.9, 192.0.2.7"))
                .isEqualTo("203.0.113.5");
        assertThat(BALANCERS.origin("10.1.2.3", "10.9.9.9")).isEqualTo("10.9.9.9");
    }

    @Test
    void nonsense_ends_the_chain() {
        assertThat(BALANCERS.origin("10.1.2.3", "")).isEqualTo("10.1.2.3");
        assertThat(BALANCERS.origin("10.1.2.3", "unknown")).isEqualTo("10.1.2.3");
        assertThat(BALANCERS.origin("10.1.2.3", "203.0.113.5, localhost, 10.9.9.9"))
                .isEqualTo("10.9.9.9");
    }

    @Test
    void of_an_ipv6_address_the_site_counts() {
        assertThat(NOBODY.origin("2001:db8:1:2:aaaa:bbbb:cccc:dddd", ""))
                .isEqualTo(NOBODY.origin("2001:db8:1:2::1", ""))
                .isEqualTo("2001:db8:1:2::/64");
        assertThat(BALANCERS.origin("fd12::1", "2001:db8:1:3::1")).isEqualTo("2001:db8:1:3::/64");
    }

    @Test
    void a_network_need_not_end_at_a_byte() {
        TrustedProxies odd = TrustedProxies.of(List.of("10.16.0.0/12"));

        assertThat(odd.origin("10.31.255.255", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(odd.origin("10.32.0.0", "203.0.113.5")).isEqualTo("10.32.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "balancer.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x"})
    void what_is_no_network_is_refused_at_the_start(String nonsense) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(nonsense))).isInstanceOf(IllegalArgumentException.class);
    }
}
