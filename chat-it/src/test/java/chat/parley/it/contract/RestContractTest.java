package chat.parley.it.contract;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import chat.parley.it.client.Json;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/openapi.yaml} describes every call there is, and nothing else. */
class RestContractTest {

    private static final String JAX_RS = "jakarta.ws.rs.";
    private static final String WEB_SERVLET = "jakarta.servlet.annotation.WebServlet";
    private static final String BASE = "/api/v1";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @Test
    void it_describes_every_call_and_no_other() {
        TreeSet<String> calls = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("chat.parley.web")) {
            if (type.isAnnotatedWith(JAX_RS + "Path")) {
                type.getMethods().forEach(method -> call(type, method).ifPresent(calls::add));
            }
            type.tryGetAnnotationOfType(WEB_SERVLET)
                    .ifPresent(servlet -> type.getMethods()
                            .forEach(method -> call(servlet, method).ifPresent(calls::add)));
        }

        assertThat(RestContract.document().calls()).containsExactlyInAnyOrderElementsOf(calls);
    }

    private static Optional<String> call(JavaClass type, JavaMethod method) {
        return METHODS.stream()
                .filter(name -> method.isAnnotatedWith(JAX_RS + name))
                .map(name -> name + " "
                        + (path(type) + path(method)).replace("//", "/").replaceAll("\\{[^}]+}", "{}"))
                .findFirst();
    }

    private static Optional<String> call(JavaAnnotation<?> servlet, JavaMethod method) {
        String path = ((String[]) servlet.get("urlPatterns").orElseThrow())[0].replace(BASE, "");
        return METHODS.stream()
                .filter(name -> method.getName().equalsIgnoreCase("do" + name))
                .map(name -> name + " " + path)
                .findFirst();
    }

    private static String path(HasAnnotations<?> annotated) {
        return annotated
                .tryGetAnnotationOfType(JAX_RS + "Path")
                .map(RestContractTest::value)
                .map(path -> path.startsWith("/") ? path : "/" + path)
                .orElse("");
    }

    private static String value(JavaAnnotation<?> path) {
        return String.valueOf(path.get("value").orElse(""));
    }

    @Test
    void what_is_not_as_described_is_noticed() {
        RestContract contract = RestContract.document();

        assertThat(contract.wrong("GET", "/me", 200, Json.object("id", "seven")))
                .contains("username");
        assertThat(contract.wrong("GET", "/me", 418, Json.object())).contains("418");
        assertThat(contract.wrong("GET", "/teapot", 200, Json.object())).contains("/teapot");
    }
}
