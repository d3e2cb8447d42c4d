package chat.parley.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Classes outside of a package and those below it. */
final class OutsideOf extends DescribedPredicate<JavaClass> {

    private final String root;

    OutsideOf(String root) {
        super("outside of " + root);
        this.root = root;
    }

    @Override
    public boolean test(JavaClass type) {
        return !type.getPackageName().startsWith(root);
    }
}
