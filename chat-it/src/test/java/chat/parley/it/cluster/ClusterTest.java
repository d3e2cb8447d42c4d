package chat.parley.it.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/** A test on real nodes; it has its {@link Cluster} as a parameter. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Cluster.Starter.class)
@interface ClusterTest {

    /** How many nodes run while the class does. */
    int nodes() default 2;
}
