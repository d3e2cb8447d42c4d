package chat.parley.ejb.preview;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
            })
    void leads_nobody_into_networks_that_are_not_public(String address) {
        InetAddress there = InetAddress.ofLiteral(address);

        assertThat(PublicAddresses.contain(there)).isFalse();
        assertThatThrownBy(() -> guard(_ -> new InetAddress[] {there}).admit(URI.create("http://a.example/")))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1", "128.0.0.1",
                "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "192.167.0.1", "198.17.0.1", "198.20.0.1",
                "223.255.255.254", "::ffff:1.1.1.1", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1",
            })
    void leads_to_the_public_internet(String address) throws IOException {
        InetAddress there = InetAddress.ofLiteral(address);

        assertThat(guard(_ -> new InetAddress[] {there}).admit(URI.create("https://a.example/")))
                .isEqualTo(new InetSocketAddress(there, 443));
    }

    @Test
    void one_address_inside_is_enough_to_stay_away() {
        InetAddress[] both = {InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1")};

        assertThatThrownBy(() -> guard(_ -> both).admit(URI.create("http://a.example/")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_name_is_resolved_once_and_what_is_answered_is_an_address() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        AddressGuard.Resolver rebinding =
                _ -> new InetAddress[] {InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")};

        InetSocketAddress admitted = guard(rebinding).admit(URI.create("http://a.example/"));

        assertThat(asked).hasValue(1);
        assertThat(admitted.isUnresolved()).isFalse();
        assertThat(admitted.getAddress()).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
        assertThatThrownBy(() -> guard(rebinding).admit(URI.create("http://a.example/")))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 5432, 8080, 9990})
    void leads_to_the_ports_of_the_web_only(int port) {
        assertThatThrownBy(() -> guard(_ -> new InetAddress[] {InetAddress.ofLiteral("1.1.1.1")})
                        .admit(URI.create("http://a.example:" + port + "/")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void leads_inside_to_hosts_that_the_operator_named_on_the_port_that_was_named() throws IOException {
        AddressGuard guard = new AddressGuard(
                _ -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.7")},
                List.of(80, 443),
                List.of(" Wiki.example:8080"));

        assertThat(guard.admit(URI.create("http://wiki.example:8080/")).getPort())
                .isEqualTo(8080);
        assertThatThrownBy(() -> guard.admit(URI.create("http://wiki.example/")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> guard.admit(URI.create("http://other.example:8080/")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void what_is_no_host_is_no_page() {
        assertThatThrownBy(() -> guard(host -> {
                            throw new UnknownHostException(host);
                        })
                        .admit(URI.create("http://a.example/")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> guard(_ -> new InetAddress[0]).admit(URI.create("http://a.example/")))
                .isInstanceOf(IOException.class);
    }

    private static AddressGuard guard(AddressGuard.Resolver resolver) {
        return new AddressGuard(resolver, List.of(80, 443), List.of());
    }
}
