import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes the reading and setting of the annotated fields down as code, in a class of their package.
///
/// Picocli reads and sets each of a command's fields by reflection, for which the JDK makes code in each process.
final class KeptFields {
    /// The class that has the methods of [Field], with the field as their first argument.
    static final String NAME = "KeptFields";

    private KeptFields() {}

    /// The package of the annotated fields.
    ///
    /// @throws IOException when there is more than one
    static String packageOf(List<Class<?>> classes) throws IOException {
        Set<String> packages = classes.stream()
                .filter(type -> Arrays.stream(type.getDeclaredFields()).anyMatch(KeptFields::isKept))
                .map(Class::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (packages.size() != 1) {
            throw new IOException("the fields that picocli fills are in " + packages + "; one package is expected");
        }
        return packages.iterator().next();
    }

    /// Makes the class' source.
    static String source(List<Class<?>> classes) throws IOException {
        String getters = cases(classes, field -> "return own.%s;".formatted(field.getName()));
        String setters = cases(
                classes,
                field -> Modifier.isFinal(field.getModifiers())
                        ? "break;"
                        : "own.%s = (%s) value; return;".formatted(field.getName(), boxed(field.getType())));
        return "package " + packageOf(classes) + """
                ;

                import java.lang.reflect.Field;

                @SuppressWarnings("unchecked")
                public final class KeptFields {
                    public static Object get(Field field, Object owner) throws IllegalAccessException {
                        switch (field.getDeclaringClass().getName()) {
                %s            default: break;
                        }
                        return field.get(owner);
                    }

                    public static void set(Field field, Object owner, Object value) throws IllegalAccessException {
                        switch (field.getDeclaringClass().getName()) {
                %s            default: break;
                        }
                        field.set(owner, value);
                    }
                }
                """.formatted(getters, setters);
    }

    /// The cases of each class with those of its fields.
    private static String cases(List<Class<?>> classes, Function<Field, String> action) {
        StringBuilder cases = new StringBuilder();
        for (Class<?> type : classes) {
            String fields = Arrays.stream(type.getDeclaredFields())
                    .filter(KeptFields::isKept)
                    .map(field -> "                    case %s: %s\n"
                            .formatted(KeptAnnotations.text(field.getName()), action.apply(field)))
                    .collect(Collectors.joining());
            if (!fields.isEmpty()) {
                cases.append("""
                                    case %1$s: {
                                        %2$s own = (%2$s) owner;
                                        switch (field.getName()) {
                        %3$s                    default: break;
                                        }
                                        break;
                                    }
                        """.formatted(KeptAnnotations.text(type.getName()), type.getCanonicalName(), fields));
            }
        }
        return cases.toString();
    }

    /// Others can only be reached by reflection.
    private static boolean isKept(Field field) {
        return !KeptAnnotations.annotations(field).isEmpty()
                && !Modifier.isPrivate(field.getModifiers())
                && !Modifier.isPrivate(field.getDeclaringClass().getModifiers());
    }

    private static String boxed(Class<?> type) {
        return switch (type.getName()) {
            case "boolean" -> "Boolean";
            case "int" -> "Integer";
            case "long" -> "Long";
            default -> type.getCanonicalName();
        };
    }
}
