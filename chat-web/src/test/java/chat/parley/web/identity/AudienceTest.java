package chat.parley.web.identity;

import java.lang.reflect.Method;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;

import chat.parley.web.demo.DemoResource;
import chat.parley.web.identity.AuthenticationFilter.Audience;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudienceTest {

    @Test
    void a_resource_that_says_nothing_is_for_people_who_are_signed_in() {
        assertThat(audience(MeResource.class, "me")).isEqualTo(Audience.USERS);
        assertThat(audience(AccountsResource.class, "account")).isEqualTo(Audience.USERS);
    }

    @Test
    void signing_in_is_for_everybody_and_signing_out_is_not() {
        assertThat(audience(SignInResource.class, "login")).isEqualTo(Audience.EVERYBODY);
        assertThat(audience(SignInResource.class, "refresh")).isEqualTo(Audience.EVERYBODY);
        assertThat(audience(SignInResource.class, "logout")).isEqualTo(Audience.USERS);
    }

    @Test
    void the_operators_resources_are_for_the_operator() {
        assertThat(audience(OperatorResource.class, "create")).isEqualTo(Audience.OPERATOR);
        assertThat(audience(OperatorResource.class, "token")).isEqualTo(Audience.OPERATOR);
        assertThat(audience(DemoResource.class, "load")).isEqualTo(Audience.OPERATOR);
    }

    @Test
    void the_methods_word_comes_before_that_of_its_class() {
        assertThat(audience(Mixed.class, "closed")).isEqualTo(Audience.OPERATOR);
        assertThat(audience(Mixed.class, "open")).isEqualTo(Audience.EVERYBODY);
    }

    @Test
    void a_role_that_nobody_has_is_a_mistake() {
        assertThatThrownBy(() -> audience(Mixed.class, "unknown")).isInstanceOf(IllegalStateException.class);
    }

    @PermitAll
    static class Mixed {

        @RolesAllowed(AuthenticationFilter.OPERATOR)
        void closed() {}

        void open() {}

        @RolesAllowed("emperor")
        void unknown() {}
    }

    private static Audience audience(Class<?> resource, String method) {
        for (Method candidate : resource.getDeclaredMethods()) {
            if (candidate.getName().equals(method)) {
                return Audience.of(new ResourceInfo() {
                    @Override
                    public Method getResourceMethod() {
                        return candidate;
                    }

                    @Override
                    public Class<?> getResourceClass() {
                        return resource;
                    }
                });
            }
        }
        throw new IllegalArgumentException(method);
    }
}
