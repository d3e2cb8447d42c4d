package chat.parley.it.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;

/** A test that speaks to the one real node from outside. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ArquillianTest
@interface NodeTest {}
