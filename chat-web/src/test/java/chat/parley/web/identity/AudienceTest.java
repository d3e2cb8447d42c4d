package chat.parley.web.identity;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ResourceInfo;

import chat.parley.web.demo.DemoResource;
import chat.parley.web.identity.AuthenticationFilter.Audience;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudienceTest {

    @Test
    void a_resource_that_says_nothing_is_for_people_who_are_signed_in() {
        assertThat(audience(MeResource.class, "devices")).isEqualTo(Audience.USERS);
        assertThat(audience(AccountsResource.class, "account")).isEqualTo(Audience.USERS);
    }

    @Test
    void signing_in_is_for_everybody_and_signing_out_is_not() {
        assertThat(audience(SignInResource.class, "login")).isEqualTo(Audience.EVERYBODY);
        assertThat(audience(SignInResource.class, "refresh")).isEqualTo(Audience.EVERYBODY);
        assertThat(audience(SignInResource.class, "logout")).isEqualTo(Audience.BEFORE_TERMS);
    }

    @Test
    void whoever_has_yet_to_agree_to_terms_reads_and_answers_them_or_leaves_and_does_nothing_else() throws Exception {
        assertThat(calls().filter(call -> audience(call) == Audience.BEFORE_TERMS)
                        .map(call -> call.getDeclaringClass().getSimpleName() + '.' + call.getName()))
                .containsExactlyInAnyOrder(
                        "MeResource.me", "NoticesResource.notices", "NoticesResource.accept", "SignInResource.logout");
        assertThat(calls().filter(call -> audience(call) == Audience.USERS)).hasSizeGreaterThan(100);
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
        return Stream.of(resource.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .map(AudienceTest::audience)
                .orElseThrow();
    }

    private static Audience audience(Method method) {
        return Audience.of(new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return method;
            }

            @Override
            public Class<?> getResourceClass() {
                return method.getDeclaringClass();
            }
        });
    }

    /** All of REST: the methods of all resources there are that answer to a verb. */
    private static Stream<Method> calls() throws Exception {
        Path classes = Path.of(MeResource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> resources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Resource.class"))
                    .toList()) {
                String name = classes.relativize(file).toString();
                resources.add(Class.forName(
                        name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.')));
            }
        }
        return resources.stream()
                .flatMap(resource -> Stream.of(resource.getDeclaredMethods()))
                .filter(method -> Stream.of(method.getAnnotations())
                        .anyMatch(any -> any.annotationType().isAnnotationPresent(HttpMethod.class)));
    }
}
