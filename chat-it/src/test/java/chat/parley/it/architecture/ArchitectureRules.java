package chat.parley.it.architecture;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rules, for whatever lies below a root package: the product's, or that of the fixtures that break them. */
final class ArchitectureRules {

    private static final int MOST_INJECTED = 7;
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String REPOSITORY = "jakarta.enterprise.context.Dependent";
    private static final String INJECT = "jakarta.inject.Inject";

    /** The features of chat-ejb; each may use those before it, and those of its own line not each other. */
    private static final List<List<String>> FEATURES = List.of(
            List.of("problem", "time"),
            List.of("rate", "tracing"),
            List.of("delivery"),
            List.of("identity"),
            List.of("audit"),
            List.of("conversation"),
            List.of("archive"),
            List.of(
                    "media",
                    "moderation",
                    "presence",
                    "screening",
                    "emoji",
                    "appointment",
                    "segment",
                    "terms",
                    "retention"),
            List.of("message"),
            List.of("report", "search", "notification", "compliance", "integration", "preview", "matter", "person"),
            List.of("admin"),
            List.of("export"),
            List.of("supervision"),
            List.of("demo"));

    private final String web;
    private final String ejb;
    private final String jpa;

    ArchitectureRules(String root) {
        web = root + ".web";
        ejb = root + ".ejb";
        jpa = root + ".jpa";
    }

    private String[] server() {
        return new String[] {web + "..", ejb + "..", jpa + ".."};
    }

    ArchRule web_uses_ejb_uses_jpa() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("web")
                .definedBy(web + "..")
                .layer("ejb")
                .definedBy(ejb + "..")
                .layer("jpa")
                .definedBy(jpa + "..")
                .whereLayer("web")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ejb")
                .mayOnlyBeAccessedByLayers("web")
                .whereLayer("jpa")
                .mayOnlyBeAccessedByLayers("ejb", "web");
    }

    ArchRule features_have_no_cycles() {
        return slices().matching(ejb + ".(*)..").should().beFreeOfCycles();
    }

    /** A feature without a place in the order is a violation too: whoever adds one decides where it stands. */
    ArchRule features_use_those_before_them() {
        return classes()
                .that()
                .resideInAPackage(ejb + "..")
                .should(new ArchCondition<JavaClass>("use only features before their own") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().forEach(dependency -> {
                            JavaClass used = dependency.getTargetClass();
                            if (inEjb(used) && !mayUse(feature(user), feature(used))) {
                                events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                            }
                        });
                    }
                });
    }

    private boolean inEjb(JavaClass type) {
        return type.getPackageName().startsWith(ejb + ".");
    }

    private String feature(JavaClass type) {
        String below = type.getPackageName().substring(ejb.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static boolean mayUse(String user, String used) {
        return user.equals(used) || (place(used) >= 0 && place(used) < place(user));
    }

    private static int place(String feature) {
        for (int i = 0; i < FEATURES.size(); i++) {
            if (FEATURES.get(i).contains(feature)) {
                return i;
            }
        }
        return -1;
    }

    ArchRule sql_stays_in_jpa() {
        return noClasses()
                .that()
                .resideInAnyPackage(web + "..", ejb + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "java.sql..", "javax.sql..");
    }

    ArchRule sockets_and_http_stay_in_web() {
        return noClasses()
                .that()
                .resideInAnyPackage(ejb + "..", jpa + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.websocket..", "jakarta.ws.rs..", "jakarta.servlet..", "io.undertow..");
    }

    ArchRule jms_stays_in_delivery_and_listeners() {
        return noClasses()
                .that(resideInAnyPackage(server())
                        .and(not(resideInAPackage(ejb + ".delivery..")))
                        .and(not(simpleNameEndingWith("Listener"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.jms..");
    }

    ArchRule infinispan_stays_in_delivery_and_presence() {
        return noClasses()
                .that(resideInAnyPackage(server())
                        .and(not(resideInAnyPackage(ejb + ".delivery..", ejb + ".presence.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.infinispan..");
    }

    ArchRule opentelemetry_stays_in_tracing() {
        return noClasses()
                .that(resideInAnyPackage(server()).and(not(resideInAPackage(ejb + ".tracing.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..");
    }

    ArchRule entities_do_not_reach_the_web() {
        return noClasses()
                .that()
                .resideInAPackage(web + "..")
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(ENTITY);
    }

    ArchRule use_cases_speak_in_records() {
        return methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage(ejb + ".."))
                .should(new ArchCondition<JavaMethod>("neither take nor return an entity") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .filter(type -> type.isAnnotatedWith(ENTITY))
                                .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " hands out " + entity.getName())));
                    }
                })
                .allowEmptyShould(true);
    }

    ArchRule wire_is_plain_java() {
        return classes()
                .that()
                .resideInAPackage(web + ".wire..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson.annotation..", "org.jspecify..", web + ".wire..");
    }

    /**
     * The repositories of conversations and members are behind {@code ConversationAccess} and its neighbours. Catching
     * up goes through them too: it asks for all the memberships of the connection's own account, and those are what the
     * door would ask for; and for that account's own state, which is nobody else's.
     */
    ArchRule one_door_to_conversations() {
        return noClasses()
                .that()
                .resideInAnyPackage(web + "..", ejb + "..")
                .and()
                .resideOutsideOfPackage(ejb + ".conversation..")
                .and()
                .doNotHaveFullyQualifiedName(web + ".delivery.CatchUp")
                .and()
                .doNotHaveFullyQualifiedName(web + ".delivery.MissedChanges")
                .and()
                .doNotHaveFullyQualifiedName(web + ".delivery.OwnState")
                .should()
                .dependOnClassesThat(resideInAPackage(jpa + ".conversation..").and(annotatedWith(REPOSITORY)));
    }

    ArchRule transactions_begin_in_ejb() {
        return noClasses()
                .that()
                .resideInAnyPackage(web + "..", jpa + "..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "jakarta\\.(ejb\\.(Stateless|Singleton|Schedule|TransactionAttribute)|transaction\\.Transactional)");
    }

    ArchRule time_comes_from_the_clock() {
        return noClasses()
                .that(resideInAnyPackage(server()).and(not(resideInAPackage(ejb + ".time.."))))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC");
    }

    ArchRule what_is_said_goes_to_the_log() {
        return noClasses()
                .that()
                .resideInAnyPackage(server())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace");
    }

    ArchRule names_say_something() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Dto");
    }

    /** The switch over all frames is excepted: it hands each to the use case it is for, and does nothing else. */
    ArchRule at_most_seven_things_are_injected() {
        return classes()
                .that()
                .doNotHaveFullyQualifiedName(web + ".delivery.FrameHandler")
                .should(new ArchCondition<JavaClass>("have at most " + MOST_INJECTED + " injected fields") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        List<String> injected = type.getFields().stream()
                                .filter(field -> field.isAnnotatedWith(INJECT))
                                .map(JavaField::getName)
                                .toList();
                        if (injected.size() > MOST_INJECTED) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " has " + injected));
                        }
                    }
                });
    }

    ArchRule every_package_has_its_sign() {
        return classes().should(new ArchCondition<JavaClass>("be in a package with a null-marked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage room = type.getPackage();
                if (!room.isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, room.getName() + " of " + type.getName()));
                }
            }
        });
    }

    ArchRule a_simple_name_is_used_once() {
        return classes().that().areTopLevelClasses().should(new ArchCondition<JavaClass>("have a name of their own") {
            private final Map<String, TreeSet<String>> packages = new TreeMap<>();

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getSimpleName().equals("package-info")) {
                    packages.computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                            .add(type.getPackageName());
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                packages.forEach((name, where) -> {
                    if (where.size() > 1) {
                        events.add(SimpleConditionEvent.violated(name, name + " is in " + new ArrayList<>(where)));
                    }
                });
            }
        });
    }

    ArchRule tests_do_not_sleep() {
        return noClasses()
                .should()
                .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))));
    }
}
