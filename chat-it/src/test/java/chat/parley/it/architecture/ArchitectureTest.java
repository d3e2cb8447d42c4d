package chat.parley.it.architecture;

import java.util.function.Function;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule holds in the product, and catches the class that breaks it among the fixtures. */
class ArchitectureTest {

    private static final String BROKEN_ROOT = ArchitectureTest.class.getPackageName() + ".broken";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("chat.parley");
    private static final JavaClasses TESTS =
            new ClassFileImporter().withImportOption(new OnlyIncludeTests()).importPackages("chat.parley.it");
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_ROOT);

    @Test
    void all_modules_are_looked_at() {
        assertThat(PRODUCT)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "chat.parley.web.wire",
                        "chat.parley.ejb.message",
                        "chat.parley.jpa.message",
                        "chat.parley.it.history");
    }

    @Test
    void web_uses_ejb_and_ejb_uses_jpa_and_never_back() {
        check(ArchitectureRules::web_uses_ejb_uses_jpa, "LayerBreaker");
    }

    @Test
    void features_have_no_cycles() {
        check(ArchitectureRules::features_have_no_cycles, "FeatureBreaker");
    }

    @Test
    void features_use_only_those_before_them() {
        check(ArchitectureRules::features_use_those_before_them, "FeatureBreaker");
    }

    @Test
    void sql_stays_in_jpa() {
        check(ArchitectureRules::sql_stays_in_jpa, "SqlBreaker");
    }

    @Test
    void sockets_and_http_stay_in_web() {
        check(ArchitectureRules::sockets_and_http_stay_in_web, "HttpBreaker");
    }

    @Test
    void jms_stays_in_delivery_and_listeners() {
        check(ArchitectureRules::jms_stays_in_delivery_and_listeners, "JmsBreaker");
    }

    @Test
    void infinispan_stays_in_delivery_and_presence() {
        check(ArchitectureRules::infinispan_stays_in_delivery_and_presence, "CacheBreaker");
    }

    @Test
    void opentelemetry_stays_in_tracing() {
        check(ArchitectureRules::opentelemetry_stays_in_tracing, "SpanBreaker");
    }

    @Test
    void entities_do_not_reach_the_web() {
        check(ArchitectureRules::entities_do_not_reach_the_web, "EntityBreaker");
    }

    @Test
    void use_cases_speak_in_records() {
        check(ArchitectureRules::use_cases_speak_in_records, "EntityGiver");
    }

    @Test
    void wire_is_plain_java() {
        check(ArchitectureRules::wire_is_plain_java, "WireBreaker");
    }

    @Test
    void there_is_one_door_to_conversations() {
        check(ArchitectureRules::one_door_to_conversations, "DoorBreaker");
    }

    @Test
    void transactions_begin_in_ejb() {
        check(ArchitectureRules::transactions_begin_in_ejb, "TransactionBreaker");
    }

    @Test
    void time_comes_from_the_clock() {
        check(ArchitectureRules::time_comes_from_the_clock, "ClockBreaker");
    }

    @Test
    void what_is_said_goes_to_the_log() {
        check(ArchitectureRules::what_is_said_goes_to_the_log, "LogBreaker");
    }

    @Test
    void names_say_something() {
        check(ArchitectureRules::names_say_something, "NameManager");
    }

    @Test
    void at_most_seven_things_are_injected() {
        check(ArchitectureRules::at_most_seven_things_are_injected, "InjectionBreaker");
    }

    @Test
    void every_package_has_its_sign() {
        check(ArchitectureRules::every_package_has_its_sign, "SignBreaker");
    }

    @Test
    void a_simple_name_is_used_once() {
        check(ArchitectureRules::a_simple_name_is_used_once, "Twin");
    }

    @Test
    void tests_do_not_sleep() {
        new ArchitectureRules("chat.parley").tests_do_not_sleep().check(TESTS.that(new OutsideOf(BROKEN_ROOT)));
        assertThat(new ArchitectureRules(BROKEN_ROOT)
                        .tests_do_not_sleep()
                        .evaluate(BROKEN)
                        .getFailureReport()
                        .toString())
                .contains("SleepBreaker");
    }

    private static void check(Function<ArchitectureRules, ArchRule> rule, String breaker) {
        assertThat(rule.apply(new ArchitectureRules(BROKEN_ROOT))
                        .evaluate(BROKEN)
                        .getFailureReport()
                        .toString())
                .as("the rule catches %s", breaker)
                .contains(breaker);
        rule.apply(new ArchitectureRules("chat.parley")).check(PRODUCT);
    }
}
