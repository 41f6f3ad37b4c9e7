import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        StringBuilder getters = new StringBuilder();
        StringBuilder setters = new StringBuilder();
        for (Class<?> type : classes) {
            List<Field> fields = Arrays.stream(type.getDeclaredFields())
                    .filter(KeptFields::isKept)
                    .toList();
            if (!fields.isEmpty()) {
                String own = type.getCanonicalName() + " own = (" + type.getCanonicalName() + ") owner;";
                String start = "            case " + KeptAnnotations.text(type.getName()) + ": {\n                "
                        + own + "\n                switch (field.getName()) {\n";
                getters.append(start);
                setters.append(start);
                for (Field field : fields) {
                    String name = "                    case " + KeptAnnotations.text(field.getName()) + ": ";
                    getters.append(name)
                            .append("return own.")
                            .append(field.getName())
                            .append(";\n");
                    if (!Modifier.isFinal(field.getModifiers())) {
                        setters.append(name)
                                .append("own.")
                                .append(field.getName())
                                .append(" = (")
                                .append(boxed(field.getType()))
                                .append(") value; return;\n");
                    }
                }
                String end =
                        "                    default: break;\n                }\n                break;\n            }\n";
                getters.append(end);
                setters.append(end);
            }
        }
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
